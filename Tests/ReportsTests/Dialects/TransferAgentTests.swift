import Testing

@testable import Reports

@Suite struct TransferAgentTests {
  @Test(arguments: qmail + postfix + exim + others)
  func sample(_ sample: DialectSample) {
    sample.check(read(sample.message))
  }

  static let qmail: [DialectSample] = [
    DialectSample(
      "two recipients", dialect: "qmail", subject: "failure notice",
      text: """
        Hi. This is the qmail-send program at mx.example.net.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <ada@example.com>:
        192.0.2.7 does not like recipient.
        Remote host said: 550 5.1.1 <ada@example.com>: no such user
        Giving up on 192.0.2.7.

        <bob@example.com>:
        192.0.2.7 failed after I sent the message.
        Remote host said: 554-5.7.1 the first line
        554 5.7.1 the second line

        --- Below this line is a copy of the message.

        Return-Path: <bounces@example.org>
        Received: from app.example.org
        Subject: News
        To: ada@example.com
        """,
      .failed(
        "ada@example.com", 550, "5.1.1", says: "no such user", not: ["bob"], host: "192.0.2.7",
        stage: .rcpt),
      .failed(
        "bob@example.com", 554, "5.7.1", says: "the first line", "the second line", not: ["ada"],
        stage: .endOfData)),
    DialectSample(
      "no code at all, a blank line within the reason", dialect: "qmail",
      from: "MAILER-DAEMON@mx.example.net",
      subject: "failure notice",
      text: """
        Hi. This is the qmail-send program at mx.example.net.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <ada@example.com>:
        This mailbox has been closed by its owner.

        Ask at the front desk.
        """, .failed("ada@example.com", says: "closed by its owner", "front desk")),
    DialectSample(
      "a child with words of its own", dialect: "qmail", from: "MAILER-DAEMON@mx.example.net",
      subject: "failure notice",
      text: """
        Votre message n'a pas pu atteindre son but.

        <ada@example.com>:
        Sorry, no mailbox here by that name. vpopmail (#5.1.1)

        --- Below this line is a copy of the message.
        """, .failed("ada@example.com", nil, "5.1.1", says: "no mailbox here")),
    DialectSample(
      "given up after a queue lifetime", dialect: "qmail", subject: "failure notice",
      text: """
        Hi. This is the qmail-send program at mx.example.net.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <ada@example.com>:
        Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)
        I'm not going to try again; this message has been in the queue too long.
        """, .failed("ada@example.com", nil, "4.4.1", says: "too long")),
    DialectSample(
      "bare addresses in HTML", dialect: "qmail", subject: "failure notice",
      header: "Content-Type: text/html\n",
      text: """
        Hi. This is the deliver program at mx.example.net.<br>
        I'm afraid I wasn't able to deliver your message to the following addresses.<br>
        This is a permanent error; I've given up. Sorry it didn't work out.<br><br>
        ada@example.com<br><br>
        No such user<br>
        """, .failed("ada@example.com", says: "No such user")),
  ]

  static let postfix: [DialectSample] = [
    DialectSample(
      "wrapped reasons", dialect: "postfix", subject: "Undelivered Mail Returned to Sender",
      text: """
        This is the mail system at host mx.example.net.

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

        For further assistance, please send mail to <postmaster@example.net>

        If you do so, please include this problem report. You can
        delete your own text from the attached returned message.

                           The mail system

        <ada@example.com>: host mx.example.com[192.0.2.7] said: 550 5.1.1
            <ada@example.com>: Recipient address rejected: User unknown in
            virtual mailbox table (in reply to RCPT TO command)

        <bob@mail.example.com> (expanded from <bob@example.com>): mail for
            mail.example.com loops back to myself

        <eve@example.com> (expanded from
            <list@example.com>): host mx.example.com[192.0.2.7] said: 552 5.2.2
            over quota (in reply to end of DATA command)
        """,
      .failed(
        "ada@example.com", 550, "5.1.1", says: "User unknown", "virtual mailbox table",
        not: ["loops"],
        host: "mx.example.com", stage: .rcpt),
      .failed(
        "bob@example.com", says: "loops back to myself", not: ["expanded"],
        via: "bob@mail.example.com"),
      .failed(
        "list@example.com", 552, "5.2.2", says: "over quota", via: "eve@example.com",
        stage: .endOfData)),
    DialectSample(
      "an old version", dialect: "postfix", subject: "Undelivered Mail Returned to Sender",
      text: """
        This is the Postfix program at host mx.example.net.

        I'm sorry to have to inform you that the message returned
        below could not be delivered to one or more destinations.

                                The Postfix program

        <ada@example.com>: Name service error for domain example.com: Host not
            found, try again
        """, .failed("ada@example.com", says: "Host not\nfound")),
    DialectSample(
      "a warning", dialect: "postfix", subject: "Delayed Mail (still being retried)",
      text: """
        This is the mail system at host mx.example.net.

        ####################################################################
        # THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #
        ####################################################################

        Your message could not be delivered for more than 4 hour(s).
        It will be retried until it is 5 day(s) old.

        <ada@example.com>: connect to mx.example.com[192.0.2.7]:25: Connection
            timed out
        """, .delayed("ada@example.com", says: "Connection", "timed out", host: "mx.example.com")),
    DialectSample(
      "a success", dialect: "postfix", subject: "Successful Mail Delivery Report",
      text: """
        This is the mail system at host mx.example.net.

        Your message was successfully delivered to the destination(s)
        listed below. If the message was delivered to mailbox you will
        receive no further notifications.

        <ada@example.com>: delivery via mx.example.com[192.0.2.7]:25: 250 2.0.0 Ok: queued
        """, .delivered("ada@example.com", 250, "2.0.0", says: "queued")),
    DialectSample(
      "a translated text above the English one", dialect: "postfix",
      subject: "Undelivered Mail Returned to Sender",
      header: "Content-Type: text/plain; charset=utf-8\n",
      text: """
        Это письмо отправлено почтовым сервером example.net.
        Вопросы можно задать по адресу <help@example.net>.

        This is the mail system at host mx.example.net.

        ------------------------------------------------

        <ada@example.com>: unknown user: "ada"
        """, .failed("ada@example.com", says: "unknown user")),
    DialectSample(
      "a session shown to the postmaster", dialect: "postfix",
      subject: "Postfix SMTP server: errors from mail.example.org[192.0.2.9]",
      text: """
        Transcript of session follows.

         Out: 220 mx.example.net ESMTP
         In:  EHLO mail.example.org
         Out: 250 mx.example.net
         In:  MAIL FROM:<bounces@example.org>
         Out: 250 2.1.0 Ok
         In:  RCPT TO:<ada@example.com>
         Out: 550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown
         In:  QUIT
         Out: 221 2.0.0 Bye
        """, .failed("ada@example.com", 550, "5.1.1", says: "User unknown", stage: .rcpt)),
  ]

  static let exim: [DialectSample] = [
    DialectSample(
      "the mission's inactive mailbox", dialect: "exim",
      subject: "Mail delivery failed: returning message to sender",
      text: """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          ada@example.com
            Mailbox is inactive

        ------ This is a copy of the message, including all the headers. ------
        """, .failed("ada@example.com", says: "Mailbox is inactive")),
    DialectSample(
      "permanent delivery errors", dialect: "exim", subject: "Mail failure",
      text: """
        The following address(es) had permanent delivery errors:

          ada@example.com
          bob@example.com
        """,
      .failed("ada@example.com", says: "permanent delivery errors"),
      .failed("bob@example.com", says: "permanent delivery errors")),
    DialectSample(
      "two hosts, two stages", dialect: "exim",
      subject: "Mail delivery failed: returning message to sender",
      text: """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          ada@example.com
            host mx.example.com [192.0.2.7]
            SMTP error from remote mail server after RCPT TO:<ada@example.com>:
            550 5.1.1 <ada@example.com>: no such user
          bob@example.net
            SMTP error from remote mail server after end of data:
            host mx.example.net [192.0.2.8]: 554 message looks like
            advertising
          eve@example.org
            retry timeout exceeded
        """,
      .failed(
        "ada@example.com", 550, "5.1.1", says: "no such user", not: ["advertising"],
        host: "mx.example.com", stage: .rcpt),
      .failed(
        "bob@example.net", 554, nil, says: "looks like\nadvertising", host: "mx.example.net",
        stage: .endOfData),
      .failed("eve@example.org", says: "retry timeout exceeded")),
    DialectSample(
      "forwards, pipes and undisclosed addresses", dialect: "exim",
      subject: "Mail delivery failed: returning message to sender",
      text: """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          ada@elsewhere.example.com
            (generated from ada@example.net)
            mailbox is full
          an undisclosed address
            (generated from bob@example.net)
          pipe to |/usr/bin/vacation eve
            generated by eve@example.net
            local delivery failed

        The following text was generated during the delivery attempt:

        ------ pipe to |/usr/bin/vacation eve ------

        eve@example.net: permission denied
        """,
      .failed("ada@example.net", says: "mailbox is full", via: "ada@elsewhere.example.com"),
      .failed("bob@example.net"),
      .failed("eve@example.net", says: "local delivery failed")),
    DialectSample(
      "a local part, completed by the header", dialect: "exim",
      subject: "Mail delivery failed: returning message to sender",
      header: "X-Failed-Recipients: ada@example.com\n",
      text: """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          ada:
            unknown user in domain example.com
        """, .failed("ada@example.com", says: "unknown user in domain")),
    DialectSample(
      "still undelivered after a day", dialect: "exim",
      subject: "Warning: message 1wXyzA-0 delayed 24 hours",
      text: """
        This message was created automatically by mail delivery software.
        A message that you sent has not yet been delivered to one or more of its
        recipients after more than 24 hours on the queue on mx.example.net.

        The message identifier is:     1wXyzA-00000006kQx-1Ab2
        The subject of the message is: News

        The address to which the message has not yet been delivered is:

          ada@example.com
            host mx.example.com [192.0.2.7]
            Delay reason: Connection refused

        No action is required on your part. Delivery attempts will continue for
        some time, and this warning may be repeated at intervals if the message
        remains undelivered.
        """, .delayed("ada@example.com", says: "Connection refused", not: ["No action"])),
    DialectSample(
      "a malformed address", dialect: "exim", subject: "Mail failure - malformed recipient address",
      text: """
        A message that you sent contained one or more recipient addresses that were
        incorrectly constructed:

          ada..b@example.com: malformed address: .b@example.com may not follow ada

        This address has been ignored. There were no other addresses in your
        message, and so no attempt at delivery was possible.
        """, .failed("ada..b@example.com", says: "may not follow")),
    DialectSample(
      "refused as a whole", dialect: "exim",
      subject: "Mail failure - rejected by local scanning code",
      text: """
        A message that you sent was rejected by the local scanning code that
        checks incoming messages on this system. The following error was given:

          no executables, please

        ------ This is a copy of your message, including all the headers. ------

        Received: from app.example.org
        From: news@example.org
        To: Ada <ada@example.com>, bob@example.com
        Subject: News
        """,
      .failed("ada@example.com", says: "no executables"),
      .failed("bob@example.com", says: "no executables")),
    DialectSample(
      "mail.ru says it twice", dialect: "mail.ru", from: "mailer-daemon@corp.mail.ru",
      subject: "Ваше сообщение не доставлено. Mail failure.",
      header: "Content-Type: text/plain; charset=utf-8\n",
      text: """
        Это письмо создано автоматически сервером Mail.Ru, отвечать на него не нужно.

        К сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:

          ada@example.com
            SMTP error from remote mail server after RCPT TO:<ada@example.com>:
            host mx.example.com [192.0.2.7]: 550 5.1.1 no such user

        Рекомендуем Вам проверить корректность указания адресов получателей.

        **********************

        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          ada@example.com
            SMTP error from remote mail server after RCPT TO:<ada@example.com>:
            host mx.example.com [192.0.2.7]: 550 5.1.1 no such user
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user", stage: .rcpt)),
    DialectSample(
      "GMX, quoted address", dialect: "gmx", from: "MAILER-DAEMON@mail.gmx.net",
      subject: "Mail delivery failed: returning message to sender",
      text: """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of
        its recipients. This is a permanent error. The following address
        failed:

        "ada@example.com":
        SMTP error from remote server after RCPT command:
        host: mx.example.com
        5.2.2 <ada@example.com>: mailbox full
        """,
      .failed(
        "ada@example.com", nil, "5.2.2", says: "mailbox full", host: "mx.example.com", stage: .rcpt)
    ),
    DialectSample(
      "IONOS, the reason in a paragraph of its own", dialect: "gmx",
      from: "Mail Delivery System <mailer-daemon@kundenserver.de>",
      subject: "Mail delivery failed: returning message to sender",
      text: """
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of
        its recipients. This is a permanent error.

        The following addresses failed:

        ada@example.com

        For the following reason:

        Mail size limit exceeded.

        <bob@example.com>

        For the following reason:

        quota exceeded

        --- The header of the original message is following. ---
        """,
      .failed("ada@example.com", says: "size limit"),
      .failed("bob@example.com", says: "quota exceeded", not: ["size"])),
    DialectSample(
      "MX Logic", dialect: "mxlogic", subject: "Mail delivery failed",
      text: """
        This message was created automatically by mail delivery software.

        A message that you have sent could not be delivered to one or more
        recipients.  This is a permanent error.  The following address failed:

          <ada@example.com>: 550 5.1.1 no such user

        Included is a copy of the message header:
        -----------------------------------------
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user")),
  ]

  static let others: [DialectSample] = [
    DialectSample(
      "Active!hunter, two recipients and one without a code", dialect: "activehunter",
      from: "MAILER-DAEMON@mx.example.net", subject: "FAILURE NOTICE :",
      text: """
          ----- The following addresses had permanent fatal errors -----

        >>> ada@example.com <<<

        550 sorry, no mailbox here by that name (#5.1.1 - chkuser)

        >>> bob@example.com <<<

        The mailbox was closed by its owner.

          ----- Header of the mail -----
        """,
      .failed("ada@example.com", 550, "5.1.1", says: "no mailbox here", not: ["bob", "closed"]),
      .failed("bob@example.com", says: "closed by its owner", not: ["ada", "550"])),
    DialectSample(
      "reasons and a dialogue", dialect: "sendmail",
      from: "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>",
      subject: "Returned mail: see transcript for details",
      text: """
        The original message was received at Tue, 3 Nov 2026 10:00:00 +0100
        from app.example.org [192.0.2.9]

           ----- The following addresses had permanent fatal errors -----
        <ada@example.com>
            (reason: 550 5.1.1 <ada@example.com>... No such user)
        <bob@elsewhere.example.com>
            (reason: 552 5.2.2 Over quota)
            (expanded from: <bob@example.com>)
        "|/usr/bin/procmail"
            (reason: 75)
            (expanded from: <eve@example.com>)

           ----- Transcript of session follows -----
        ... while talking to mx.example.com.:
        >>> RCPT To:<ada@example.com>
        <<< 550 5.1.1 <ada@example.com>... No such user
        550 5.1.1 <ada@example.com>... User unknown
        """,
      .failed(
        "ada@example.com", 550, "5.1.1", says: "No such user", not: ["User unknown", "quota"],
        host: "mx.example.com", stage: .rcpt),
      .failed(
        "bob@example.com", 552, "5.2.2", says: "Over quota", via: "bob@elsewhere.example.com"),
      .failed("eve@example.com", says: "75")),
    DialectSample(
      "a refusal of the message, pipelined replies", dialect: "sendmail",
      from: "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>",
      subject: "Returned mail: see transcript for details",
      text: """
           ----- The following addresses had permanent fatal errors -----
        <ada@example.com>
            (reason: 554 5.7.1 Refused)

           ----- Transcript of session follows -----
        ... while talking to mx.example.com.:
        >>> DATA
        <<< 554-5.7.1 Refused
        <<< 554 5.7.1 because of what it says
        554 5.0.0 Service unavailable
        """,
      .failed(
        "ada@example.com", 554, "5.7.1", says: "because of what it says",
        not: ["Service unavailable"], stage: .endOfData)),
    DialectSample(
      "pipelining: the reply to RCPT below DATA", dialect: "sendmail",
      subject: "Returned mail: see transcript for details",
      text: """
           ----- The following addresses had permanent fatal errors -----
        <ada@example.com>
            (reason: 550 5.1.1 User unknown)

           ----- Transcript of session follows -----
        ... while talking to mx.example.com.:
        >>> DATA
        <<< 550 5.1.1 User unknown
        550 5.1.1 <ada@example.com>... User unknown
        <<< 503 5.5.2 Need Rcpt command.
        """, .failed("ada@example.com", 550, "5.1.1", not: ["503"], stage: .rcpt)),
    DialectSample(
      "warnings", dialect: "sendmail", subject: "Warning: could not send message for past 4 hours",
      text: """
            **********************************************
            **      THIS IS A WARNING MESSAGE ONLY      **
            **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **
            **********************************************

        The original message was received at Tue, 3 Nov 2026 10:00:00 +0100
        from app.example.org [192.0.2.9]

           ----- The following addresses had transient non-fatal errors -----
        <ada@example.com>

           ----- Transcript of session follows -----
        <ada@example.com>... Deferred: Connection timed out with mx.example.com.
        Warning: message still undelivered after 4 hours
        Will keep trying until message is 5 days old
        """, .delayed("ada@example.com", says: "Connection timed out")),
    DialectSample(
      "version 5: the dialogue only", dialect: "sendmail", subject: "Returned mail: User unknown",
      text: """
           ----- Transcript of session follows -----
        While talking to mx.example.com:
        >>> RCPT To:<ada@example.com>
        <<< 550 <ada@example.com>, no such person
        550 <ada@example.com>... User unknown
        550 example.net (smtp)... 550 Host unknown
        554 <bob@example.net>... 550 Host unknown (Authoritative answer from name server)
        421 example.org (smtp)... Deferred: Connection timed out during user open with example.org

           ----- Unsent message follows -----
        """,
      .failed(
        "ada@example.com", 550, nil, says: "no such person", not: ["Host unknown"], stage: .rcpt),
      .failed("bob@example.net", 550, nil, says: "Host unknown", not: ["no such person"])),
    DialectSample(
      "delivered", dialect: "sendmail", subject: "Return receipt",
      text: """
        The original message was received at Tue, 3 Nov 2026 10:00:00 +0100

           ----- The following addresses had successful delivery notifications -----
        <ada@example.com>  (successfully delivered to mailbox)
        """, .delivered("ada@example.com", says: "successfully delivered")),
    DialectSample(
      "Smail", dialect: "smail", subject: "mail failed, returning to sender",
      text: """
        |------------------------- Message log follows: -------------------------|
         no valid recipients were found for this message
        |------------------------- Failed addresses follow: ---------------------|
         <ada@example.com> ... transport smtp: 550 no such user
         <bob@example.net> ... unknown host
        |------------------------- Message text follows: ------------------------|
        """,
      .failed("ada@example.com", 550, nil, says: "no such user"),
      .failed("bob@example.net", says: "unknown host")),
    DialectSample(
      "two recipients", dialect: "opensmtpd", subject: "Delivery status notification: error",
      text: """
            Hi!

            This is the MAILER-DAEMON, please DO NOT REPLY to this email.

            An error has occurred while attempting to deliver a message for
            the following list of recipients:

        ada@example.com: 550 5.1.1 <ada@example.com>: no such user
        bob@example.net: Network error on destination MXs

            Below is a copy of the original message:
        """,
      .failed("ada@example.com", 550, "5.1.1", says: "no such user", not: ["Network"]),
      .failed("bob@example.net", says: "Network error", not: ["copy"])),
    DialectSample(
      "a delay", dialect: "opensmtpd", subject: "Delivery status notification: warning",
      text: """
            Hi!

            This is the MAILER-DAEMON, please DO NOT REPLY to this email.

            A message is delayed for more than 4 hours for the following
            list of recipients:

        ada@example.com: 451 4.7.1 come back later

            Please note that this is only a temporary failure report.
        """,
      .delayed("ada@example.com", 451, "4.7.1", says: "come back later", not: ["Please note"])),
    DialectSample(
      "a refused recipient", dialect: "dragonfly", from: "MAILER-DAEMON <>",
      subject: "Mail delivery failed",
      text: """
        This is the DragonFly Mail Agent v0.13 at df.example.org.

        There was an error delivering your mail to <ada@example.com>.

        mx.example.com [192.0.2.7] did not like our RCPT TO:
        550 5.1.1 <ada@example.com>: no such user

        Message headers follow.
        """,
      .failed(
        "ada@example.com", 550, "5.1.1", says: "no such user", host: "mx.example.com", stage: .rcpt)
    ),
    DialectSample(
      "an unknown host", dialect: "dragonfly", from: "MAILER-DAEMON <>",
      subject: "Mail delivery failed",
      text: """
        This is the DragonFly Mail Agent v0.13 at df.example.org.

        There was an error delivering your mail to <postmaster@gone.example.com>.

        DNS lookup failure: host gone.example.com not found
        """, .failed("postmaster@gone.example.com", says: "not found")),
    DialectSample(
      "the dialogue below the address", dialect: "courier",
      subject: "NOTICE: mail delivery status.",
      text: """
        This is a delivery status notification from mx.example.net,
        running the Courier mail server, version 1.2.

        The original message was received on Tue, 03 Nov 2026 10:00:00 +0100

        ---------------------------------------------------------------------------

                                   UNDELIVERABLE MAIL

        Your message to the following recipients cannot be delivered:

        <ada@example.com>:
            mx.example.com [192.0.2.7]:
        >>> RCPT TO:<ada@example.com>
        <<< 550 5.1.1 no such user

        ---------------------------------------------------------------------------

        If your message was also sent to additional recipients, their delivery
        status is not included in this report.
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user", stage: .rcpt)),
    DialectSample(
      "James", dialect: "james", subject: "Re:News",
      text: """
        Hi. This is the James mail server at mx.example.net.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.  Below
        I include the list of recipients and the reason why I was unable to deliver
        your message.

        ada@example.com
        550 5.1.1 no such user
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user")),
    DialectSample(
      "a gateway's notice", dialect: "james", from: "post_master@sms.example.net",
      subject: "Re:News",
      text: """
        Error: Invalid user address

        Error message below:
        550 - Requested action not taken: no such user here

        Message details:
          Subject: News
          MAIL FROM: bounces@example.org
          RCPT TO: 5550100@sms.example.com
          From: news@example.org
          Size (in bytes): 39
        """, .failed("5550100@sms.example.com", 550, nil, says: "no such user here")),
    DialectSample(
      "Yahoo, one recipient", dialect: "yahoo", from: "MAILER-DAEMON@yahoo.com",
      subject: "Failure Notice",
      text: """
        Sorry, we were unable to deliver your message to the following address.

        <ada@example.com>:
        550: 5.1.1 <ada@example.com>: no such user
        [RCPT_TO]

        --- Below this line is a copy of the message.
        """, .failed("ada@example.com", 550, "5.1.1", says: "no such user", stage: .rcpt)),
    DialectSample(
      "Yahoo, several", dialect: "yahoo", from: "MAILER-DAEMON@yahoo.com",
      subject: "Delivery failure",
      text: """
        Message from yahoo.com.
        Unable to deliver message to the following address(es).

        <ada@example.com>:
        This user doesn't have an example.com account (ada@example.com) [0]

        <bob@example.com>:
        Sorry, your message to bob@example.com cannot be delivered. This account is over quota.

        --- Original message follows.
        """,
      .failed("ada@example.com", says: "doesn't have", not: ["quota"]),
      .failed("bob@example.com", says: "over quota")),
  ]
}
