/*
 * Name: RFC 5280 4.1.2.4.
 *
 *     Name                      ::= RDNSequence
 *     RDNSequence               ::= SEQUENCE OF RelativeDistinguishedName
 *     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
 *     AttributeTypeAndValue     ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY }
 */
#ifndef PC_X509_NAME_H
#define PC_X509_NAME_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One AttributeTypeAndValue. */
struct pc_attribute {
        struct pc_slice type;    /* contents octets of the OBJECT IDENTIFIER; its name: pc_oid_name */
        struct pc_element value; /* a string type (pc_string_next gives UTF-8), a BIT STRING, or neither */
        size_t rdn;              /* which RDN it belongs to, counted from 0; empty RDNs count */
};

/* Lives with the caller; the fields are pc_name_next's own. */
struct pc_name_iter {
        struct pc_slice rdns;
        struct pc_slice attributes;
        size_t rdn;
};

/*@ predicate valid_name_iter(struct pc_name_iter it) =
        valid_slice(it.rdns) && valid_slice(it.attributes) && (it.attributes.len > 0 ==> it.rdn > 0) &&
        it.rdn + it.rdns.len <= 0xFFFFFFFFFFFFFFFF;
*/

/* Starts over the contents octets of a Name that the certificate's parser has passed. */
struct pc_name_iter pc_name_attributes(struct pc_slice name);

/* The next attribute in encoded order, PC_END past the last one. It cannot fail for a parsed certificate. */
enum pc_result pc_name_next(struct pc_name_iter *it, struct pc_attribute *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
