/* Looking up names, for no longer than one wants to wait. */
#ifndef PC_CLI_RESOLVE_H
#define PC_CLI_RESOLVE_H

#include <stdint.h>

struct addrinfo;

/*
 * The addresses for TCP of a host and a port, to be freed by freeaddrinfo. 0 or getaddrinfo's error; after
 * the deadline, by clock_now, EAI_SYSTEM and ETIMEDOUT.
 */
int resolve(const char *host, const char *port, int64_t deadline, struct addrinfo **out);

#endif
