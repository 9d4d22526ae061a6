#include "CSearch.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Sixteen octets at a time, on any machine the compiler knows vectors of.
typedef uint8_t octets16 __attribute__((vector_size(16)));
typedef uint64_t words2 __attribute__((vector_size(16)));

static uint8_t folded(uint8_t octet) {
  return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
}

static inline bool matches(const uint8_t *text, const uint8_t *needle, size_t size, bool folds) {
  if (!folds) return memcmp(text, needle, size) == 0;
  for (size_t i = 0; i < size; i++) {
    if (folded(text[i]) != needle[i]) return false;
  }
  return true;
}

// How common a lower-case octet is in mail, letters by their rank in English. What is not listed, digits and
// most signs, is as rare as the rarest letters.
static const uint8_t frequency[256] = {
    ['j'] = 1,  ['k'] = 4,  ['v'] = 4,  ['w'] = 5,  ['y'] = 5,  ['b'] = 6,  ['p'] = 7,
    ['g'] = 7,  ['f'] = 8,  ['m'] = 9,  ['u'] = 10, ['h'] = 11, ['d'] = 12, ['l'] = 13,
    ['c'] = 14, ['r'] = 15, ['s'] = 16, ['n'] = 17, ['i'] = 18, ['a'] = 19, ['o'] = 20,
    ['t'] = 21, ['e'] = 22, [' '] = 23, ['-'] = 6,  ['.'] = 6,  [':'] = 5,  ['='] = 5,
    ['0'] = 6,  ['1'] = 6,  ['2'] = 6,
};

static octets16 equal_at(const uint8_t *text, octets16 octet, octets16 fold) {
  octets16 block;
  memcpy(&block, text, sizeof block);
  return (octets16)((block | fold) == octet);
}

static octets16 filled_with(uint8_t octet) {
  octets16 block;
  memset(&block, octet, sizeof block);
  return block;
}

static bool any(octets16 block) {
  words2 words = (words2)block;
  return (words[0] | words[1]) != 0;
}

// The first place that is set in a block in which one is.
static size_t first_set(octets16 block) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  words2 words = (words2)block;
  return words[0] != 0 ? (size_t)__builtin_ctzll(words[0]) / 8
                       : 8 + (size_t)__builtin_ctzll(words[1]) / 8;
#else
  size_t place = 0;
  while (block[place] == 0) place++;
  return place;
#endif
}

// The two rarest octets of the needle are compared in sixteen places at once; only where both are right
// is the needle compared as a whole. Reads end before `text + text_size`: a block is taken only where each of
// its places has room for the whole needle.
static inline const uint8_t *find(const uint8_t *text, size_t text_size, const uint8_t *needle,
                                  size_t needle_size, bool folds) {
  if (needle_size == 0 || needle_size > text_size) return NULL;
  size_t rare = 0;
  size_t other = needle_size - 1;
  for (size_t i = 1; i < needle_size; i++) {
    if (frequency[needle[i]] < frequency[needle[rare]]) {
      other = rare;
      rare = i;
    } else if (frequency[needle[i]] < frequency[needle[other]]) {
      other = i;
    }
  }

  // Folding by one bit also takes some signs for others; the whole comparison sorts them out.
  const uint8_t bit = folds ? 0x20 : 0;
  const octets16 fold = filled_with(bit);
  const octets16 rare_octet = filled_with(needle[rare] | bit);
  const octets16 other_octet = filled_with(needle[other] | bit);
  const size_t last = text_size - needle_size;
  size_t start = 0;
  for (; start + 31 <= last; start += 32) {
    const uint8_t *at = text + start;
    octets16 first = equal_at(at + rare, rare_octet, fold) & equal_at(at + other, other_octet, fold);
    octets16 second =
        equal_at(at + 16 + rare, rare_octet, fold) & equal_at(at + 16 + other, other_octet, fold);
    if (!any(first | second)) continue;
    for (size_t i = 0; i < 32; i++) {
      if ((i < 16 ? first[i] : second[i - 16]) && matches(at + i, needle, needle_size, folds)) {
        return at + i;
      }
    }
  }
  for (; start <= last; start++) {
    if ((text[start + rare] | bit) == (needle[rare] | bit) &&
        matches(text + start, needle, needle_size, folds)) {
      return text + start;
    }
  }
  return NULL;
}

const uint8_t *rebound_find(const uint8_t *text, size_t text_size, const uint8_t *needle,
                            size_t needle_size) {
  return find(text, text_size, needle, needle_size, false);
}

const uint8_t *rebound_find_folded(const uint8_t *text, size_t text_size, const uint8_t *needle,
                                   size_t needle_size) {
  return find(text, text_size, needle, needle_size, true);
}

size_t rebound_find_line_end(const uint8_t *text, size_t text_size) {
  const octets16 feed = filled_with('\n');
  const octets16 carriage_return = filled_with('\r');
  size_t start = 0;
  for (; start + 16 <= text_size; start += 16) {
    octets16 block;
    memcpy(&block, text + start, sizeof block);
    octets16 ends = (octets16)(block == feed) | (octets16)(block == carriage_return);
    if (any(ends)) return start + first_set(ends);
  }
  while (start < text_size && text[start] != '\n' && text[start] != '\r') start++;
  return start;
}
