/*
 * Name constraints: RFC 5280 4.2.1.10.
 *
 *     NameConstraints ::= SEQUENCE { permittedSubtrees [0] GeneralSubtrees OPTIONAL,
 *                                    excludedSubtrees  [1] GeneralSubtrees OPTIONAL }
 *     GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
 *     GeneralSubtree  ::= SEQUENCE { base GeneralName, minimum [0] BaseDistance DEFAULT 0,
 *                                    maximum [1] BaseDistance OPTIONAL }
 *     BaseDistance    ::= INTEGER (0..MAX)
 */
#ifndef PC_X509_NAME_CONSTRAINTS_H
#define PC_X509_NAME_CONSTRAINTS_H

#include "x509/certificate.h"
#include "x509/general_name.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One GeneralSubtree: the names below 'base'. */
struct pc_subtree {
        struct pc_general_name base; /* an iPAddress is an address followed by a mask */
        bool has_maximum;            /* whether 'maximum' is present */
        int64_t minimum;             /* 0 where absent; an explicit 0 is taken, too */
        int64_t maximum;             /* 0 where absent */
};

/* Over the subtrees. Lives with the caller; the field is pc_subtree_next's own. */
struct pc_subtree_iter {
        struct pc_slice rest;
};

/* The next subtree, PC_END past the last one. It cannot fail where the reader has passed. */
enum pc_result pc_subtree_next(struct pc_subtree_iter *it, struct pc_subtree *out) PC_MUST_USE;

/* What names a CA's certificates may have, and may not. */
struct pc_name_constraints {
        bool has_permitted, has_excluded;           /* which of the two lists are present */
        struct pc_subtree_iter permitted, excluded; /* empty where absent */
};

/*
 * The name constraints, as they stand: nothing is held to them here.
 *
 * PC_NONE where the extension is absent, PC_ERR_X509_DUPLICATE where it is repeated, and the decoder's code
 * where it is malformed: PC_ERR_X509_VALUE for an empty list of subtrees and a negative distance,
 * PC_ERR_DER_RANGE for a distance of more than 63 bits. 'out' is untouched then. Not checked: that an address
 * has its mask.
 */
enum pc_result pc_name_constraints(const struct pc_certificate *cert,
                                   struct pc_name_constraints *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
