import Model
import Octets

/// Exchange 4.0 to 2003 and the Internet Mail Service: `user@host on DATE`, the reason indented below it, in
/// the language of the server.
extension Dialect {
  static let exchange = Dialect(
    name: "exchange",
    marks: [
      .sure(.text, "did not reach the following recipient(s)"),
      .sure(.text, "The following recipient(s) could not be reached"),
      .sure(.text, "Your message did not reach some or all of the intended recipients"),
      .hint(.mailer, "Internet Mail Service"), .hint(.text, "MTS-ID of the original message is"),
      .hint(.text, "MSEXCH"), .hint(.from, "System Administrator"),
      .hint(.subject, "Undeliverable"),
      .sure(.text, "Ihre Nachricht hat einige oder alle Empfänger nicht erreicht"),
      .sure(.text, "Die folgenden Empfänger konnten nicht erreicht werden"),
      .sure(.text, "Folgende(r) Empfänger konnte(n) nicht erreicht werden"),
      .sure(.text, "konnte folgende Empfänger nicht erreichen"),
      .sure(.text, "hat folgende(n) Empfänger nicht erreicht"),
      .sure(.text, "Votre message n'est pas parvenu à certains ou à tous les destinataires"),
      .sure(.text, "Votre message n'a pas atteint certains ou tous les destinataires"),
      .sure(.text, "Votre message n'a pas été remis à certains ou à tous les destinataires"),
      .sure(.text, "Impossible de joindre le(s) destinataire(s) suivant(s)"),
      .sure(.text, "Impossible de contacter le(s) destinataire(s) suivant(s)"),
      .sure(.text, "El mensaje no llegó a algunos o a todos los destinatarios"),
      .sure(.text, "Su mensaje no llegó a algunos o a todos los destinatarios"),
      .sure(.text, "No se pudo localizar a los destinatarios siguientes"),
      .sure(.text, "No se pudo alcanzar al/a los siguiente(s) destinatario(s)"),
      .sure(.text, "Il messaggio non ha raggiunto alcuni o tutti i destinatari"),
      .sure(.text, "Impossibile raggiungere i seguenti destinatari"),
      .sure(.text, "A sua mensagem não chegou a alguns ou a todos os destinatários"),
      .sure(.text, "Sua mensagem não chegou a alguns ou a todos os destinatários"),
      .sure(.text, "O(s) seguinte(s) destinatário(s) não pôde(puderam) ser contatado(s)"),
      .sure(.text, "Uw bericht heeft een aantal of alle geadresseerden niet bereikt"),
      .sure(.text, "De volgende geadresseerde(n) kunnen niet worden bereikt"),
      .sure(.text, "次の受信者に到達できませんでした"), .sure(.text, "次の受信者にメッセージを配信できませんでした"),
      .sure(.text, "Сообщение не доставлено некоторым или всем получателям"),
      .sure(.text, "Не удалось связаться со следующими получателями"),
      .sure(.text, "Följande mottagare kunde inte nås"),
      .sure(.text, "Følgende modtagere kunne ikke nås"),
      .sure(.text, "Następujący adresaci są nieosiągalni"), .sure(.text, "无法送达下列收件人"),
    ],
    begins: [
      "did not reach the following recipient(s)", "The following recipient(s) could not be reached",
      "The following recipients could not be reached",
      "The following recipient could not be reached",
      "Die folgenden Empfänger konnten nicht erreicht werden",
      "Empfänger konnte(n) nicht erreicht werden", "konnte folgende Empfänger nicht erreichen",
      "hat folgende(n) Empfänger nicht erreicht",
      "Impossible de joindre le(s) destinataire(s) suivant(s)",
      "Impossible de contacter le(s) destinataire(s) suivant(s)",
      "Le(s) destinataire(s) suivant(s) n'a (ont) pas pu être",
      "No se pudo localizar a los destinatarios siguientes", "siguiente(s) destinatario(s)",
      "destinatario(s) siguiente(s)", "Impossibile raggiungere i seguenti destinatari",
      "seguinte(s) destinatário(s)", "De volgende geadresseerde(n) kunnen niet worden bereikt",
      "次の受信者に到達できませんでした", "次の受信者にメッセージを配信できませんでした",
      "Не удалось связаться со следующими получателями", "Följande mottagare kunde inte nås",
      "Følgende modtagere kunne ikke nås", "Następujący adresaci są nieosiągalni", "无法送达下列收件人",
    ],
    read: { report in
      var result: [ListedRecipient] = []
      var common: [Range<Int>] = []
      var end = 0
      for opening in report.openings {
        let number = report.line(at: opening.upperBound)
        guard number >= end else { continue }
        common = common.isEmpty ? report.paragraph(around: number) : common
        let list = AddressList(names: true, blanks: true, startsBlock: { $0.isDate($1.rest) })
          .read(report, from: number + 1)
        result += list.recipients
        end = list.end
      }
      // Behind the address stands when it failed.
      for position in result.indices {
        if let first = result[position].reason.first, report.isDate(first) {
          result[position].reason.removeFirst()
          // `on Fri, 4 Oct 2002` wraps before the time of day.
          if let next = result[position].reason.first, report.isTime(next) {
            result[position].reason.removeFirst()
          }
        }
        result[position].reason.removeAll {
          report.text[$0].containsFolded("mts-id of the original") || report.text[$0].hasPrefix(";")
        }
      }
      return report.recipients(result, common: common)
    })
}

extension ReportText {
  /// `on Thu, 11 Jul 2002 16:54:54 -0300`, `on 5/2/2006 10:02 AM`, `am 02.05.2006 10:02`, …
  fileprivate func isDate(_ range: Range<Int>) -> Bool {
    let words = text[range]
    guard words.count < 64, let digit = words.firstIndex(where: \.isDigit), digit < 16 else {
      return false
    }
    return words.firstIndex(of: UInt8(ascii: "#")) == nil && SMTPCodes.find(in: words).reply == nil
      && words.firstIndex(of: UInt8(ascii: "@")) == nil
  }

  fileprivate func isTime(_ range: Range<Int>) -> Bool {
    let words = text[range]
    return words.count < 24 && words.first?.isDigit == true && words.contains(UInt8(ascii: ":"))
  }
}
