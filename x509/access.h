/*
 * Authority and subject information access: RFC 5280 4.2.2.
 *
 *     AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
 *     AccessDescription         ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
 */
#ifndef PC_X509_ACCESS_H
#define PC_X509_ACCESS_H

#include "x509/general_name.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One AccessDescription: what can be had, and where. */
struct pc_access {
        struct pc_slice method; /* contents octets of the OBJECT IDENTIFIER */
        struct pc_general_name location; /* mostly a URI */
};

/* Over the descriptions. Lives with the caller; the field is pc_access_next's own. */
struct pc_access_iter {
        struct pc_slice rest;
};

/* The next access description, PC_END past the last one. It cannot fail for an extension whose state is ok. */
enum pc_result pc_access_next(struct pc_access_iter *it, struct pc_access *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
