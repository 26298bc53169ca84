/*
 * Extension: RFC 5280 4.1.2.9 and 4.2.
 *
 *     Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET
 * STRING }
 */
#ifndef PC_X509_EXTENSION_H
#define PC_X509_EXTENSION_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pc_certificate;

/* The extensions that are known. Those before PC_EXTENSION_CHECKED are checked as the certificate is parsed.
 */
enum pc_extension_kind {
        PC_EXTENSION_SUBJECT_ALT_NAME,        /* RFC 5280 4.2.1.6 */
        PC_EXTENSION_AUTHORITY_INFO_ACCESS,   /* RFC 5280 4.2.2.1 */
        PC_EXTENSION_CRL_DISTRIBUTION_POINTS, /* RFC 5280 4.2.1.13 */
        PC_EXTENSION_BASIC_CONSTRAINTS,       /* RFC 5280 4.2.1.9 */
        PC_EXTENSION_KEY_USAGE,               /* RFC 5280 4.2.1.3 */
        PC_EXTENSION_EXTENDED_KEY_USAGE,      /* RFC 5280 4.2.1.12 */
        PC_EXTENSION_CHECKED,                 /* no kind: how many are checked as the certificate is parsed */
        PC_EXTENSION_SUBJECT_KEY_IDENTIFIER = PC_EXTENSION_CHECKED, /* RFC 5280 4.2.1.2 */
        PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER,                      /* RFC 5280 4.2.1.1 */
        PC_EXTENSION_CERTIFICATE_POLICIES,                          /* RFC 5280 4.2.1.4 */
        PC_EXTENSION_POLICY_MAPPINGS,                               /* RFC 5280 4.2.1.5 */
        PC_EXTENSION_ISSUER_ALT_NAME,                               /* RFC 5280 4.2.1.7 */
        PC_EXTENSION_NAME_CONSTRAINTS,                              /* RFC 5280 4.2.1.10 */
        PC_EXTENSION_POLICY_CONSTRAINTS,                            /* RFC 5280 4.2.1.11 */
        PC_EXTENSION_INHIBIT_ANY_POLICY,                            /* RFC 5280 4.2.1.14 */
        PC_EXTENSION_FRESHEST_CRL,                                  /* RFC 5280 4.2.1.15 */
        PC_EXTENSION_SUBJECT_INFO_ACCESS,                           /* RFC 5280 4.2.2.2 */
        PC_EXTENSION_SCT_LIST,                                      /* RFC 6962 3.3 */
        PC_EXTENSION_TLS_FEATURE,                                   /* RFC 7633 */
        PC_EXTENSION_KINDS,                                         /* no kind: how many there are */
        PC_EXTENSION_UNKNOWN = PC_EXTENSION_KINDS                   /* any other */
};

/* One extension as it stands in the certificate. */
struct pc_extension {
        enum pc_extension_kind kind; /* PC_EXTENSION_UNKNOWN for the rest */
        bool critical;               /* who does not know it must refuse the certificate */
        struct pc_slice oid;         /* contents octets */
        struct pc_slice value;       /* contents octets of extnValue, not looked into */
};

/*@ // As it was found in 'whole'.
    predicate valid_extension(struct pc_extension e, struct pc_slice whole) =
        e.kind <= PC_EXTENSION_UNKNOWN && part_of(whole, e.oid) && part_of(whole, e.value);
*/

/* Over all extensions. Lives with the caller; the field is pc_extension_next's own. */
struct pc_extension_iter {
        struct pc_slice rest;
};

/* All extensions, known or not, in encoded order, repeated ones as often as they stand. Cannot fail. */
struct pc_extension_iter pc_extensions(const struct pc_certificate *cert);
enum pc_result pc_extension_next(struct pc_extension_iter *it, struct pc_extension *out) PC_MUST_USE;

struct pc_diag;

/* How it stands with one of the known extensions. */
enum pc_extension_state {
        PC_EXTENSION_ABSENT,    /* it is not there */
        PC_EXTENSION_OK,        /* it is there once, and can be decoded */
        PC_EXTENSION_MALFORMED, /* it cannot be decoded */
        PC_EXTENSION_DUPLICATE  /* it stands more than once */
};

/*
 * How it stands with one known extension. Kinds that are not checked in parsing are checked now, which takes
 * time linear in the extensions' size. For MALFORMED, 'diag' (which may be NULL) says what and where.
 */
enum pc_extension_state pc_extension_state(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                           struct pc_diag *diag);

/*
 * The one extension of its kind: PC_OK, PC_NONE where absent, PC_ERR_X509_DUPLICATE where it stands more than
 * once. Its value may be malformed.
 */
enum pc_result pc_extension_find(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                 struct pc_extension *out) PC_MUST_USE;

/*
 * The whole value of an extension that parsing has checked, kind < PC_EXTENSION_CHECKED: PC_OK, PC_NONE where
 * absent, PC_ERR_X509_DUPLICATE, or the code that says why it is malformed. Octets may follow what the three
 * extensions of getpeercert() hold (PC_IRREGULAR_EXTENSION_TRAILING); they are to be ignored.
 */
enum pc_result pc_extension_value(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                  struct pc_slice *value) PC_MUST_USE;

/* The name in RFC 5280's spelling: "subjectAltName"; "extnValue" for PC_EXTENSION_UNKNOWN. Static. */
const char *pc_extension_name(enum pc_extension_kind kind);

/* What parsing remembers of the known extensions. Its fields are x509/'s own. */
struct pc_extension_slot {
        uint32_t offset; /* of extnValue's contents in the certificate; where malformed: of the error */
        uint32_t len;
        enum pc_result code;
};

/* The same of all of them. Its fields are x509/'s own. */
struct pc_extension_index {
        uint32_t seen;     /* bit: kind */
        uint32_t repeated; /* bit: kind */
        struct pc_extension_slot slot[PC_EXTENSION_CHECKED];
};

#ifdef __cplusplus
}
#endif

#endif
