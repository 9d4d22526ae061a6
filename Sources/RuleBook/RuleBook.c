#include "RuleBook.h"

// #embed is C23; clang has it in every language mode and warns of it in the older ones.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char america[] = {
#embed "rules/america.rules"
};

static const unsigned char apple[] = {
#embed "rules/apple.rules"
};

static const unsigned char authentication_failed[] = {
#embed "rules/authentication-failed.rules"
};

static const unsigned char authentication[] = {
#embed "rules/authentication.rules"
};

static const unsigned char bad_address[] = {
#embed "rules/bad-address.rules"
};

static const unsigned char bad_reputation[] = {
#embed "rules/bad-reputation.rules"
};

static const unsigned char blocklisted[] = {
#embed "rules/blocklisted.rules"
};

static const unsigned char blocklists[] = {
#embed "rules/blocklists.rules"
};

static const unsigned char china[] = {
#embed "rules/china.rules"
};

static const unsigned char codes[] = {
#embed "rules/codes.rules"
};

static const unsigned char domain_refuses_mail[] = {
#embed "rules/domain-refuses-mail.rules"
};

static const unsigned char domain_unknown[] = {
#embed "rules/domain-unknown.rules"
};

static const unsigned char europe[] = {
#embed "rules/europe.rules"
};

static const unsigned char expired[] = {
#embed "rules/expired.rules"
};

static const unsigned char far[] = {
#embed "rules/far.rules"
};

static const unsigned char filters[] = {
#embed "rules/filters.rules"
};

static const unsigned char gmx[] = {
#embed "rules/gmx.rules"
};

static const unsigned char google[] = {
#embed "rules/google.rules"
};

static const unsigned char hosters[] = {
#embed "rules/hosters.rules"
};

static const unsigned char korea_japan[] = {
#embed "rules/korea-japan.rules"
};

static const unsigned char language_asian[] = {
#embed "rules/language-asian.rules"
};

static const unsigned char language_central[] = {
#embed "rules/language-central.rules"
};

static const unsigned char language_eastern[] = {
#embed "rules/language-eastern.rules"
};

static const unsigned char language_french[] = {
#embed "rules/language-french.rules"
};

static const unsigned char language_german[] = {
#embed "rules/language-german.rules"
};

static const unsigned char language_nordic[] = {
#embed "rules/language-nordic.rules"
};

static const unsigned char language_others[] = {
#embed "rules/language-others.rules"
};

static const unsigned char language_romance[] = {
#embed "rules/language-romance.rules"
};

static const unsigned char lists[] = {
#embed "rules/lists.rules"
};

static const unsigned char mailbox_full[] = {
#embed "rules/mailbox-full.rules"
};

static const unsigned char mailbox_inactive[] = {
#embed "rules/mailbox-inactive.rules"
};

static const unsigned char message[] = {
#embed "rules/message.rules"
};

static const unsigned char microsoft[] = {
#embed "rules/microsoft.rules"
};

static const unsigned char missing_ptr[] = {
#embed "rules/missing-ptr.rules"
};

static const unsigned char mission[] = {
#embed "rules/mission.rules"
};

static const unsigned char moved[] = {
#embed "rules/moved.rules"
};

static const unsigned char network[] = {
#embed "rules/network.rules"
};

static const unsigned char not_allowlisted[] = {
#embed "rules/not-allowlisted.rules"
};

static const unsigned char policy[] = {
#embed "rules/policy.rules"
};

static const unsigned char protocol[] = {
#embed "rules/protocol.rules"
};

static const unsigned char providers[] = {
#embed "rules/providers.rules"
};

static const unsigned char rate_limited[] = {
#embed "rules/rate-limited.rules"
};

static const unsigned char reading[] = {
#embed "rules/reading.rules"
};

static const unsigned char recipient_refused[] = {
#embed "rules/recipient-refused.rules"
};

static const unsigned char relaying[] = {
#embed "rules/relaying.rules"
};

static const unsigned char russia[] = {
#embed "rules/russia.rules"
};

static const unsigned char sender_rejected[] = {
#embed "rules/sender-rejected.rules"
};

static const unsigned char system[] = {
#embed "rules/system.rules"
};

static const unsigned char tls[] = {
#embed "rules/tls.rules"
};

static const unsigned char user_unknown[] = {
#embed "rules/user-unknown.rules"
};

static const unsigned char yahoo[] = {
#embed "rules/yahoo.rules"
};

static const struct rebound_file files[] = {
    {"america.rules", america, sizeof america},
    {"apple.rules", apple, sizeof apple},
    {"authentication-failed.rules", authentication_failed, sizeof authentication_failed},
    {"authentication.rules", authentication, sizeof authentication},
    {"bad-address.rules", bad_address, sizeof bad_address},
    {"bad-reputation.rules", bad_reputation, sizeof bad_reputation},
    {"blocklisted.rules", blocklisted, sizeof blocklisted},
    {"blocklists.rules", blocklists, sizeof blocklists},
    {"china.rules", china, sizeof china},
    {"codes.rules", codes, sizeof codes},
    {"domain-refuses-mail.rules", domain_refuses_mail, sizeof domain_refuses_mail},
    {"domain-unknown.rules", domain_unknown, sizeof domain_unknown},
    {"europe.rules", europe, sizeof europe},
    {"expired.rules", expired, sizeof expired},
    {"far.rules", far, sizeof far},
    {"filters.rules", filters, sizeof filters},
    {"gmx.rules", gmx, sizeof gmx},
    {"google.rules", google, sizeof google},
    {"hosters.rules", hosters, sizeof hosters},
    {"korea-japan.rules", korea_japan, sizeof korea_japan},
    {"language-asian.rules", language_asian, sizeof language_asian},
    {"language-central.rules", language_central, sizeof language_central},
    {"language-eastern.rules", language_eastern, sizeof language_eastern},
    {"language-french.rules", language_french, sizeof language_french},
    {"language-german.rules", language_german, sizeof language_german},
    {"language-nordic.rules", language_nordic, sizeof language_nordic},
    {"language-others.rules", language_others, sizeof language_others},
    {"language-romance.rules", language_romance, sizeof language_romance},
    {"lists.rules", lists, sizeof lists},
    {"mailbox-full.rules", mailbox_full, sizeof mailbox_full},
    {"mailbox-inactive.rules", mailbox_inactive, sizeof mailbox_inactive},
    {"message.rules", message, sizeof message},
    {"microsoft.rules", microsoft, sizeof microsoft},
    {"missing-ptr.rules", missing_ptr, sizeof missing_ptr},
    {"mission.rules", mission, sizeof mission},
    {"moved.rules", moved, sizeof moved},
    {"network.rules", network, sizeof network},
    {"not-allowlisted.rules", not_allowlisted, sizeof not_allowlisted},
    {"policy.rules", policy, sizeof policy},
    {"protocol.rules", protocol, sizeof protocol},
    {"providers.rules", providers, sizeof providers},
    {"rate-limited.rules", rate_limited, sizeof rate_limited},
    {"reading.rules", reading, sizeof reading},
    {"recipient-refused.rules", recipient_refused, sizeof recipient_refused},
    {"relaying.rules", relaying, sizeof relaying},
    {"russia.rules", russia, sizeof russia},
    {"sender-rejected.rules", sender_rejected, sizeof sender_rejected},
    {"system.rules", system, sizeof system},
    {"tls.rules", tls, sizeof tls},
    {"user-unknown.rules", user_unknown, sizeof user_unknown},
    {"yahoo.rules", yahoo, sizeof yahoo},
};

const unsigned rebound_rule_file_count = sizeof files / sizeof files[0];

struct rebound_file rebound_rule_file(unsigned number) { return files[number]; }

static const unsigned char weights[] = {
#embed "weights.txt"
};

struct rebound_file rebound_weights(void) {
  struct rebound_file file = {"weights.txt", weights, sizeof weights};
  return file;
}
