#include "RuleBook.h"

const unsigned char rebound_rules[] = {
#embed "rules/mission.rules"
};
const unsigned long rebound_rules_size = sizeof rebound_rules;
