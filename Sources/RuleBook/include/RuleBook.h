/// The rule files, the registered codes and the weights, as octets of the program itself.
struct rebound_file {
  const char *name;
  const unsigned char *octets;
  unsigned long count;
};

extern const unsigned rebound_rule_file_count;

/// The rule file of that number, counted from 0.
struct rebound_file rebound_rule_file(unsigned number);

/// What scripts/train_weights.py has written.
struct rebound_file rebound_weights(void);
