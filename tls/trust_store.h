/* Trust anchors from files, each with its own DER kept. For hosts: it allocates and reads files. */
#ifndef PC_TLS_TRUST_STORE_H
#define PC_TLS_TRUST_STORE_H

#include "asn1/der.h"
#include "x509/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pc_trust_store;

/* An empty store. PC_ERR_TLS_MEMORY. */
enum pc_result pc_trust_store_new(struct pc_trust_store **out) PC_MUST_USE;

/* Frees the store, and with it the anchors' DER. NULL is fine. */
void pc_trust_store_free(struct pc_trust_store *store);

/*
 * Adds every certificate of a file in PEM (any number, with text around) or DER (one). A certificate that
 * does not parse is an error; so is a file without certificates. On failure nothing of the file has been
 * added, and 'diag' (which may be NULL) says what was wrong, 'entry' being the certificate's index in the
 * file. PC_ERR_TLS_FILE: errno says why.
 */
enum pc_result pc_trust_store_add_file(struct pc_trust_store *store, const char *path,
                                       struct pc_diag *diag) PC_MUST_USE;

/* Adds every regular file of a directory, as OpenSSL's capath holds them; other files are skipped. */
enum pc_result pc_trust_store_add_directory(struct pc_trust_store *store, const char *path) PC_MUST_USE;

/* Adds one certificate; the DER is copied. */
enum pc_result pc_trust_store_add_der(struct pc_trust_store *store, struct pc_slice der,
                                      struct pc_diag *diag) PC_MUST_USE;

/* How many anchors there are, duplicates counted once. */
size_t pc_trust_store_count(const struct pc_trust_store *store);

/* The DER of anchor 'i', i < count, in the order in which they were added; lives as long as the store. */
struct pc_slice pc_trust_store_anchor(const struct pc_trust_store *store, size_t i);

#ifdef __cplusplus
}
#endif

#endif
