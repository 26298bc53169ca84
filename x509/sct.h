/*
 * Signed certificate timestamps inside a certificate: RFC 6962 3.2 and 3.3. An OCTET STRING that holds,
 * encoded as TLS does it (RFC 5246 4):
 *
 *     struct { SerializedSCT sct_list <1..2^16-1>; } SignedCertificateTimestampList;
 *     opaque SerializedSCT<1..2^16-1>;
 *     struct { Version sct_version; LogID id; uint64 timestamp; opaque extensions<0..2^16-1>;
 *              digitally-signed } SignedCertificateTimestamp;                 for sct_version v1(0)
 */
#ifndef PC_X509_SCT_H
#define PC_X509_SCT_H

#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PC_SCT_V1     0  /* the version of RFC 6962 */
#define PC_SCT_LOG_ID 32 /* octets: the SHA-256 of the log's public key */

/* One signed certificate timestamp. */
struct pc_sct {
        struct pc_slice serialized; /* all of it */
        uint8_t version;        /* PC_SCT_V1, or one whose contents are unknown: what follows is empty then */
        uint8_t hash_algorithm; /* RFC 5246 7.4.1.4.1: 4 is SHA-256 */
        uint8_t signature_algorithm; /* 1 is RSA, 3 is ECDSA */
        struct pc_slice log_id;      /* PC_SCT_LOG_ID octets */
        uint64_t timestamp;          /* milliseconds since 1970 */
        struct pc_slice extensions;  /* CtExtensions, of which none are defined */
        struct pc_slice signature;   /* of the log, not checked */
};

/* Over the SCTs. Lives with the caller; the field is pc_sct_next's own. */
struct pc_sct_iter {
        struct pc_slice rest;
};

/*
 * The SCTs that the certificate carries, of versions known or not.
 *
 * PC_NONE where the extension is absent, PC_ERR_X509_DUPLICATE where it is repeated, and where it is
 * malformed the decoder's code: PC_ERR_DER_TRUNCATED and PC_ERR_DER_EXTRA stand for the TLS encoding's
 * lengths, too, and PC_ERR_X509_VALUE for an empty list or SCT. 'out' is untouched then. No signature is
 * checked.
 */
enum pc_result pc_sct_list(const struct pc_certificate *cert, struct pc_sct_iter *out) PC_MUST_USE;

/* The next SCT, PC_END past the last one. It cannot fail where the reader has passed. */
enum pc_result pc_sct_next(struct pc_sct_iter *it, struct pc_sct *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
