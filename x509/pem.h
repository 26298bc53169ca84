/*
 * Textual encoding: RFC 7468, read leniently: text may stand around the blocks, lines may have any length and end in
 * LF, CR LF or CR.
 */
#ifndef PC_X509_PEM_H
#define PC_X509_PEM_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One "-----BEGIN label-----" ... "-----END label-----": views into the text. */
struct pc_pem_block {
        struct pc_slice label; /* "CERTIFICATE" */
        struct pc_slice body;  /* what stands between the two lines: base64, maybe headers (RFC 1421) */
        size_t offset;         /* of the BEGIN line, counted from where the cursor stood */
};

/*
 * Takes the next block off 'text'. PC_END, with the cursor at the end, where no further BEGIN line stands.
 * PC_ERR_PEM_END where no END line of the same label follows before the next BEGIN line or the end of the
 * text: 'out' has its label and offset, and the cursor stands behind the BEGIN line, so that the caller may go on.
 */
enum pc_result pc_pem_next(struct pc_slice *text, struct pc_pem_block *out) PC_MUST_USE;

/*
 * Decodes base64 (RFC 4648 4, white space ignored, padding required) into 'buf' of 'size' octets; 'buf' may
 * be where 'body' is, so that text is decoded in place. 'der' becomes a view into 'buf'.
 *
 * PC_ERR_PEM_BASE64, with the offending octet's index in 'at' (which may be NULL), or PC_ERR_PEM_SIZE. On failure
 * 'der' is untouched, 'buf' is not.
 */
enum pc_result pc_pem_decode(struct pc_slice body, uint8_t *buf, size_t size, struct pc_slice *der,
                             size_t *at) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
