#include "RuleBook.h"

// #embed is C23; clang has it in every language mode and warns of it in the older ones.
#pragma clang diagnostic ignored "-Wc23-extensions"

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

static const unsigned char codes[] = {
#embed "rules/codes.rules"
};

static const unsigned char domain_refuses_mail[] = {
#embed "rules/domain-refuses-mail.rules"
};

static const unsigned char domain_unknown[] = {
#embed "rules/domain-unknown.rules"
};

static const unsigned char expired[] = {
#embed "rules/expired.rules"
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

static const struct rebound_file files[] = {
    {"authentication-failed.rules", authentication_failed, sizeof authentication_failed},
    {"authentication.rules", authentication, sizeof authentication},
    {"bad-address.rules", bad_address, sizeof bad_address},
    {"bad-reputation.rules", bad_reputation, sizeof bad_reputation},
    {"blocklisted.rules", blocklisted, sizeof blocklisted},
    {"codes.rules", codes, sizeof codes},
    {"domain-refuses-mail.rules", domain_refuses_mail, sizeof domain_refuses_mail},
    {"domain-unknown.rules", domain_unknown, sizeof domain_unknown},
    {"expired.rules", expired, sizeof expired},
    {"lists.rules", lists, sizeof lists},
    {"mailbox-full.rules", mailbox_full, sizeof mailbox_full},
    {"mailbox-inactive.rules", mailbox_inactive, sizeof mailbox_inactive},
    {"message.rules", message, sizeof message},
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
    {"sender-rejected.rules", sender_rejected, sizeof sender_rejected},
    {"system.rules", system, sizeof system},
    {"tls.rules", tls, sizeof tls},
    {"user-unknown.rules", user_unknown, sizeof user_unknown},
};

const unsigned rebound_rule_file_count = sizeof files / sizeof files[0];

struct rebound_file rebound_rule_file(unsigned number) { return files[number]; }
