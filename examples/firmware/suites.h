/* Which cipher suites the client has: what is not named is not linked. One of suites_full.c and suites_small.c. */
#ifndef SUITES_H
#define SUITES_H

#include <bearssl.h>

/* In place of br_ssl_client_init_full, for one trust anchor. */
void suites_client(br_ssl_client_context *client, br_x509_minimal_context *minimal, const br_x509_trust_anchor *anchor);

#endif
