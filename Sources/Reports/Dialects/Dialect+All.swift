extension Dialect {
  /// Every dialect, in the order in which they are tried: what is peculiar before what is imitated.
  static let all: [Dialect] = [
    // Receivers and filters with forms of their own.
    .googleGroups, .gmail, .aol, .zoho, .mailRu, .gmx, .amazonWorkMail, .amazonSNS, .powerMTA,
    .sendGrid,
    .mimecast, .messageLabs, .barracuda, .mxLogic, .mailFoundry, .mailMarshal, .surfControl,
    .interScan, .mcAfee, .mFilter, .symantec, .boxedReport,
    // Telephone companies.
    .auOne, .ezWeb, .docomo, .verizon,
    // Groupware.
    .exchangeOnline, .exchange, .domino, .notes, .groupWise, .hMailServer, .mailEnable, .mDaemon,
    .iMail, .communiGate, .kerio, .messagingServer, .netscape, .lsmtp, .iceWarp,
    // Transfer agents.
    .openSMTPD, .dragonfly, .courier, .sendmail, .smail, .james, .jamesGateway, .fml, .biglobe,
    .sina,
    .directoryServer, .compuServe, .dovecot, .yahoo, .x1, .x6, .postfix, .qmail, .exim,
  ]
}
