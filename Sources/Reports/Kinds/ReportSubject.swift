import Octets

/// Words in the subject of reports of failure, delay and success: enough to look at a message more closely, not
/// to call it a report.
enum ReportSubject {
  static func suggestsReport(_ subject: Bytes) -> Bool {
    words.occurs(in: subject)
  }

  /// Words that reports have and ordinary mail hardly ever.
  static func isUnmistakable(_ subject: Bytes) -> Bool {
    unmistakable.occurs(in: subject)
  }

  private static let unmistakable = PhraseSet(unmistakableWords)

  private static let unmistakableWords: [StaticString] = [
    "undeliver", "delivery status", "delivery fail", "failure notice", "failed delivery",
    "returned mail",
    "delivery notification", "could not be delivered", "not be delivered", "mail delivery",
    "non-delivery",
    "nondelivery", "non delivery", "delivery problem", "delivery error", "delivery report",
    "returned to sender",
    "returning message", "failure delivery", "delivery subsystem", "message delayed",
    "delivery delayed",
    "mail system error", "undelivered", "mail failed", "mail failure", "message status",
    "delivery has failed",
    "mail error", "bounced mail", "unable to deliver", "undeliverable", "unzustellbar",
    "zustellung fehl", "unzustellbare",
    "nicht zugestellt", "zustellstatus", "konnte nicht zugestellt", "non remis", "non distribu",
    "échec de", "echec de",
    "échec d", "non délivr", "no se pudo entregar", "no entregado", "imposible de entregar",
    "devuelto", "devolvido",
    "não entregue", "falha na entrega", "mancato recapito", "non recapitat", "mancata consegna",
    "onbestelbaar",
    "niet bezorgd", "niedostarcz", "nie dostarcz", "zwrot", "nelze doručit", "kézbesíthetetlen",
    "oanbring",
    "ikke leveres", "kan ikke lever", "kunde inte lever", "не доставлен", "недоставлен",
    "не удалось доставить",
    "配信不能", "配信できません", "配送不能", "送信できません", "送信不能", "エラーメール", "メールエラー", "届け", "退信",
    "退件", "投递失败", "无法投递", "系统退信", "반송", "전송 실패", "배달", "ส่งไม่", "iletilemedi", "teslim edilemedi",
  ]

  private static let words = PhraseSet(
    unmistakableWords + [
      "deliver", "bounce", "returned", "failure", "rejected", "reject", "delayed", "warning:",
      "mail error",
      "could not send", "unknown user", "user unknown", "daemon", "notification", "nondeliver",
      "processing error",
      "quota", "mailbox", "postmaster", "mail problem", "zustell", "remise", "entreg", "recapit",
      "consegn",
      "bezorg", "доставк", "エラー", "配信", "配送", "不達", "返信不可", "退",
    ])
}
