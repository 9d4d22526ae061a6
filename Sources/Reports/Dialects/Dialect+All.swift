extension Dialect {
  /// Every dialect, in the order in which they are tried: what is peculiar before what is imitated.
  static let all: [Dialect] = [
    // Receivers and filters with forms of their own.
    .googleGroups, .gmail, .aol, .zoho, .mailRu, .gmx, .amazonWorkMail, .amazonSNS, .powerMTA,
    .sendGrid, .mimecast, .messageLabs, .barracuda, .mxLogic, .mailFoundry, .mailMarshal,
    .surfControl, .interScan, .mFilter, .symantec, .boxedReport,
    // Telephone companies and Internet providers.
    .auOne, .ezWeb, .docomo, .verizon, .biglobe, .sina,
    // Groupware.
    .hMailServer, .mailEnable, .mDaemon, .iMail, .communiGate, .kerio, .groupWise, .lsmtp, .iceWarp,
    .messagingServer, .netscape, .exchangeOnline, .exchange, .domino, .notes,
    // Transfer agents.
    .activeHunter, .openSMTPD, .dragonfly, .courier, .mcAfee, .sendmail, .smail, .james,
    .jamesGateway, .fml,
    .directoryServer, .compuServe, .dovecot, .yahoo, .x1, .x6, .postfix, .qmail, .exim,
  ]
}
