#pragma once
#include <stddef.h>
#include <stdint.h>

// Two searches of the C library that its header shows only under _GNU_SOURCE, which Swift's import of the
// library does not define.
void *memmem(const void *haystack, size_t haystack_size, const void *needle, size_t needle_size);
void *memrchr(const void *octets, int octet, size_t size);

// Where `needle`, which is in lower case, first stands in `text`, ASCII letters compared without regard
// to case; NULL where it does not. Reads nothing outside of the two.
const uint8_t *_Nullable rebound_find_folded(const uint8_t *_Nonnull text, size_t text_size,
                                             const uint8_t *_Nonnull needle, size_t needle_size);

// Where the first LF or CR stands in `text`; `text_size` where there is none. Reads nothing outside of it.
size_t rebound_find_line_end(const uint8_t *_Nonnull text, size_t text_size);
