import Testing

@testable import Reports

@Suite struct GeneralReaderTests {
  @Test(arguments: samples + languages)
  func sample(_ sample: DialectSample) {
    sample.check(read(sample.message))
  }

  @Test(arguments: ordinary)
  func ordinaryMailIsNoReport(_ mail: Mail) {
    let report = read(mail.message)
    #expect(report.kind == .notABounce || report.kind == .autoReply, "\(report)")
    #expect(report.recipients.allSatisfy { $0.kind == .autoReply })
  }

  @Test func aReportThatNamesNobodyIsOne() {
    let report = read(
      """
      Return-Path: <>
      From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
      Subject: Mail could not be delivered

      The following mail could not be delivered.
      Reason: Exceeded Maximum Delivery Attempts.
      """)
    #expect(report.kind == .bounce)
    #expect(report.recipients.isEmpty)
  }

  static let samples: [DialectSample] = [
    DialectSample(
      "a list below a title", dialect: "general", subject: "Returned Mail - Error During Delivery",
      text: """
        ------ Failed Recipients ------

        <ada@example.com>: Requested action not taken: mailbox unavailable. [SMTP Error Code 550]
        <bob@example.com>: no such domain
        -------- Returned Mail --------
        """,
      .failed("ada@example.com", 550, nil, says: "mailbox unavailable", not: ["domain"]),
      .failed("bob@example.com", says: "no such domain")),
    DialectSample(
      "a sentence with the address in it", dialect: "general",
      subject: "Delivery Status Notification (Failure)",
      text: """
        The following message to <ada@example.com> was undeliverable.
        The reason for the problem:
        5.1.0 - Unknown address error 550-'5.7.1 <bounces+77@example.org>... Access denied'
        """, .failed("ada@example.com", 550, "5.7.1", says: "Access denied")),
    DialectSample(
      "a label with the address behind it", dialect: "general",
      subject: "Undelivered Mail Returned to Sender",
      text: """
        Undeliverable Address: ada@example.com

        Reason: The email you sent to the address specified
        above has been returned because the recipient is over disk quota.

        System Contact: postmaster@example.net
        """, .failed("ada@example.com", says: "over disk quota", not: ["System Contact"])),
    DialectSample(
      "an intended recipient", dialect: "general", subject: "Processing Error",
      text: """
        Intended recipient: ada@example.com

        The following mail has been returned because it encountered an error
        while being processed.  Please try to resend this message.

        A notice of this error has been reported to the POSTMASTER at example.net.
        """, .failed("ada@example.com", says: "encountered an error")),
    DialectSample(
      "the reason in front of the address", dialect: "general", subject: "Mail failure",
      text: """
        User's mailbox is full: <ada@example.com>
        Unable to deliver mail.
        """, .failed("ada@example.com", says: "mailbox is full")),
    DialectSample(
      "a name, and another addressee above", dialect: "general", subject: "Undeliverable: News",
      text: """
        Your Message

        To:      <someone@example.org>
        Subject: News
        Date:    Tue, 03 Nov 2026 10:00:00 +0100

        Did not reach the following recipient: ada@example.com
        """, .failed("ada@example.com")),
    DialectSample(
      "prose", dialect: "general",
      subject: "Your message to ada@example.com could not be delivered.",
      text: """
        Hello,

        this is the mail server of Example. Your message to ada@example.com has
        reached us, but this address is wrong or no longer valid.

        All our addresses are at https://www.example.com/people?by=name@work.
        If in doubt, please write to help@example.com.
        """, .failed("ada@example.com", says: "no longer valid")),
    DialectSample(
      "an SMTP dialogue", dialect: "general", subject: "Mail failure",
      text: """
        Something went wrong with your mail. This is what was said:

        >>> MAIL FROM:<bounces@example.org>
        <<< 250 Ok
        >>> RCPT TO:<ada@example.com>
        <<< 550 5.1.1 no such user
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user")),
    DialectSample(
      "late", dialect: "general", subject: "Mail Delivery Warning",
      text: """
        This is an advisory-only email.  Please do not reply to it.

        Delivery of email to this address

        "ada@example.com"

        has been postponed due to a full mailbox.

        We will continue to try to deliver your message over the next few days.
        """, .delayed("ada@example.com", says: "full mailbox")),
    DialectSample(
      "contacts are no recipients", dialect: "general", subject: "Undeliverable mail",
      text: """
        Your message could not be delivered to the recipients listed below.
        For further assistance, please contact <support@example.net>
        or your help desk <desk@example.net>.

          ada@example.com
             550 5.1.1 no such user, see help@example.com

          bob@example.com
             552 5.2.2 over quota
        """,
      .failed("ada@example.com", 550, "5.1.1", says: "no such user", not: ["quota"]),
      .failed("bob@example.com", 552, "5.2.2", says: "over quota")),
    DialectSample(
      "several in one line", dialect: "general", subject: "Undeliverable mail",
      text: """
        Delivery to the following recipients failed:

        ada@example.com, bob@example.com; eve@example.com

        The host example.com does not exist.
        """,
      .failed("ada@example.com", says: "does not exist"),
      .failed("bob@example.com", says: "does not exist"),
      .failed("eve@example.com", says: "does not exist")),
    DialectSample(
      "delivered", dialect: "general", subject: "Delivery report",
      text: """
        Your message was successfully delivered to the following recipients:

          ada@example.com
        """, .delivered("ada@example.com")),
    DialectSample(
      "HTML only", dialect: "general", subject: "Undeliverable",
      header: "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n",
      text: """
        <html><head><style>p { color: red }</style></head><body>
        <h1>Oops</h1><p>We were unable to deliver your message to the following address:</p>
        <table><tr><td>ada@example.com</td></tr><tr><td>Mailbox is full</td></tr></table>
        </body></html>
        """, .failed("ada@example.com", says: "Mailbox is full")),
    DialectSample(
      "bare CR as line ends", dialect: "general", subject: "Undeliverable",
      text: "Delivery has failed for this address:\r\rada@example.com\r550 5.1.1 no such user\r",
      .failed("ada@example.com", 550, "5.1.1", says: "no such user")),
  ]

  /// The same three lines as mailers say them elsewhere.
  static let languages: [DialectSample] = [
    (
      "German", "Ihre Nachricht konnte an folgende Empfänger nicht zugestellt werden:",
      "Empfänger unbekannt"
    ),
    (
      "French", "Votre message n'a pas pu être remis aux destinataires suivants :",
      "Utilisateur inconnu"
    ),
    (
      "Spanish", "No se pudo entregar su mensaje a los siguientes destinatarios:",
      "Usuario desconocido"
    ),
    (
      "Italian", "Il messaggio non può essere recapitato a questi indirizzi:",
      "Utente sconosciuto"
    ),
    (
      "Portuguese", "Sua mensagem não pôde ser entregue aos seguintes destinatários:",
      "Usuário desconhecido"
    ),
    (
      "Dutch", "Uw bericht kon niet worden bezorgd bij de volgende ontvangers:",
      "Onbekende gebruiker"
    ),
    (
      "Polish", "Twoja wiadomość nie została dostarczona do następujących odbiorców:",
      "Nieznany użytkownik"
    ),
    ("Czech", "Vaše zpráva nemohla být doručena těmto příjemcům:", "Neznámý uživatel"),
    ("Swedish", "Ditt meddelande kunde inte levereras till följande mottagare:", "Okänd användare"),
    ("Danish", "Din besked kunne ikke leveres til følgende modtagere:", "Ukendt bruger"),
    ("Finnish", "Viestiä ei voitu toimittaa seuraaville vastaanottajille:", "Tuntematon käyttäjä"),
    (
      "Russian", "Ваше сообщение не может быть доставлено следующим получателям:",
      "Пользователь не найден"
    ),
    ("Ukrainian", "Ваш лист не вдалося доставити таким одержувачам:", "Користувача не знайдено"),
    ("Turkish", "İletiniz aşağıdaki alıcılara teslim edilemedi:", "Bilinmeyen kullanıcı"),
    (
      "Hungarian", "Az üzenetet nem sikerült kézbesíteni a következő címzetteknek:",
      "Ismeretlen címzett"
    ),
    ("Greek", "Δεν ήταν δυνατή η παράδοση του μηνύματος στους παραλήπτες:", "Άγνωστος χρήστης"),
    ("Japanese", "以下の宛先にメールを配信できませんでした。", "宛先不明"),
    ("Chinese", "您的邮件无法投递到以下收件人：", "用户不存在"),
    ("traditional Chinese", "無法將您的郵件送達，傳送失敗：", "查無此人"),
    ("Korean", "다음 수신자에게 메일을 전송하지 못했습니다:", "알 수 없는 사용자"),
  ].map { language, sentence, reason in
    DialectSample(
      language, dialect: "general", subject: "?",
      header: "Content-Type: text/plain; charset=utf-8\n",
      text:
        "\(sentence)\n\n  ada@example.com\n    \(reason)\n  bob@example.com\n    552 5.2.2 quota\n",
      .failed("ada@example.com", says: reason, not: ["quota"]),
      .failed("bob@example.com", 552, "5.2.2", says: "quota"))
  }

  struct Mail: CustomTestStringConvertible, Sendable {
    let name: String
    let message: String
    init(_ name: String, _ message: String) {
      self.name = name
      self.message = message
    }
    var testDescription: String { name }
  }

  static let ordinary: [Mail] = [
    Mail(
      "a question about a bounce, the bounce quoted",
      """
      From: Ada <ada@example.com>
      To: postfix-users@example.org
      Subject: Re: mail could not be delivered?
      In-Reply-To: <1@example.org>

      On Tuesday Bob wrote:
      > <eve@example.net>: host mx.example.net[192.0.2.7] said: 550 5.1.1
      >     <eve@example.net>: Recipient address rejected: User unknown

      Your message to eve@example.net was rejected because the user is unknown. Write to
      postmaster@example.net instead.
      """),
    Mail(
      "a question about a bounce, the bounce pasted",
      """
      From: Ada <ada@example.com>
      To: bob@example.org
      Subject: mail to Eve

      Hi Bob, my mail to eve@example.net came back: "550 5.1.1 user unknown". Is her mailbox full?
      Could you ask her at eve@example.com?
      """),
    Mail(
      "a newsletter on the theme",
      """
      Return-Path: <bounces+77@example.org>
      From: Deliverability Weekly <news@example.org>
      To: ada@example.com
      Subject: Why mail could not be delivered, and what to do
      List-Unsubscribe: <https://example.org/u?77>

      Bounces say "user unknown", "mailbox full" or "550 5.1.1". Questions? Write to desk@example.org.
      Unsubscribe: https://example.org/u?mail=ada@example.com
      """),
    Mail(
      "a parcel",
      """
      From: Parcels <no-reply@parcels.example.com>
      To: ada@example.com
      Subject: Delivery failed: we missed you

      Your parcel could not be delivered to the address you gave. We will try again tomorrow.
      Tell us more at service@parcels.example.com.
      """),
    Mail(
      "out of office",
      """
      Return-Path: <>
      From: Ada <ada@example.com>
      To: news@example.org
      Subject: Out of office: News
      Auto-Submitted: auto-replied

      I am on vacation. Your message was not delivered to anybody else; please contact bob@example.com.
      """),
    Mail(
      "a moved person's own note",
      """
      From: Ada <ada@example.com>
      To: news@example.org
      Subject: Re: News

      This address is no longer in use. Please use ada@example.net from now on.
      """),
    Mail(
      "a list's welcome",
      """
      From: club-owner@example.org
      To: ada@example.com
      Subject: Welcome to the club list

      Messages to club@example.org are delivered to all members. If delivery fails for some days, your
      address is removed. Write to club-request@example.org for help.
      """),
    Mail(
      "a forwarded report",
      """
      From: Ada <ada@example.com>
      To: postmaster@example.org
      Subject: Fwd: Undelivered Mail Returned to Sender

      Look what I got:

      This is the mail system at host mx.example.net.

      <eve@example.net>: host mx.example.net[192.0.2.7] said: 550 5.1.1 User unknown
      """),
  ]
}
