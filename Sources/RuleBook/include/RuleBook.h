/// The rule files, the registered codes and the weights, as octets of the program itself.
extern const unsigned char rebound_rules[];
extern const unsigned long rebound_rules_size;
