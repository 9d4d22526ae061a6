#include "CSearch.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Sixteen octets at a time, on any machine the compiler knows vectors of.
typedef uint8_t octets16 __attribute__((vector_size(16)));

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

// A bit for each place that is set, the first place in the lowest bit.
static uint32_t places(octets16 block) {
#if defined(__SSE2__)
  return (uint32_t)_mm_movemask_epi8((__m128i)block);
#else
  uint32_t bits = 0;
  for (size_t i = 0; i < sizeof block; i++) bits |= (uint32_t)(block[i] & 1) << i;
  return bits;
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
    for (uint32_t bits = places(first) | places(second) << 16; bits != 0; bits &= bits - 1) {
      const uint8_t *place = at + __builtin_ctz(bits);
      if (matches(place, needle, needle_size, folds)) return place;
    }
  }
  while (last >= 15 && start <= last) {
    // The last block may overlap what was looked at before, where nothing was found.
    if (start + 15 > last) start = last - 15;
    const uint8_t *at = text + start;
    octets16 hits = equal_at(at + rare, rare_octet, fold) & equal_at(at + other, other_octet, fold);
    for (uint32_t bits = places(hits); bits != 0; bits &= bits - 1) {
      const uint8_t *place = at + __builtin_ctz(bits);
      if (matches(place, needle, needle_size, folds)) return place;
    }
    start += 16;
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
    uint32_t bits = places((octets16)(block == feed) | (octets16)(block == carriage_return));
    if (bits != 0) return start + (size_t)__builtin_ctz(bits);
  }
  while (start < text_size && text[start] != '\n' && text[start] != '\r') start++;
  return start;
}

size_t rebound_find_any(const uint8_t *text, size_t text_size, uint8_t a, uint8_t b, uint8_t c,
                        uint8_t d) {
  const octets16 first = filled_with(a);
  const octets16 second = filled_with(b);
  const octets16 third = filled_with(c);
  const octets16 fourth = filled_with(d);
  for (size_t start = 0; start < text_size; start += 16) {
    // The last block is filled up with zeros, which are not asked.
    const size_t size = text_size - start < 16 ? text_size - start : 16;
    octets16 block = filled_with(0);
    if (size == sizeof block) {
      memcpy(&block, text + start, sizeof block);
    } else {
      memcpy(&block, text + start, size);
    }
    uint32_t bits = places((octets16)(block == first) | (octets16)(block == second) |
                           (octets16)(block == third) | (octets16)(block == fourth));
    bits &= (1u << size) - 1;
    if (bits != 0) return start + (size_t)__builtin_ctz(bits);
  }
  return text_size;
}

size_t rebound_find_name_end(const uint8_t *text, size_t text_size) {
  const octets16 colon = filled_with(':');
  const octets16 lowest = filled_with(0x21);
  const octets16 highest = filled_with(0x7E);
  size_t start = 0;
  for (; start + 16 <= text_size; start += 16) {
    octets16 block;
    memcpy(&block, text + start, sizeof block);
    uint32_t bits = places((octets16)(block == colon) | (octets16)(block < lowest) |
                           (octets16)(block > highest));
    if (bits != 0) return start + (size_t)__builtin_ctz(bits);
  }
  while (start < text_size && text[start] >= 0x21 && text[start] <= 0x7E && text[start] != ':') {
    start++;
  }
  return start;
}

static octets16 hyphen_pairs(const uint8_t *text) {
  const octets16 hyphen = filled_with('-');
  octets16 first, second;
  memcpy(&first, text, sizeof first);
  memcpy(&second, text + 1, sizeof second);
  return (octets16)(first == hyphen) & (octets16)(second == hyphen);
}

size_t rebound_find_hyphen_line(const uint8_t *text, size_t text_size, size_t start) {
  const octets16 feed = filled_with('\n');
  const octets16 carriage_return = filled_with('\r');
  if (start == 0) {
    if (text_size >= 2 && text[0] == '-' && text[1] == '-') return 0;
    start = 1;
  }
  // Two hyphens stand together far less often than lines end: only where they do is more looked at.
  for (; start + 65 <= text_size; start += 64) {
    octets16 pairs = hyphen_pairs(text + start) | hyphen_pairs(text + start + 16) |
                     hyphen_pairs(text + start + 32) | hyphen_pairs(text + start + 48);
    if (places(pairs) == 0) continue;
    for (size_t at = start; at < start + 64; at += 16) {
      octets16 before;
      memcpy(&before, text + at - 1, sizeof before);
      octets16 ends = (octets16)(before == feed) | (octets16)(before == carriage_return);
      uint32_t bits = places(ends & hyphen_pairs(text + at));
      if (bits != 0) return at + (size_t)__builtin_ctz(bits);
    }
  }
  for (; start + 1 < text_size; start++) {
    if (text[start] == '-' && text[start + 1] == '-' &&
        (text[start - 1] == '\n' || text[start - 1] == '\r')) {
      return start;
    }
  }
  return text_size;
}
