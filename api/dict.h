/*
 * The dict that Python's getpeercert() returns: iterators over its lists, a check that it can be shown, and a
 * visitor over all of it in CPython's key order.
 */
#ifndef PC_API_DICT_H
#define PC_API_DICT_H

#include "api/text.h"
#include "x509/certificate.h"
#include "x509/general_name.h"
#include "x509/name.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The keys, in the order in which the dict has them, and how many there are. */
enum pc_key {
        PC_KEY_SUBJECT,
        PC_KEY_ISSUER,
        PC_KEY_VERSION,
        PC_KEY_SERIAL_NUMBER,
        PC_KEY_NOT_BEFORE,
        PC_KEY_NOT_AFTER,
        PC_KEY_SUBJECT_ALT_NAME,
        PC_KEY_OCSP,
        PC_KEY_CA_ISSUERS,
        PC_KEY_CRL_DISTRIBUTION_POINTS,
        PC_KEY_COUNT
};

/* "subject", "issuer", ... as Python spells them. Static. */
const char *pc_key_name(enum pc_key key);

/* Iterators for a parsed certificate: none of them can fail, and a key that the dict lacks gives none. */

/* The subject's attributes, in encoded order; pc_name_next goes on. */
struct pc_name_iter pc_subject(const struct pc_certificate *cert);

/* The issuer's, likewise. */
struct pc_name_iter pc_issuer(const struct pc_certificate *cert);

/* The attribute's type as text: OpenSSL's long name ("commonName"), or dotted decimal. */
struct pc_text pc_attribute_name(const struct pc_attribute *attribute);

/*
 * The attribute's value as text. PC_NONE for a BIT STRING, which Python shows as octets, and
 * PC_ERR_X509_ATTRIBUTE_TYPE for a type that has no text.
 */
enum pc_result pc_attribute_text(const struct pc_attribute *attribute, struct pc_text *out) PC_MUST_USE;

/* subjectAltName, in encoded order; pc_general_name_next goes on. */
struct pc_general_name_iter pc_subject_alt_names(const struct pc_certificate *cert);

/* "DNS", "IP Address", ... as in the first item of Python's pairs. Static. */
const char *pc_general_name_label(enum pc_general_name_type type);

/*
 * The second item of the pair as text. PC_NONE for a directoryName, whose item is a Name
 * (pc_name_attributes). For text that is no UTF-8, where Python raises: PC_ERR_API_UTF8_START, _CONTINUATION
 * or _END.
 */
enum pc_result pc_general_name_text(const struct pc_general_name *name, struct pc_text *out) PC_MUST_USE;

/* Over URIs of authorityInfoAccess and cRLDistributionPoints. Lives with the caller; the fields are
 * pc_uri_next's own. */
struct pc_uri_iter {
        enum pc_key key;
        struct pc_slice outer;
        struct pc_slice names;
};

/* The URIs of the keys 'OCSP', 'caIssuers' and 'crlDistributionPoints'; pc_uri_next goes on. */
struct pc_uri_iter pc_ocsp(const struct pc_certificate *cert);
struct pc_uri_iter pc_ca_issuers(const struct pc_certificate *cert);
struct pc_uri_iter pc_crl_distribution_points(const struct pc_certificate *cert);

/* The next URI's octets, a view; PC_END past the last one. */
enum pc_result pc_uri_next(struct pc_uri_iter *it, struct pc_slice *uri) PC_MUST_USE;

/*
 * Whether Python would return a dict for this certificate rather than raise. PC_OK, or the first failure in
 * Python's order, with 'diag' (may be NULL) saying at which key, entry and octet:
 *
 *     PC_ERR_X509_ATTRIBUTE_TYPE   SSLError: an attribute value without text
 *     PC_ERR_X509_OID_SIZE         SystemError for an attribute type, SSLError for a registeredID
 *     PC_ERR_API_UTF8_START, _CONTINUATION, _END
 *                                  UnicodeDecodeError at 'position', of 'length' octets, in the entry's text
 *
 * 'entry' counts attributes (over all RDNs), general names, or URIs of that key, from 0.
 */
enum pc_result pc_dict_check(const struct pc_certificate *cert, struct pc_diag *diag) PC_MUST_USE;

/* What a visitor is told. */
enum pc_event_type {
        PC_EVENT_LIST,               /* 'key', a tuple, begins; its items follow */
        PC_EVENT_ATTRIBUTE,          /* 'attribute' of subject, of issuer, or of the directoryName begun */
        PC_EVENT_GENERAL_NAME,       /* 'name', one of subjectAltName that is no directoryName */
        PC_EVENT_DIRECTORY_NAME,     /* 'name', a directoryName, begins; its attributes follow */
        PC_EVENT_DIRECTORY_NAME_END, /* no further attribute */
        PC_EVENT_URI,                /* 'text', one of OCSP, caIssuers or crlDistributionPoints */
        PC_EVENT_LIST_END,           /* no further item of 'key' */
        PC_EVENT_TEXT,               /* 'key' is 'text' */
        PC_EVENT_INTEGER             /* 'key' is 'integer' */
};

/*
 * One event: 'type' says which member of the union holds.
 *
 * Attributes are in one RDN where their 'rdn' is the same; an RDN without attributes is none of Python's, and
 * shows in a gap of the count only. Texts: pc_attribute_name, pc_attribute_text, pc_general_name_label,
 * pc_general_name_text.
 */
struct pc_event {
        enum pc_event_type type;
        enum pc_key key; /* the key that the event belongs to */
        union {
                struct pc_attribute attribute; /* PC_EVENT_ATTRIBUTE */
                struct pc_general_name name;   /* PC_EVENT_GENERAL_NAME, PC_EVENT_DIRECTORY_NAME */
                struct pc_text text;           /* PC_EVENT_URI, PC_EVENT_TEXT */
                int64_t integer;               /* PC_EVENT_INTEGER */
        } as;                                  /* what the type says */
};

/* Gets each event in turn, valid during the call only; anything but 0 stops the visit. */
typedef int pc_visit(void *ctx, const struct pc_event *event);

/*
 * Visits the whole dict. Runs pc_dict_check first, so that nothing is visited where Python would raise; then
 * PC_ERR_API_SINK where 'visit' stopped.
 */
enum pc_result pc_dict_visit(const struct pc_certificate *cert, pc_visit *visit, void *ctx) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
