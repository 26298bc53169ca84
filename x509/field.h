/* x509/'s own: readers of fields that several of the lazily decoded extensions have. */
#ifndef PC_X509_FIELD_H
#define PC_X509_FIELD_H

#include "asn1/der.h"

/* Reads an INTEGER under the tag 'tag', its contents octets. Nothing moves on failure, here and below. */
enum pc_result pc_read_tagged_integer(struct pc_slice *in, uint8_t tag, struct pc_slice *out) PC_MUST_USE;

/* INTEGER (0..MAX), as far as it fits 63 bits: PC_ERR_X509_VALUE where it is negative. */
enum pc_result pc_read_count(struct pc_slice *in, uint8_t tag, int64_t *count) PC_MUST_USE;

/* The same where it is OPTIONAL: 'present' tells whether it stands; if not, 'count' is untouched. */
enum pc_result pc_optional_count(struct pc_slice *in, uint8_t tag, bool *present, int64_t *count) PC_MUST_USE;

/* The header of a list with SIZE (1..MAX): PC_ERR_X509_VALUE where it is empty. */
enum pc_result pc_read_list(struct pc_slice *in, uint8_t tag, struct pc_slice *list) PC_MUST_USE;

/*
 * Leaves the inner scope 'scope', which ended with 'code': where that is PC_OK, nothing may be left in it. On
 * failure 'in' moves to where 'scope' stands, so that the outer cursor shows the place of the error.
 */
enum pc_result pc_leave(struct pc_slice *in, const struct pc_slice *scope, enum pc_result code) PC_MUST_USE;

/* A check, as in x509/check.h: the contents octets of a SEQUENCE OF INTEGER. */
enum pc_result pc_integers_check(struct pc_slice *in) PC_MUST_USE;

#endif
