/* Randomness that runs dry. What asks a TLS library's source for it stands in tls_entropy_BACKEND.c. */
#ifndef PC_TESTS_UNIT_TLS_ENTROPY_H
#define PC_TESTS_UNIT_TLS_ENTROPY_H

#include <stdbool.h>
#include <stddef.h>

/* Puts itself in place of the library's source, for the rest of the program. */
void entropy_start(void);

/* Takes some; false: there is none left. */
bool entropy_take(void);

/* Octets for tests, which anybody can guess. */
void entropy_fill(unsigned char *octets, size_t len);

#endif
