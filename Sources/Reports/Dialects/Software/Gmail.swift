import Model
import Octets

/// Gmail and Google Workspace. Up to 2016 plain text, since then a DSN whose text is read where the DSN was
/// stripped. The address also stands in X-Failed-Recipients, which is what makes the translated texts
/// readable.
extension Dialect {
  static let gmail = Dialect(
    name: "gmail",
    marks: [
      .sure(.from, "mailer-daemon@googlemail.com"), .sure(.from, "mailer-daemon@google.com"),
      .sure(.text, "Technical details of permanent failure"),
      .sure(.text, "Technical details of temporary failure"),
      .sure(.text, "Google tried to deliver your message"),
      .sure(.text, "Gmail will retry for"),
      .hint(.text, "Delivery to the following recipient failed permanently"),
      .hint(.text, "Delivery to the following recipients failed permanently"),
      .hint(.text, "Delivery to the following recipient has been delayed"),
      .hint(.text, "Message will be retried for"),
      .hint(.text, "support.google.com/mail"),
      .hint(.subject, "Delivery Status Notification"),
    ],
    begins: [
      "Delivery to the following recipient failed permanently",
      "Delivery to the following recipients failed permanently",
      "Delivery to the following recipient has been delayed",
      "Delivery to the following recipients has been delayed",
      "Delivery to the following recipients have been delayed",
      "message wasn't delivered to", "message couldn't be delivered to",
      "message could not be delivered to",
      "temporary problem delivering your message to", "has been blocked",
      "delivering your message to",
      "Zustellung an folgende Empfänger", "Zustellung an folgenden Empfänger",
      "Nachricht wurde nicht an", "Échec définitif de la remise au destinataire suivant",
      "Échec permanent de la remise au destinataire suivant", "Votre message n'a pas été remis à",
      "error permanente al entregar", "No se pudo entregar el mensaje a",
      "No se ha podido entregar el mensaje a",
      "El mensaje no se ha entregado a", "Se ha producido un error permanente en la entrega",
      "Recapito non riuscito", "Il messaggio non è stato recapitato a",
      "Recapito al seguente destinatario",
      "Falha na entrega para", "Sua mensagem não foi entregue para",
      "A mensagem não foi entregue a",
      "Bezorging aan de volgende ontvanger", "Je bericht is niet bezorgd bij",
      "次の受信者への配信", "次の宛先へのメール", "にメールを配信できませんでした", "Доставка следующему получателю",
      "Сообщение не доставлено получателю", "Не удалось доставить сообщение",
      "向以下收件人发送邮件", "您的邮件未送达", "邮件未能送达", "無法將郵件傳送給", "다음 수신자에게",
    ],
    ends: [
      "Original message", "Message header follows", "Ursprüngliche Nachricht", "Message d'origine",
      "Mensaje original", "Messaggio originale", "Mensagem original", "Oorspronkelijk bericht",
      "元のメール", "Исходное сообщение", "原始邮件", "원본 메일",
    ],
    read: readGmail)

  @Sendable
  private static func readGmail(_ report: ReportText) -> [ReportedRecipient] {
    let named = report.failedRecipients
    var listed: [ListedRecipient] = []
    var end = 0
    for opening in report.openings where opening.lowerBound >= end {
      // Old: the address in a line of its own. New: in the sentence.
      let number = report.line(at: opening.upperBound)
      let stop = report.lines[min(number + 4, report.lines.count - 1)].end
      let sentence = report.sentence(around: opening)
      guard
        let found = AddressText.first(
          in: report.text, opening.upperBound..<max(stop, opening.upperBound))
          ?? AddressText.first(in: report.text, sentence.lowerBound..<opening.upperBound)
      else { continue }
      let last = report.line(at: found.outer.lowerBound)
      let list = AddressList().read(report, from: last)
      if list.recipients.isEmpty {
        listed.append(ListedRecipient(address: found.address, reason: []))
      } else {
        listed += list.recipients
      }
      end = report.lines[last].end
    }
    if listed.isEmpty {
      listed = named.map { ListedRecipient(address: $0, reason: []) }
    } else if !named.isEmpty {
      // Gmail's text may name the account's aliases or the sender as well.
      let known = listed.filter { named.contains($0.address) }
      if !known.isEmpty { listed = known }
    }
    let reason = reason(report)
    for position in listed.indices where !reason.isEmpty { listed[position].reason = reason }
    return report.recipients(listed, common: report.paragraph(around: 0))
  }

  /// What the other server said, or Google's own words where none did.
  private static func reason(_ report: ReportText) -> [Range<Int>] {
    for (number, line) in report.lines.enumerated() {
      let content = report.text[line.range]
      let isHeading =
        content.hasPrefixFolded("technical details of") || content.hasPrefixFolded("the response")
        || content.hasPrefixFolded("la réponse") || content.hasPrefixFolded("la respuesta")
        || content.hasPrefixFolded("la risposta") || content.hasPrefixFolded("a resposta")
        || content.hasPrefixFolded("die antwort") || content.hasPrefixFolded("de reactie")
        || content.hasPrefixFolded("het antwoord") || content.hasPrefix("リモート サーバー")
        || content.hasPrefix("응답") || content.hasPrefix("Ответ") || content.hasPrefix("以下是")
        || content.hasPrefixFolded("technische details")
        || content.hasPrefixFolded("détails techniques")
        || content.hasPrefixFolded("detalles técnicos")
        || content.hasPrefixFolded("dettagli tecnici")
        || content.hasPrefixFolded("detalhes técnicos") || content.hasPrefix("技術的な")
        || content.hasPrefix("Технические") || content.hasPrefix("技术详情")
      guard isHeading else { continue }
      var reason: [Range<Int>] = []
      for next in report.lines[(number + 1)...] {
        if report.isRule(next) || report.isEnd(next) { break }
        if !next.isBlank { reason.append(next.range) }
      }
      if !reason.isEmpty { return reason }
    }
    return []
  }
}
