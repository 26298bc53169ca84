/* This end's own certificate and its key, from files. For hosts: it allocates and reads files. */
#ifndef PC_TLS_CREDENTIALS_H
#define PC_TLS_CREDENTIALS_H

#include "asn1/der.h"
#include "x509/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pc_credentials;

/*
 * Reads the certificate and the rest of its chain, leaf first, from a PEM file (or one certificate in DER),
 * and its private key from another, or the same (NULL): PEM or DER, in PKCS #8, PKCS #1 or SEC 1 form, not
 * encrypted.
 *
 * PC_ERR_TLS_FILE: see errno; else 'diag' (which may be NULL) says which certificate is at fault.
 * PC_ERR_TLS_CONFIG: there is no certificate, no key, or an encrypted one. Whether they belong together, the
 * backend finds out.
 */
enum pc_result pc_credentials_load(struct pc_credentials **out, const char *certificates, const char *key,
                                   struct pc_diag *diag) PC_MUST_USE;

/* Wipes the key. NULL is fine. */
void pc_credentials_free(struct pc_credentials *credentials);

/* How many certificates the chain has. */
size_t pc_credentials_count(const struct pc_credentials *credentials);

/* The DER of certificate 'i', i < count, leaf first; lives as long as the credentials. */
struct pc_slice pc_credentials_certificate(const struct pc_credentials *credentials, size_t i);

/* The key's DER, in the form in which it stood in the file. */
struct pc_slice pc_credentials_key(const struct pc_credentials *credentials);

#ifdef __cplusplus
}
#endif

#endif
