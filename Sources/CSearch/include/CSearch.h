#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Two searches of the C library that its header shows only under _GNU_SOURCE, which Swift's import of the
// library does not define.
void *_Nullable memmem(const void *_Nonnull haystack, size_t haystack_size,
                       const void *_Nonnull needle, size_t needle_size);
void *_Nullable memrchr(const void *_Nonnull octets, int octet, size_t size);

// Where `needle` first stands in `text`; NULL where it does not. For needles that are written in the program: the
// time grows with the product of both sizes where a needle repeats itself, so that a needle that comes from a
// message is for memmem. Reads nothing outside of the two.
const uint8_t *_Nullable rebound_find(const uint8_t *_Nonnull text, size_t text_size,
                                      const uint8_t *_Nonnull needle, size_t needle_size);

// The same for a needle in lower case, ASCII letters compared without regard to case.
const uint8_t *_Nullable rebound_find_folded(const uint8_t *_Nonnull text, size_t text_size,
                                             const uint8_t *_Nonnull needle, size_t needle_size);

// Whether the text is `lower`, which is in lower case and of the same size, ASCII letters compared without regard to
// case.
bool rebound_equals_folded(const uint8_t *_Nonnull text, const uint8_t *_Nonnull lower, size_t size);

// Whether all octets are ASCII, none of them a capital letter.
bool rebound_is_lower_case(const uint8_t *_Nonnull text, size_t size);

// Whether all white space is single spaces between other octets: no tab, line end, vertical tab or form feed.
bool rebound_is_space_folded(const uint8_t *_Nonnull text, size_t size);

// Where the first digit stands in `text`; `text_size` where there is none. Reads nothing outside of it.
size_t rebound_find_digit(const uint8_t *_Nonnull text, size_t text_size);

// Where the first LF or CR stands in `text`; `text_size` where there is none. Reads nothing outside of it.
size_t rebound_find_line_end(const uint8_t *_Nonnull text, size_t text_size);

// Where the first octet stands that is one of four; `text_size` where there is none. Reads nothing outside of it.
size_t rebound_find_any(const uint8_t *_Nonnull text, size_t text_size, uint8_t a, uint8_t b,
                        uint8_t c, uint8_t d);

// Where the first octet stands that no name of a header field has: a colon, or anything outside of 0x21 to 0x7E;
// `text_size` where there is none. Reads nothing outside of it.
size_t rebound_find_name_end(const uint8_t *_Nonnull text, size_t text_size);

// Where the first octet stands that ends a token of a MIME field: white space, a control character, or one of (),/;=
// and the quotation mark; `text_size` where there is none. Reads nothing outside of it.
size_t rebound_find_token_end(const uint8_t *_Nonnull text, size_t text_size);

// Where the first line at or behind `start` that begins with two hyphens starts, after LF, CR or the start of the
// text; `text_size` where there is none. Reads nothing outside of it.
size_t rebound_find_hyphen_line(const uint8_t *_Nonnull text, size_t text_size, size_t start);

// Not a search: begins to fetch memory that will be read soon. Any address may be given.
void rebound_prefetch(const void *_Nullable address);
