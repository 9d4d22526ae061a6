#pragma once
#include <stddef.h>

// Two searches of the C library that its header shows only under _GNU_SOURCE, which Swift's import of the
// library does not define.
void *memmem(const void *haystack, size_t haystack_size, const void *needle, size_t needle_size);
void *memrchr(const void *octets, int octet, size_t size);
