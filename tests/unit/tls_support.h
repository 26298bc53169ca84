/* The certificates of tests/unit/tls/. */
#ifndef PC_TESTS_UNIT_TLS_SUPPORT_H
#define PC_TESTS_UNIT_TLS_SUPPORT_H

#include "support.h"

#include "tls/backend.h"

/* 2030-01-01, within the validity of those that are called valid. */
#define NOW INT64_C(1893456000)

/* The path of a file under tests/unit/tls/; valid until the next call. */
const char *tls_path(const char *name);

/* The DER of tests/unit/tls/<name>.pem, read once. */
struct pc_slice tls_certificate(const char *name);

/* The contents of the first PEM block of a file, "leaf.key". */
struct pc_slice tls_pem(const char *file);

/* Holds the backend's hash functions, without a connection, to FIPS 180-4's examples for "abc", and RFC
 * 1321's. */
void tls_expect_digests(const struct pc_backend *backend);

#endif
