/// mail.ru: Exim, with a Russian translation of the whole report above the English one.
extension Dialect {
  static let mailRu = Dialect(
    name: "mail.ru",
    marks: [
      .sure(.text, "Это письмо создано автоматически сервером Mail.Ru"),
      .hint(.text, "К сожалению, Ваше письмо не может быть доставлено"),
      .hint(.from, "mailer-daemon@corp.mail.ru"),
      .hint(.subject, "Ваше сообщение не доставлено"),
    ],
    begins: [
      "не может быть доставлено одному или нескольким получателям",
      "The following address(es) failed",
      "не было доставлено следующим получателям",
    ],
    ends: ["Рекомендуем Вам проверить", "The following text was generated during the delivery"],
    read: readExim)
}
