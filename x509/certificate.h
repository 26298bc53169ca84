/*
 * Certificate: RFC 5280 4.1.
 *
 *     Certificate    ::= SEQUENCE { tbsCertificate TBSCertificate, signatureAlgorithm AlgorithmIdentifier,
 *                                   signatureValue BIT STRING }
 *     TBSCertificate ::= SEQUENCE {
 *          version         [0] EXPLICIT INTEGER DEFAULT v1,
 *          serialNumber    INTEGER,
 *          signature       AlgorithmIdentifier,
 *          issuer          Name,
 *          validity        SEQUENCE { notBefore Time, notAfter Time },
 *          subject         Name,
 *          subjectPublicKeyInfo SubjectPublicKeyInfo,
 *          issuerUniqueID  [1] IMPLICIT BIT STRING OPTIONAL,
 *          subjectUniqueID [2] IMPLICIT BIT STRING OPTIONAL,
 *          extensions      [3] EXPLICIT SEQUENCE OF Extension OPTIONAL }
 */
#ifndef PC_X509_CERTIFICATE_H
#define PC_X509_CERTIFICATE_H

#include "asn1/der.h"
#include "asn1/time.h"
#include "x509/diag.h"
#include "x509/extension.h"
#include "x509/irregular.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The largest certificate: what TLS can carry (RFC 8446 4.4.2). */
#define PC_CERTIFICATE_MAX 0xFFFFFFu

/*
 * A certificate that has been parsed: views into the DER that was given, which must outlive it. To be read
 * through the functions below and those of the other x509/ headers; the slices may be read directly.
 */
struct pc_certificate {
        struct pc_slice der;                 /* the whole certificate */
        struct pc_slice tbs;                 /* TBSCertificate with its header: what is signed */
        struct pc_slice serial;              /* contents octets of the INTEGER */
        struct pc_slice issuer;              /* contents octets of the Name */
        struct pc_slice validity;            /* contents octets */
        struct pc_slice subject;             /* contents octets of the Name */
        struct pc_slice spki;                /* SubjectPublicKeyInfo with its header */
        struct pc_slice signature_algorithm; /* contents octets of the outer AlgorithmIdentifier */
        struct pc_slice signature;           /* contents octets of the BIT STRING */
        struct pc_slice unique_ids;          /* the elements [1] and [2], where present */
        struct pc_slice extensions;          /* contents octets of the SEQUENCE OF, where present */
        int64_t version;                     /* as Python shows it: 1 for v1, 3 for v3 */
        uint32_t irregularities;             /* bits PC_IRREGULAR(...) */
        struct pc_extension_index index;     /* the known extensions' states */
};

/*@ predicate valid_index(struct pc_certificate *c) =
        \forall integer k; 0 <= k < PC_EXTENSION_CHECKED && c->index.slot[k].code == PC_OK ==>
                c->index.slot[k].offset + c->index.slot[k].len <= c->der.len;

    // Nothing has been checked yet.
    predicate new_index(struct pc_certificate *c) =
        \forall integer k; 0 <= k < PC_EXTENSION_CHECKED ==> c->index.slot[k].code == PC_OK;

    predicate valid_certificate(struct pc_certificate *c) =
        \valid_read(c) && valid_slice(c->der) && valid_slice(c->tbs) && valid_slice(c->serial) &&
        valid_slice(c->issuer) && valid_slice(c->validity) && valid_slice(c->subject) &&
        part_of(c->der, c->spki) && c->der.len <= PC_CERTIFICATE_MAX &&
        valid_slice(c->signature_algorithm) && valid_slice(c->signature) && valid_slice(c->unique_ids) &&
        valid_slice(c->extensions) && (c->extensions.len == 0 || part_of(c->der, c->extensions)) && valid_index(c);
*/

/*
 * Parses one certificate and checks all of its skeleton and of the extensions that getpeercert() or a
 * verifier reads; whatever passes can be iterated without failing.
 *
 * Refuses, with code, offset and field in 'diag' (which may be NULL): what is not DER framing, what RFC
 * 5280's structure does not allow, octets after the certificate. 'out' is empty then: all zero. Accepts, and
 * notes in 'irregularities', what x509/irregular.h lists. Checks no signature, no name, no date.
 */
enum pc_result pc_certificate_parse(struct pc_certificate *out, struct pc_slice der,
                                    struct pc_diag *diag) PC_MUST_USE;

/*
 * The two times. PC_ERR_DER_TIME where the field holds no time (the certificate has PC_IRREGULAR_TIME then,
 * and getpeercert() shows "Bad time value").
 */
enum pc_result pc_not_before(const struct pc_certificate *cert, struct pc_time *out) PC_MUST_USE;
enum pc_result pc_not_after(const struct pc_certificate *cert, struct pc_time *out) PC_MUST_USE;

/* AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL } */
struct pc_algorithm {
        struct pc_slice oid;        /* contents octets */
        struct pc_slice parameters; /* the element with its header, empty where absent */
};

/* The algorithm of the signature (the outer one). */
struct pc_algorithm pc_signature_algorithm(const struct pc_certificate *cert);

#ifdef __cplusplus
}
#endif

#endif
