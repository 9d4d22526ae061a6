#include "CSearch.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Sixteen octets at a time, on any machine the compiler knows vectors of.
typedef uint8_t octets16 __attribute__((vector_size(16)));
// Thirty-two where there is much to look through: two times sixteen where the machine has no wider registers.
typedef uint8_t octets32 __attribute__((vector_size(32)));
typedef bool places32 __attribute__((ext_vector_type(32)));

// A second version is compiled for processors with AVX2 (nearly all since 2015), and chosen when the program starts:
// before the thread sanitizer is ready, which would crash in what chooses.
#if defined(__x86_64__) && defined(__linux__) && !__has_feature(thread_sanitizer)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif
// What they call has to be a part of them, to be compiled for the same processor.
#define PART_OF_WIDE static inline __attribute__((always_inline))

// Eight octets with ASCII capitals made small: of each octet below 0x80 the highest bit of two sums tells whether it
// is at least `A`, and whether it is beyond `Z`.
static inline uint64_t folded(uint64_t octets) {
  const uint64_t each = 0x0101010101010101;
  const uint64_t low = octets & 0x7F * each;
  const uint64_t capitals = (low + (0x80 - 'A') * each) & ~(low + (0x7F - 'Z') * each) & ~octets;
  return octets | (capitals & 0x80 * each) >> 2;
}

static inline uint64_t load(const uint8_t *octets, size_t size) {
  uint64_t word = 0;
  memcpy(&word, octets, size);
  return word;
}

// All octets of a text of fewer than eight, some of them twice.
static inline uint64_t load_few(const uint8_t *text, size_t size) {
  if (size >= 4) return load(text, 4) | load(text + size - 4, 4) << 32;
  return size == 0 ? 0 : text[0] | (uint64_t)text[size / 2] << 8 | (uint64_t)text[size - 1] << 16;
}

static inline bool equals_folded(const uint8_t *text, const uint8_t *lower, size_t size) {
  if (size < 8) return folded(load_few(text, size)) == load_few(lower, size);
  // The last word may overlap what was compared before.
  const size_t last = size - 8;
  for (size_t i = 0; i < last; i += 8) {
    if (folded(load(text + i, 8)) != load(lower + i, 8)) return false;
  }
  return folded(load(text + last, 8)) == load(lower + last, 8);
}

bool rebound_equals_folded(const uint8_t *text, const uint8_t *lower, size_t size) {
  return equals_folded(text, lower, size);
}

static inline bool is_lower_case(uint64_t octets) {
  return folded(octets) == octets && (octets & 0x8080808080808080) == 0;
}

bool rebound_is_lower_case(const uint8_t *text, size_t size) {
  if (size < 8) return is_lower_case(load_few(text, size));
  const size_t last = size - 8;
  for (size_t i = 0; i < last; i += 8) {
    if (!is_lower_case(load(text + i, 8))) return false;
  }
  return is_lower_case(load(text + last, 8));
}

static inline bool matches(const uint8_t *text, const uint8_t *needle, size_t size, bool folds) {
  return folds ? equals_folded(text, needle, size) : memcmp(text, needle, size) == 0;
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

PART_OF_WIDE uint32_t places_of_32(const octets32 *block) {
  places32 set = __builtin_convertvector(*block, places32);
  uint32_t bits;
  memcpy(&bits, &set, sizeof bits);
  return bits;
}

// In which of thirty-two places one octet stands in the one text and another in the other.
PART_OF_WIDE uint32_t both_in_32(const uint8_t *text, uint8_t octet, const uint8_t *other_text,
                                 uint8_t other_octet, uint8_t fold) {
  octets32 block, other;
  memcpy(&block, text, sizeof block);
  memcpy(&other, other_text, sizeof other);
  octets32 hits = (octets32)((block | fold) == octet) & (octets32)((other | fold) == other_octet);
  return places_of_32(&hits);
}

static uint32_t both_in_16(const uint8_t *text, uint8_t octet, const uint8_t *other_text,
                           uint8_t other_octet, uint8_t fold) {
  octets16 block, other;
  memcpy(&block, text, sizeof block);
  memcpy(&other, other_text, sizeof other);
  return places((octets16)((block | fold) == octet) & (octets16)((other | fold) == other_octet));
}

static inline bool is_space(uint8_t octet) {
  return octet == ' ' || (octet >= '\t' && octet <= '\r');
}

// The needle at the first of some places, a bit for each, where it stands.
PART_OF_WIDE const uint8_t *first_match(const uint8_t *text, uint64_t places,
                                        const uint8_t *needle, size_t size, bool folds) {
  for (; places != 0; places &= places - 1) {
    const uint8_t *place = text + __builtin_ctzll(places);
    if (matches(place, needle, size, folds)) return place;
  }
  return NULL;
}

// The two rarest octets of the needle, or its first and last, are compared in many places at once; only where both
// are right is the needle compared as a whole. Reads end before `text + text_size`: a block is taken only where each
// of its places has room for the whole needle.
PART_OF_WIDE const uint8_t *find(const uint8_t *text, size_t text_size, const uint8_t *needle,
                                 size_t needle_size, bool folds) {
  if (needle_size == 0 || needle_size > text_size) return NULL;
  size_t rare = 0;
  size_t other = needle_size - 1;
  // Where there is little to look through, finding out which they are takes longer than it spares.
  const size_t ranked = text_size > 256 ? needle_size : 0;
  for (size_t i = 1; i < ranked; i++) {
    if (frequency[needle[i]] < frequency[needle[rare]]) {
      other = rare;
      rare = i;
    } else if (frequency[needle[i]] < frequency[needle[other]]) {
      other = i;
    }
  }

  // Folding by one bit also takes some signs for others; the whole comparison sorts them out.
  const uint8_t bit = folds ? 0x20 : 0;
  const uint8_t rare_octet = needle[rare] | bit;
  const uint8_t other_octet = needle[other] | bit;
  const size_t last = text_size - needle_size;
  size_t start = 0;
  while (start + 63 <= last) {
    const uint8_t *at;
    uint64_t bits;
    // A loop of its own, which calls nothing and so keeps all it needs in registers.
    do {
      at = text + start;
      bits =
          both_in_32(at + rare, rare_octet, at + other, other_octet, bit) |
          (uint64_t)both_in_32(at + 32 + rare, rare_octet, at + 32 + other, other_octet, bit) << 32;
      start += 64;
    } while (bits == 0 && start + 63 <= last);
    const uint8_t *found = first_match(at, bits, needle, needle_size, folds);
    if (found) return found;
  }
  for (; start + 31 <= last; start += 32) {
    const uint8_t *at = text + start;
    const uint32_t bits = both_in_32(at + rare, rare_octet, at + other, other_octet, bit);
    const uint8_t *found = first_match(at, bits, needle, needle_size, folds);
    if (found) return found;
  }
  while (last >= 15 && start <= last) {
    // The last block may overlap what was looked at before, where nothing was found.
    if (start + 15 > last) start = last - 15;
    const uint8_t *at = text + start;
    const uint32_t bits = both_in_16(at + rare, rare_octet, at + other, other_octet, bit);
    const uint8_t *found = first_match(at, bits, needle, needle_size, folds);
    if (found) return found;
    start += 16;
  }
  for (; start <= last; start++) {
    if ((text[start + rare] | bit) == rare_octet &&
        matches(text + start, needle, needle_size, folds)) {
      return text + start;
    }
  }
  return NULL;
}

WIDE const uint8_t *rebound_find(const uint8_t *text, size_t text_size, const uint8_t *needle,
                                 size_t needle_size) {
  return find(text, text_size, needle, needle_size, false);
}

WIDE const uint8_t *rebound_find_folded(const uint8_t *text, size_t text_size,
                                        const uint8_t *needle, size_t needle_size) {
  return find(text, text_size, needle, needle_size, true);
}

static inline uint32_t line_ends_in_16(const uint8_t *text) {
  octets16 block;
  memcpy(&block, text, sizeof block);
  return places((octets16)(block == filled_with('\n')) | (octets16)(block == filled_with('\r')));
}

PART_OF_WIDE uint32_t line_ends(const uint8_t *text) {
  octets32 block;
  memcpy(&block, text, sizeof block);
  octets32 ends = (octets32)(block == '\n') | (octets32)(block == '\r');
  return places_of_32(&ends);
}

WIDE size_t rebound_find_line_end(const uint8_t *text, size_t text_size) {
  size_t start = 0;
  for (; start + 32 <= text_size; start += 32) {
    const uint32_t bits = line_ends(text + start);
    if (bits != 0) return start + (size_t)__builtin_ctz(bits);
  }
  if (start < text_size && text_size >= 32) {
    // The last block begins among octets of which none was found.
    const uint32_t bits = line_ends(text + text_size - 32);
    return bits != 0 ? text_size - 32 + (size_t)__builtin_ctz(bits) : text_size;
  }
  if (start < text_size && text_size >= 16) {
    // Two blocks, of which the second may begin within the first.
    const size_t second = text_size - 16;
    const uint32_t bits = line_ends_in_16(text) | line_ends_in_16(text + second) << second;
    return bits != 0 ? (size_t)__builtin_ctz(bits) : text_size;
  }
  while (start < text_size && text[start] != '\n' && text[start] != '\r') start++;
  return start;
}

// In which of thirty-two places one of four octets stands.
PART_OF_WIDE uint32_t any_in_32(const uint8_t *text, const uint8_t octets[4]) {
  octets32 block;
  memcpy(&block, text, sizeof block);
  octets32 hits = (octets32)(block == octets[0]) | (octets32)(block == octets[1]) |
                  (octets32)(block == octets[2]) | (octets32)(block == octets[3]);
  return places_of_32(&hits);
}

WIDE size_t rebound_find_any(const uint8_t *text, size_t text_size, uint8_t a, uint8_t b,
                             uint8_t c, uint8_t d) {
  const uint8_t octets[4] = {a, b, c, d};
  size_t start = 0;
  for (; start + 32 <= text_size; start += 32) {
    const uint32_t bits = any_in_32(text + start, octets);
    if (bits != 0) return start + (size_t)__builtin_ctz(bits);
  }
  if (start < text_size && text_size >= 32) {
    // The last block begins among octets of which none was found.
    const uint32_t bits = any_in_32(text + text_size - 32, octets);
    return bits != 0 ? text_size - 32 + (size_t)__builtin_ctz(bits) : text_size;
  }
  for (; start < text_size; start++) {
    const uint8_t octet = text[start];
    if (octet == a || octet == b || octet == c || octet == d) return start;
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

bool rebound_is_space_folded(const uint8_t *text, size_t size) {
  if (size == 0) return true;
  if (is_space(text[0]) || text[size - 1] == ' ') return false;
  const octets16 space = filled_with(' ');
  const octets16 tab = filled_with('\t');
  const octets16 others = filled_with('\r' - '\t' + 1);
  size_t start = 1;
  while (size > 16 && start < size) {
    // The last block may overlap what was looked at before.
    if (start + 16 > size) start = size - 16;
    octets16 block, before;
    memcpy(&block, text + start, sizeof block);
    memcpy(&before, text + start - 1, sizeof before);
    const octets16 doubled = (octets16)(block == space) & (octets16)(before == space);
    if (places(doubled | (octets16)(block - tab < others)) != 0) return false;
    start += 16;
  }
  for (; start < size; start++) {
    if (is_space(text[start]) && (text[start] != ' ' || text[start - 1] == ' ')) return false;
  }
  return true;
}

size_t rebound_find_digit(const uint8_t *text, size_t text_size) {
  const octets16 zero = filled_with('0');
  const octets16 ten = filled_with(10);
  size_t start = 0;
  for (; start + 16 <= text_size; start += 16) {
    octets16 block;
    memcpy(&block, text + start, sizeof block);
    uint32_t bits = places((octets16)(block - zero < ten));
    if (bits != 0) return start + (size_t)__builtin_ctz(bits);
  }
  while (start < text_size && (text[start] < '0' || text[start] > '9')) start++;
  return start;
}

static const bool ends_token[256] = {
    [0 ... ' '] = true, [0x7F] = true, ['"'] = true, ['('] = true, [')'] = true,
    [','] = true,       ['/'] = true,  [';'] = true, ['='] = true,
};

size_t rebound_find_token_end(const uint8_t *text, size_t text_size) {
  size_t start = 0;
  while (start < text_size && !ends_token[text[start]]) start++;
  return start;
}

PART_OF_WIDE uint32_t hyphen_pairs(const uint8_t *text) {
  return both_in_32(text, '-', text + 1, '-', 0);
}

WIDE size_t rebound_find_hyphen_line(const uint8_t *text, size_t text_size, size_t start) {
  if (start == 0) {
    if (text_size >= 2 && text[0] == '-' && text[1] == '-') return 0;
    start = 1;
  }
  // Two hyphens stand together far less often than lines end: only where they do is more looked at.
  for (; start + 65 <= text_size; start += 64) {
    uint64_t bits = hyphen_pairs(text + start) | (uint64_t)hyphen_pairs(text + start + 32) << 32;
    for (; bits != 0; bits &= bits - 1) {
      const size_t at = start + (size_t)__builtin_ctzll(bits);
      if (text[at - 1] == '\n' || text[at - 1] == '\r') return at;
    }
  }
  for (; start + 33 <= text_size; start += 32) {
    for (uint32_t bits = hyphen_pairs(text + start); bits != 0; bits &= bits - 1) {
      const size_t at = start + (size_t)__builtin_ctz(bits);
      if (text[at - 1] == '\n' || text[at - 1] == '\r') return at;
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

void rebound_prefetch(const void *address) { __builtin_prefetch(address); }
