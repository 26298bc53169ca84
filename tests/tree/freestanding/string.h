/* All of <string.h> that the core may use, for compiling it without a C library. */
#ifndef PC_TESTS_STRING_H
#define PC_TESTS_STRING_H

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int octet, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);

#endif
