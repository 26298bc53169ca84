/*
 * Which cipher suites there are: what is not named is not linked. One of suites_full.c and suites_small.c, for TLS 1.2.
 *
 * A Cortex-M3 multiplies to 64 bits in a time that depends on the numbers, which may tell a key to who listens. So all is
 * chosen that multiplies to 32 bits: i15, ctmul32. It is smaller, too.
 */
#ifndef SUITES_H
#define SUITES_H

#include <bearssl.h>

/* In place of br_ssl_client_init_full, behind br_x509_minimal_init. */
void suites_client(br_ssl_client_context *client, br_x509_minimal_context *minimal);

/* In place of br_ssl_server_init_full_rsa and its like; the key is set behind it. */
void suites_server(br_ssl_server_context *server, br_x509_minimal_context *minimal);

/* For the two: verification by RSA and by ECDSA over P-256, P-384 and P-521; a hash function, for both. */
void suites_set_verification(br_ssl_engine_context *engine, br_x509_minimal_context *minimal);
void suites_set_hash(br_ssl_engine_context *engine, br_x509_minimal_context *minimal, int id, const br_hash_class *hash);

#endif
