/* The certificates of a file that has been read: PEM, any number with text around, or DER, one. For hosts. */
#ifndef PC_TLS_CERTIFICATE_FILE_H
#define PC_TLS_CERTIFICATE_FILE_H

#include "asn1/der.h"
#include "x509/diag.h"
#include "x509/pem.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Calls 'each' for every certificate in turn, until it fails. PEM is decoded where it stands, in 'octets',
 * which must be writable; other blocks are left alone. The views live as long as the octets.
 *
 * 'each''s result; the PEM reader's; PC_ERR_TLS_NO_CERTIFICATE where there is none. On failure 'diag' (which
 * may be NULL) says what was wrong, 'entry' being the certificate's index.
 */
enum pc_result pc_certificate_file_each(struct pc_slice octets,
                                        enum pc_result (*each)(void *ctx, struct pc_slice der,
                                                               struct pc_diag *diag),
                                        void *ctx, struct pc_diag *diag) PC_MUST_USE;

/* Whether a file is DER, and not text. */
bool pc_certificate_file_is_der(struct pc_slice octets);

/* Whether the block has this label. */
bool pc_pem_block_is(const struct pc_pem_block *block, const char *label);

/* Decodes a block of octets that are writable where it stands. As pc_pem_decode. */
enum pc_result pc_pem_decode_in_place(struct pc_slice body, struct pc_slice *der, size_t *at) PC_MUST_USE;

/* Fills 'diag', which may be NULL, and gives 'code'. */
enum pc_result pc_certificate_file_refuse(enum pc_result code, size_t offset, size_t entry,
                                          struct pc_diag *diag) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
