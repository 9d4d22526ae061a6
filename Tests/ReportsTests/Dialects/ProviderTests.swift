import Testing

@testable import Reports

@Suite struct ProviderTests {
  @Test(arguments: google + microsoft + groupware + filters + telephones + services)
  func sample(_ sample: DialectSample) {
    sample.check(read(sample.message))
  }

  static let google: [DialectSample] = [
    DialectSample(
      "before 2016", dialect: "gmail",
      from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
      subject: "Delivery Status Notification (Failure)",
      header: "X-Failed-Recipients: ada@example.com\n",
      text: """
        Delivery to the following recipient failed permanently:

             ada@example.com

        Technical details of permanent failure:
        Google tried to deliver your message, but it was rejected by the server for the recipient domain example.com by mx.example.com. [192.0.2.7].

        The error that the other server returned was:
        550 5.1.1 <ada@example.com>: no such user

        ----- Original message -----
        """,
      .failed(
        "ada@example.com", 550, "5.1.1", says: "no such user", not: ["Original"],
        host: "mx.example.com")),
    DialectSample(
      "late", dialect: "gmail", from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
      subject: "Delivery Status Notification (Delay)",
      text: """
        This is an automatically generated Delivery Status Notification

        THIS IS A WARNING MESSAGE ONLY.

        YOU DO NOT NEED TO RESEND YOUR MESSAGE.

        Delivery to the following recipient has been delayed:

             ada@example.com

        Message will be retried for 2 more day(s)

        Technical details of temporary failure:
        The recipient server did not accept our requests to connect.
        """, .delayed("ada@example.com", says: "did not accept our requests")),
    DialectSample(
      "today's form, without its DSN", dialect: "gmail",
      from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
      subject: "Delivery Status Notification (Failure)",
      header: "X-Failed-Recipients: ada@example.com\nContent-Type: text/plain; charset=utf-8\n",
      text: """

        ** Address not found **

        Your message wasn't delivered to ada@example.com because the address couldn't be found, or is unable to receive mail.

        Learn more here: https://support.google.com/mail/answer/6596

        The response was:

        550 5.1.1 The email account that you tried to reach does not exist. - gsmtp
        """, .failed("ada@example.com", 550, "5.1.1", says: "does not exist")),
    DialectSample(
      "in German", dialect: "gmail", from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
      subject: "Delivery Status Notification (Failure)",
      header: "X-Failed-Recipients: ada@example.com\nContent-Type: text/plain; charset=utf-8\n",
      text: """
        ** Adresse nicht gefunden **

        Ihre Nachricht wurde nicht an ada@example.com zugestellt, weil die Adresse nicht gefunden wurde.

        Die Antwort des Remote-Servers lautete:

        550 5.1.1 no such user
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user")),
    DialectSample(
      "in Japanese, old", dialect: "gmail",
      from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
      subject: "Delivery Status Notification (Failure)",
      header: "X-Failed-Recipients: ada@example.com\nContent-Type: text/plain; charset=utf-8\n",
      text: """
        次の受信者への配信は永続的に失敗しました:

             ada@example.com

        永続的な失敗についての技術情報:
        DNS Error: Domain name not found
        """, .failed("ada@example.com", says: "Domain name not found")),
    DialectSample(
      "a group, in French", dialect: "google-groups",
      from: "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
      subject: "Delivery Status Notification (Failure)",
      header:
        "X-Failed-Recipients: club@googlegroups.com\nContent-Type: text/plain; charset=utf-8\n",
      text: """
        Bonjour bounces@example.org,

        Le groupe que vous avez essayé de contacter (club) n'existe peut-être pas, ou vous n'êtes pas autorisé à y écrire.

        Consultez le centre d'aide à l'adresse https://groups.google.com/support/.

        Google Groups
        """,
      .failed("club@googlegroups.com", says: "(club) n'existe peut-être pas", not: ["centre"])),
  ]

  static let microsoft: [DialectSample] = [
    DialectSample(
      "Exchange 5.5, two recipients", dialect: "exchange",
      from: "System Administrator <postmaster@example.net>",
      subject: "Undeliverable: News", header: "X-Mailer: Internet Mail Service (5.5.2653.19)\n",
      text: """
        Your message

          To:      someone@example.org
          Subject: News
          Sent:    Tue, 3 Nov 2026 10:00:00 +0100

        did not reach the following recipient(s):

        ada@example.com on Tue, 3 Nov 2026 10:00:10 +0100
            The recipient name is not recognized
        	The MTS-ID of the original message is: c=us;a= ;p=example
        ;l=MX0123456789
            MSEXCH:IMS:Example:SITE:MX 0 (000C05A6) Unknown Recipient
        c=US;a= ;p=Example;o=Site;dda:SMTP=bob@example.com; on Tue, 3 Nov 2026
        10:00:11 +0100
            The recipient was unavailable to take delivery of the message
        """,
      .failed(
        "ada@example.com", says: "not recognized", "Unknown Recipient",
        not: ["MTS-ID", "unavailable"]),
      .failed("bob@example.com", says: "unavailable to take delivery", not: ["not recognized"])),
    DialectSample(
      "Exchange 2003", dialect: "exchange", from: "System Administrator <postmaster@example.net>",
      subject: "Undeliverable: News",
      text: """
        Your message did not reach some or all of the intended recipients.

              Subject:	News
              Sent:	11/3/2026 10:00 AM

        The following recipient(s) could not be reached:

              ada@example.com on 11/3/2026 10:01 AM
                    The e-mail account does not exist at the organization this message was sent to.
                    <mx.example.com #5.1.1 smtp;550 5.1.1 no such user>
        """, .failed("ada@example.com", 550, "5.1.1", says: "does not exist")),
    DialectSample(
      "Exchange 2003 in German", dialect: "exchange",
      from: "Systemadministrator <postmaster@example.net>",
      subject: "Unzustellbar: News", header: "Content-Type: text/plain; charset=utf-8\n",
      text: """
        Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.

              Betreff:	News
              Gesendet am:	03.11.2026 10:00

        Die folgenden Empfänger konnten nicht erreicht werden:

              ada@example.com am 03.11.2026 10:01
                    Das E-Mail-Konto ist in der Organisation nicht vorhanden.
                    <mx.example.com #5.1.1>
        """, .failed("ada@example.com", nil, "5.1.1", says: "nicht vorhanden")),
    DialectSample(
      "Exchange 2010, its DSN lost", dialect: "exchange-online", from: "<postmaster@example.net>",
      subject: "Undeliverable: News",
      text: """
        Delivery has failed to these recipients or groups:

        Ada Example (ada@example.com)<mailto:ada@elsewhere.example.com>
        The e-mail address you entered couldn't be found. Please check the recipient's e-mail address and try again.

        Bob (bob@example.com)<mailto:bob@example.com>
        The recipient's mailbox is full.

        Diagnostic information for administrators:

        Generating server: mx.example.net

        ada@example.com
        #550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

        bob@example.com
        mx.example.com
        Remote Server returned '552 5.2.2 over quota'

        Original message headers:

        Received: from app.example.org (192.0.2.9) by mx.example.net
        Message-ID: <1@example.org>
        From: <news@example.org>
        """,
      .failed("ada@example.com", 550, "5.1.1", says: "RecipNotFound", not: ["quota"]),
      .failed("bob@example.com", 552, "5.2.2", says: "over quota", not: ["Received"])),
    DialectSample(
      "in Spanish", dialect: "exchange-online", from: "<postmaster@example.net>",
      subject: "No se puede entregar: News",
      header: "Content-Type: text/plain; charset=utf-8\n",
      text: """
        No se pudo entregar a estos destinatarios o grupos:

        ada@example.com<mailto:ada@example.com>
        No se encontró la dirección de correo electrónico que escribió.

        Información de diagnóstico para los administradores:

        Servidor de generación: mx.example.net

        ada@example.com
        Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'

        Encabezados de mensajes originales:
        """, .failed("ada@example.com", 550, "5.1.10", says: "RecipientNotFound")),
    DialectSample(
      "the form with the table", dialect: "exchange-online",
      from: "Microsoft Outlook <postmaster@example.net>",
      subject: "Undeliverable: News",
      text: """
        Your message to ada@example.com couldn't be delivered.
        ada wasn't found at example.com.

        Original Message Details
        Created Date:	11/3/2026 10:00:00 AM
        Sender Address:	news@example.org
        Recipient Address:	ada@example.com
        Subject:	News

        Error Details
        Reported error:	550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ada@example.com not found by SMTP address lookup
        DSN generated by:	MX1.example.prod.outlook.com
        """,
      .failed("ada@example.com", 550, "5.1.10", says: "RecipientNotFound", not: ["DSN generated"])),
    DialectSample(
      "prose only", dialect: "exchange-online", from: "<postmaster@example.net>",
      subject: "Undeliverable: News",
      text: """
        Delivery has failed to these recipients or groups:

        ada@example.com<mailto:ada@example.com>
        The recipient's mailbox is full and can't accept messages now.
        """, .failed("ada@example.com", says: "mailbox is full")),
  ]

  static let groupware: [DialectSample] = [
    DialectSample(
      "Domino", dialect: "domino", from: "Postmaster@example.com",
      subject: "DELIVERY FAILURE: User ada (ada@example.com) not listed in Domino Directory",
      text: """
        Your message

          Subject: News

        was not delivered to:

          ada@example.com

        because:

          User ada (ada@example.com) not listed in
          Domino Directory
        """, .failed("ada@example.com", says: "not listed in\nDomino Directory", not: ["Subject"])),
    DialectSample(
      "Domino in German, two recipients", dialect: "domino", from: "Postmaster@example.com",
      subject: "ZUSTELLFEHLER: Server antwortet nicht",
      header: "Content-Type: text/plain; charset=utf-8\n",
      text: """
        Ihr Dokument:  News

        wurde nicht zugestellt an:

          ada@example.com
          bob@example.com

        weil:

          Server antwortet nicht
        """,
      .failed("ada@example.com", says: "antwortet nicht"),
      .failed("bob@example.com", says: "antwortet nicht")),
    DialectSample(
      "Notes: the reason above the address", dialect: "notes", from: "postmaster@example.com",
      subject: "Undeliverable message",
      text: """
        ------- Failure Reasons  --------

        User not listed in public Name & Address Book
        ada@example.com

        No route found to domain
        bob@example.net

        ------- Returned Message --------
        """,
      .failed("ada@example.com", says: "not listed in public", not: ["route"]),
      .failed("bob@example.net", says: "No route found", not: ["listed"])),
    DialectSample(
      "GroupWise", dialect: "groupwise", subject: "Message status - undeliverable",
      text: """
        The message that you sent was undeliverable to the following:
        	ada@example.com (user unknown)
        	bob@example.com (mailbox full)

        Possibly truncated original message follows:
        """,
      .failed("ada@example.com", says: "user unknown", not: ["full"]),
      .failed("bob@example.com", says: "mailbox full")),
    DialectSample(
      "GroupWise, local names", dialect: "groupwise", from: "Mailer-Daemon@example.net",
      subject: "Message status - undeliverable",
      text: """
        The message that you sent was undeliverable to the following:
        	ada (user unknown)
        """, .failed("ada@example.net", says: "user unknown")),
    DialectSample(
      "hMailServer", dialect: "hmailserver", from: "mailer-daemon@example.net",
      subject: "Message undeliverable: News",
      text: """
        Your message did not reach some or all of the intended recipients.

           Sent: Tue, 3 Nov 2026 10:00:00 +0100
           Subject: News

        The following recipient(s) could not be reached:

        ada@example.com
           Error Type: SMTP
           Remote server (192.0.2.7) issued an error.
           hMailServer sent: RCPT TO:<ada@example.com>
           Remote server replied: 550 5.1.1 no such user

        hMailServer
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user", stage: .rcpt)),
    DialectSample(
      "MailEnable", dialect: "mailenable", from: "\"Delivery Subsystem\" <POSTMASTER@example.net>",
      subject: "Message Delivery Failure",
      text: """
        MailEnable: Message could not be delivered to some recipients.
        The following recipient(s) could not be reached:

        	Recipient: [SMTP:ada@example.com]
        	Reason: Remote SMTP Server Returned: 550 no such user

        	Recipient: [SMTP:bob@example.com]
        	Reason: The domain has no mail server

        Message headers follow:
        """,
      .failed("ada@example.com", 550, nil, says: "no such user", not: ["domain"]),
      .failed("bob@example.com", says: "no mail server")),
    DialectSample(
      "MDaemon, session transcript", dialect: "mdaemon", from: "MDaemon@example.net",
      subject: "Permanent Delivery Failure",
      text: """
        The attached message had PERMANENT fatal delivery errors!

        After one or more unsuccessful delivery attempts the attached message has
        been removed from the mail queue on this server.

        YOUR MESSAGE WAS NOT DELIVERED TO ONE OR MORE RECIPIENTS!

        Failed address: ada@example.com

        --- Session Transcript ---
         Tue 2026-11-03 10:00:01: <-- 220 mx.example.com ESMTP
         Tue 2026-11-03 10:00:01: --> EHLO mx.example.net
         Tue 2026-11-03 10:00:02: <-- 250 mx.example.com
         Tue 2026-11-03 10:00:02: --> RCPT To:<ada@example.com>
         Tue 2026-11-03 10:00:02: <-- 550 5.1.1 no such user
         Tue 2026-11-03 10:00:02: --> QUIT
        --- End Transcript ---
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user", stage: .rcpt)),
    DialectSample(
      "MDaemon, a local user", dialect: "mdaemon", from: "MDaemon@example.net",
      subject: "Warning: ada@example.net - User unknown!",
      text: """
        ada@example.net - no such user here.

        There is no user by that name at this server.
        """, .failed("ada@example.net", says: "no such user here")),
    DialectSample(
      "IMail, two of them", dialect: "imail", from: "Postmaster <postmaster@example.net>",
      subject: "Undeliverable Mail",
      header: "X-Mailer: <SMTP32 v8.15>\n",
      text: """
        Unknown user: ada@example.com

        RCPT TO generated following response:
        553 5.3.0 <ada@example.com>... Addressee unknown

        User mailbox exceeds allowed size: bob@example.net


        Original message follows.
        """,
      .failed(
        "ada@example.com", 553, "5.3.0", says: "Unknown user", "Addressee unknown", not: ["size"],
        stage: .rcpt),
      .failed("bob@example.net", says: "exceeds allowed size", not: ["553"])),
    DialectSample(
      "CommuniGate Pro", dialect: "communigate", from: "MAILER-DAEMON@example.net",
      subject: "Undeliverable mail",
      text: """
        Failed to deliver to '<ada@example.com>'
        SMTP module(domain example.com) reports:
         host mx.example.com says:
         550 5.1.1 no such user

        Failed to deliver to 'bob@example.net'
        LOCAL module(account bob) reports:
         account is full (quota exceeded)
        """,
      .failed(
        "ada@example.com", 550, "5.1.1", says: "no such user", not: ["quota"],
        host: "mx.example.com"),
      .failed("bob@example.net", says: "quota exceeded")),
    DialectSample(
      "Kerio", dialect: "kerio", from: "postmaster@example.net", subject: "Undelivered mail: News",
      text: """
        Your message has encountered delivery problems
        to the following recipient(s):

        ada@example.com
        550 5.1.1 no such user
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user")),
    DialectSample(
      "Sun Messaging Server", dialect: "messaging-server",
      from: "Internet Mail Delivery <postmaster@example.net>",
      subject: "Delivery Notification: Delivery has failed",
      text: """
        This report relates to a message you sent with the following header fields:

          Message-id: <1@example.org>
          Date: Tue, 03 Nov 2026 10:00:00 +0100
          From: news@example.org
          To: readers@example.org
          Subject: News

        Your message cannot be delivered to the following recipients:

          Recipient address: ada@ims-ms-daemon
          Original address: ada@example.com
          Reason: Over quota

          Recipient address: bob@example.com
          Reason: Remote SMTP server has rejected address
          Diagnostic code: smtp;550 5.1.1 no such user
          Remote system: dns;mx.example.com (TCP|192.0.2.9|1|192.0.2.7|25)
        """,
      .failed("ada@example.com", says: "Over quota", not: ["rejected"], via: "ada@ims-ms-daemon"),
      .failed("bob@example.com", 550, "5.1.1", says: "no such user")),
    DialectSample(
      "Sun Messaging Server, still trying", dialect: "messaging-server",
      from: "Internet Mail Delivery <postmaster@example.net>",
      subject: "Delivery Notification: Delivery has been delayed",
      text: """
        Your message has been enqueued and undeliverable for 1 day
        to the following recipients:

          Recipient address: ada@example.com
          Reason: unable to deliver this message after 1 day

        The mail system will continue to try to deliver your message
        for an additional 2 days.
        """, .delayed("ada@example.com", says: "unable to deliver")),
    DialectSample(
      "Netscape: the reason above", dialect: "netscape",
      from: "Mail Administrator <Postmaster@example.net>",
      subject: "Mail System Error - Returned Mail",
      text: """
        This Message was undeliverable due to the following reason:

        Each of the following recipients has a mailbox that is over quota.

        The following recipients did not receive your message:

             <ada@example.com>
             <bob@example.com>

        Please reply to Postmaster@example.net
        if you feel this message to be in error.
        """,
      .failed("ada@example.com", says: "over quota", not: ["Please"]),
      .failed("bob@example.com", says: "over quota")),
    DialectSample(
      "LSMTP", dialect: "lsmtp", from: "\"LSMTP for Windows NT v1.1b\" <postmaster@example.net>",
      subject: "Undelivered mail",
      text: """
        An error was detected while processing the enclosed message.

        --> Error description:
        Error-for:  ada@example.com
        Error-Code: 3
        Error-Text: Mailer mx.example.com said:
                    "550 no such user"

        Error-End:  One error reported.
        """,
      .failed(
        "ada@example.com", 550, nil, says: "no such user", not: ["One error"],
        host: "mx.example.com")),
    DialectSample(
      "IceWarp", dialect: "icewarp", from: "postmaster@example.net", subject: "Delivery Failure",
      text: """
        Could not deliver message to the following recipient(s):

        Failed Recipient: ada@example.com
        Reason: Remote host said: 550 no such user

           -- The header and top 20 lines of the message follows --
        """, .failed("ada@example.com", 550, nil, says: "no such user")),
  ]

  static let filters: [DialectSample] = [
    DialectSample(
      "Mimecast", dialect: "mimecast", from: "postmaster@example.net",
      subject: "[Postmaster] Email Delivery Failure",
      text: """
        This is an automated alert notification. Please do not reply.

        An email that you attempted to send to the following address could not be delivered:
        -- ada@example.com

        The problem appears to be :
        -- Recipient email address is possibly incorrect

        Additional information follows :
        -- 5.4.1 Recipient address rejected: Access denied

        This condition occurred after 1 attempt(s) to deliver over
        a period of 0 hour(s).
        """,
      .failed(
        "ada@example.com", nil, "5.4.1", says: "possibly incorrect", "Access denied",
        not: ["condition"])),
    DialectSample(
      "MessageLabs", dialect: "messagelabs", from: "MAILER-DAEMON@messagelabs.com",
      subject: "Mail Delivery Failure",
      text: """
        This is the mail delivery agent at messagelabs.com.
        I was unable to deliver your message to the following addresses:

        ada@example.com

        Reason: 550 5.1.1 no such user

        The message subject was: News
        The message date was: Tue, 3 Nov 2026 10:00:00 +0100
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user", not: ["subject"])),
    DialectSample(
      "MailMarshal: the reason first", dialect: "mailmarshal", from: "postmaster@example.net",
      subject: "Undeliverable Mail: \"News\"",
      text: """
        Your message:
           From:    news@example.org
           Subject: News

        Could not be delivered because of

        550 5.1.1 no such user

        The following recipients were affected:
            ada@example.com
            bob@example.com

        Additional Information
        ======================
        Original Sender:    <news@example.org>
        """,
      .failed("ada@example.com", 550, "5.1.1", says: "no such user", not: ["From"]),
      .failed("bob@example.com", 550, "5.1.1", says: "no such user")),
    DialectSample(
      "MailFoundry", dialect: "mailfoundry", subject: "Message delivery has failed",
      text: """
        Unable to deliver message to: <ada@example.com>
        Delivery failed for the following reason:
        Server mx.example.com[192.0.2.7] failed with: 550 <ada@example.com> no such user

        This has been a permanent failure.  No further delivery attempts will be made.
        """,
      .failed(
        "ada@example.com", 550, nil, says: "no such user", not: ["further"], host: "mx.example.com")
    ),
    DialectSample(
      "SurfControl", dialect: "surfcontrol", from: "postmaster@example.net",
      subject: "Failed to deliver: News",
      text: """
        Your message could not be sent.
        A transcript of the attempts to send the message follows.
        The number of attempts made: 1
        Addressed To: ada@example.com

        Tue 3 Nov 2026 10:00:00 +0100
        Failed to send to identified host,
        ada@example.com: [192.0.2.7], 550 ada@example.com... no such user
        --- Message non-deliverable.
        """, .failed("ada@example.com", 550, nil, says: "no such user")),
    DialectSample(
      "InterScan", dialect: "interscan", from: "\"InterScan MSS\" <postmaster@example.net>",
      subject: "Mail could not be delivered",
      text: """
        ****** Message from InterScan Messaging Security Suite ******

        Sent <<< RCPT TO:<ada@example.com>
        Received >>> 550 5.1.1 no such user

        Unable to deliver message to <ada@example.com> (and other recipients in the same domain).

        ************************     End of message     **********************
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user", stage: .rcpt)),
    DialectSample(
      "InterScan, no reply", dialect: "interscan", from: "postmaster@example.net",
      subject: "Mail could not be delivered",
      text: """
        Message from InterScan Messaging Security Suite

        Unable to deliver message to <ada@example.com>. Please check if address is correct.
        """, .failed("ada@example.com", says: "check if address is correct")),
    DialectSample(
      "McAfee", dialect: "mcafee", subject: "Undeliverable message",
      text: """
        --- The following addresses had delivery problems ---

        <ada@example.com>   (User unknown ada@example.com)
        """, .failed("ada@example.com", says: "User unknown")),
    DialectSample(
      "m-FILTER", dialect: "m-filter", from: "POSTMASTER <postmaster@example.net>",
      subject: "failure notice",
      header: "X-Mailer: m-FILTER\nContent-Type: text/plain; charset=utf-8\n",
      text: """
        このメールは自動的に生成しています。

        以下のメールアドレスへの送信に失敗しました。
        ada@example.com
        bob@example.com

        -------server message
        550 5.1.1 no such user

        -------SMTP command
        RCPT TO:<ada@example.com>

        -------original message
        """,
      .failed("ada@example.com", 550, "5.1.1", says: "no such user", stage: .rcpt),
      .failed("bob@example.com", 550, "5.1.1", says: "no such user", stage: .rcpt)),
    DialectSample(
      "Barracuda", dialect: "barracuda", from: "Barracuda Spam Firewall <postmaster@example.net>",
      subject: "**Message you sent blocked by our bulk email filter**",
      text: """
        Your message to: ada@example.com
        was blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:

        Subject: News
        """, .failed("ada@example.com", says: "blocked by our Spam Firewall")),
    DialectSample(
      "Symantec: it reads like a failure", dialect: "symantec",
      from: "Symantec_AntiVirus_for_SMTP_Gateways@example.net",
      subject: "Delivery failure notification",
      text: """
        Your message with Subject: News
        could not be delivered to the following recipients:

        ada@example.com

        Please do not resend your original message.

        Delivery attempts will continue to be made for 5  day(s).
        """, .delayed("ada@example.com")),
    DialectSample(
      "the boxed form", dialect: "x3",
      from: "Mail Delivery System <Mail.Delivery.System@example.net>",
      subject: "Delivery status notification",
      text: """
        ============================================================================
              This is an automatically generated Delivery Status Notification.

        Delevery to the following recipients failed permanently:

           * ada@example.com
           * bob@example.com

        ============================================================================
                                     Technical details:

        SMTP:RCPT host 192.0.2.7: 553 5.3.0 no such user

        ============================================================================
        """,
      .failed(
        "ada@example.com", 553, "5.3.0", says: "no such user", host: "192.0.2.7", stage: .rcpt),
      .failed("bob@example.com", 553, "5.3.0", says: "no such user")),
    DialectSample(
      "X1: the reason in square brackets", dialect: "x1",
      from: "\"Mail Deliver System\" <MAILER-DAEMON@example.net>",
      subject: "Returned Mail: User unknown",
      text: """
        The original message was received at Tue, 3 Nov 2026 10:00:00 +0900 (JST)
        from news@example.org

        ---The following addresses had delivery errors---

        ada@example.com [User unknown]
        bob@example.com [Connection timed out]
        """,
      .failed("ada@example.com", says: "User unknown", not: ["timed"]),
      .failed("bob@example.com", says: "timed out")),
    DialectSample(
      "X6: brackets around the reply", dialect: "x6",
      subject: "There was an error sending your mail",
      text: """
        We had trouble delivering your message. Full details follow:

        Subject: 'News'
        Date: 'Tue, 3 Nov 2026 10:00:00 +0100'

        1 error(s):

        SMTP Server <mx.example.com> rejected recipient <ada@example.com> (Error following RCPT command). It responded as follows: [550 5.1.1 no such user]
        """,
      .failed(
        "ada@example.com", 550, "5.1.1", says: "no such user", host: "mx.example.com", stage: .rcpt)
    ),
  ]

  static let telephones: [DialectSample] = [
    DialectSample(
      "KDDI", dialect: "kddi", from: "no-reply@example.dion.ne.jp", subject: "Mail",
      text: """
        Your mail sent on: Tue, 3 Nov 2026 10:00:00 +0900
             Could not be delivered to: <ada@example.com>
             As their mailbox is full.
        """, .failed("ada@example.com", says: "mailbox is full")),
    DialectSample(
      "EZweb, dialogue", dialect: "ezweb", from: "Postmaster@ezweb.ne.jp",
      subject: "Mail System Error - Returned Mail",
      text: """
        Each of the following recipients was rejected by a remote
        mail server.

            Recipient: <ada@example.com>
            >>> RCPT TO:<ada@example.com>
            <<< 550 <ada@example.com>: User unknown
        """, .failed("ada@example.com", 550, nil, says: "User unknown", stage: .rcpt)),
    DialectSample(
      "EZweb, account disabled", dialect: "ezweb", from: "Postmaster@ezweb.ne.jp",
      subject: "Mail System Error - Returned Mail",
      text: """
        The user(s) account is disabled.

        <ada@ezweb.ne.jp>: 550 user unknown (in reply to RCPT TO command)
        """,
      .failed(
        "ada@ezweb.ne.jp", 550, nil, says: "account is disabled", "user unknown", stage: .rcpt)),
    DialectSample(
      "AOL's screen names", dialect: "aol", from: "Mail Delivery Subsystem <MAILER-DAEMON@aol.com>",
      subject: "Mail Delivery Problem",
      text: """
        Sorry news@example.org. Your mail to the following recipients could not be delivered because they are not accepting mail from news@example.org:
        	adalovelace
        	bob42
        """,
      .failed("adalovelace@aol.com", says: "not accepting mail"),
      .failed("bob42@aol.com", says: "not accepting mail")),
    DialectSample(
      "Biglobe", dialect: "biglobe", from: "postmaster@biglobe.ne.jp",
      subject: "Returned mail: Service unavailable",
      text: """
           ----- The following addresses had delivery problems -----
        ada@example.com

           ----- Non-delivered information -----
        The number of messages in recipient's mailbox exceeded the local limit.
        """, .failed("ada@example.com", says: "exceeded the local limit")),
    DialectSample(
      "Sina, two recipients and no reason", dialect: "sina", from: "MAILER-DAEMON@sina.com",
      subject: "系统退信",
      header: "X-Mailer: SinaMail 3.0\nContent-Type: text/plain; charset=utf-8\n",
      text: """
        sina.com.
        邮件无法发送到您指定的地址中。

        <ada@sina.com>:

        <bob@sina.com>:
        """,
      .failed("ada@sina.com", says: "邮件无法发送"), .failed("bob@sina.com", says: "邮件无法发送")),
  ]

  static let services: [DialectSample] = [
    DialectSample(
      "WorkMail: the fields of a DSN in the text", dialect: "rfc3464",
      from: "MAILER-DAEMON@us-west-2.amazonses.com",
      subject: "Delivery Status Notification (Failure)",
      header: "X-Mailer: Amazon WorkMail\n",
      text: """
        An error occurred while trying to deliver the mail to the following recipients:
        ada@example.com
        bob@example.com

        Technical report:

        Reporting-MTA: dsn; a27-80.smtp-out.us-west-2.amazonses.com

        Action: failed
        Final-Recipient: rfc822; ada@example.com
        Diagnostic-Code: smtp; 550 5.1.1 no such user
        Status: 5.1.1

        Action: failed
        Final-Recipient: rfc822; bob@example.com
        Diagnostic-Code: smtp; 552 5.2.2 over quota
        Status: 5.2.2
        """,
      .failed("ada@example.com", 550, "5.1.1", says: "no such user", not: ["quota"]),
      .failed("bob@example.com", 552, "5.2.2", says: "over quota")),
    DialectSample(
      "an SES notification, JSON in JSON", dialect: "amazon-ses",
      from: "SES <no-reply@sns.amazonaws.com>", subject: "AWS Notification Message",
      text: #"""
        {
          "Type" : "Notification",
          "Message" : "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\",\"bouncedRecipients\":[{\"emailAddress\":\"ada@example.com\",\"action\":\"failed\",\"status\":\"5.1.1\",\"diagnosticCode\":\"smtp; 550 5.1.1 no such user\"},{\"emailAddress\":\"bob@example.com\",\"action\":\"failed\",\"status\":\"5.2.2\"}]},\"mail\":{\"destination\":[\"ada@example.com\",\"bob@example.com\",\"eve@example.com\"]}}"
        }
        """#,
      .failed("ada@example.com", 550, "5.1.1", says: "no such user"),
      .failed("bob@example.com", nil, "5.2.2")),
    DialectSample(
      "an SES delivery", dialect: "amazon-ses", from: "SES <no-reply@sns.amazonaws.com>",
      subject: "AWS Notification Message",
      text: #"""
        {"notificationType":"Delivery","mail":{"destination":["ada@example.com"]},"delivery":{"recipients":["ada@example.com"],"smtpResponse":"250 2.6.0 accepted"}}
        """#, .delivered("ada@example.com", 250, "2.6.0", says: "accepted")),
    DialectSample(
      "PowerMTA, one failed and one late", dialect: "powermta", from: "postmaster@example.net",
      subject: "Delivery report",
      text: """
        Hello, this is the mail server on mx.example.net.

        I am sending you this message to inform you on the delivery status of a
        message you previously sent.  Immediately below you will find a list of
        the affected recipients;  also attached is a Delivery Status Notification
        (DSN) report in standard format, as well as the headers of the original
        message.

          <ada@example.com>  delivery failed; will not continue trying
          <bob@example.com>  delivery delayed; will continue trying
        """,
      .failed("ada@example.com", says: "will not continue"),
      .delayed("bob@example.com", says: "will continue trying")),
    DialectSample(
      "SendGrid", dialect: "sendgrid", from: "MAILER-DAEMON@sendgrid.net",
      subject: "Undelivered Mail Returned to Sender",
      text: """
        This is an automatically generated message from SendGrid.

        I'm sorry to have to tell you that your message was not able to be
        delivered to one of its intended recipients.

        If you require assistance with this, please contact SendGrid support.

        <ada@example.com>: 550 5.1.1 no such user
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user")),
    DialectSample(
      "Zoho", dialect: "zoho", from: "mailer-daemon@mail.zoho.com",
      subject: "Undelivered Mail Returned to Sender", header: "X-Mailer: Zoho Mail\n",
      text: """
        This message was created automatically by mail delivery software.
        A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.

        ada@example.com Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <ada@example.com>... no such user
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user")),
    DialectSample(
      "Zoho, late", dialect: "zoho", from: "mailer-daemon@mail.zoho.com",
      subject: "Mail Delivery Status Notification (Delay)", header: "X-Mailer: Zoho Mail\n",
      text: """
        This message was created automatically by mail delivery system.

        THIS IS A WARNING MESSAGE ONLY.

        ----- The following addresses had fatal errors -----
        [Status: Error, Address: <ada@example.com>, ResponseCode 421, , Host not reachable.]

        Message will be retried for 4 more day(s)
        """, .delayed("ada@example.com", 421, nil, says: "Host not reachable")),
    DialectSample(
      "fml", dialect: "fml", from: "club-admin@example.org",
      subject: "Loop Alert: Duplicated Message-ID (club ML)",
      text: """
        Duplicated Message-ID in <club@example.org>.

        Original mail as follows:
        """, .failed("club@example.org", says: "Duplicated Message-ID")),
    DialectSample(
      "Dovecot", dialect: "dovecot", from: "Mail Delivery Subsystem <postmaster@example.net>",
      subject: "Rejected: News",
      text: """
        Your message to <ada@example.com> was automatically rejected:
        Quota exceeded (mailbox for user is full)
        """, .failed("ada@example.com", says: "Quota exceeded")),
    DialectSample(
      "CompuServe", dialect: "compuserve",
      from: "CompuServe Postmaster <postmaster@compuserve.com>", subject: "Undeliverable message",
      text: """
        Your message could not be delivered for the following reason:

        Invalid receiver address: ada@compuserve.com
        """, .failed("ada@compuserve.com", says: "Invalid receiver address")),
    DialectSample(
      "a university's directory", dialect: "ph", from: "MAILER-DAEMON@mr.its.example.edu",
      subject: "Returned mail - nameserver error report",
      text: """
         --------Message not delivered to the following:

         ada    No matches to nameserver query

         --------Error Detail (phquery V4.1):

         If no.one@example.edu fails, try some.one@example.edu.
        """, .failed("ada@example.edu", says: "No matches")),
  ]
}
