/* SEQUENCE OF INTEGER, as TLS features and notice numbers have it. */
#ifndef PC_X509_INTEGER_LIST_H
#define PC_X509_INTEGER_LIST_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Over INTEGERs. Lives with the caller; the field is pc_integer_next's own. */
struct pc_integer_iter {
        struct pc_slice rest;
};

/*
 * The next INTEGER's contents octets, for pc_integer_to_int64; PC_END past the last one. It cannot fail where
 * the reader of the extension has passed.
 */
enum pc_result pc_integer_next(struct pc_integer_iter *it, struct pc_slice *content) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
