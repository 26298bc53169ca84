/* Files and memory, for a program that ends where it cannot have them. */
#ifndef PC_BENCH_FILE_H
#define PC_BENCH_FILE_H

#include <stddef.h>
#include <stdio.h>

/* realloc() that does not fail. */
void *allocate(void *block, size_t size);

/* The whole file, with a NUL behind it; its length. */
size_t read_file(const char *path, char **text);

FILE *open_file(const char *path, const char *mode);

#endif
