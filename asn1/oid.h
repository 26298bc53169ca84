/* OBJECT IDENTIFIER: X.690 8.19. Each function takes contents octets. */
#ifndef PC_ASN1_OID_H
#define PC_ASN1_OID_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Whether 'content' is an OBJECT IDENTIFIER: not empty, each subidentifier complete and in its shortest form
 * (X.690 8.19.2). Else PC_ERR_DER_OID.
 */
enum pc_result pc_oid_check(struct pc_slice content) PC_MUST_USE;

/*
 * Writes the dotted decimal text, for arcs of any size, into 'buf' of 'size' octets, without a terminating
 * NUL, and sets 'len'. The first subidentifier gives two arcs (X.690 8.19.4).
 *
 * Fails with PC_ERR_DER_OID, or PC_ERR_API_SPACE where 'size' is too small; 'len' is then untouched, 'buf' is not.
 */
enum pc_result pc_oid_to_dotted(struct pc_slice content, uint8_t *buf, size_t size, size_t *len) PC_MUST_USE;

/* So many octets hold the dotted text of any OBJECT IDENTIFIER of 'n' contents octets. */
#define PC_OID_DOTTED_MAX(n) (4 * (n) + 4)

/*@ predicate valid_oid(struct pc_slice s) =
        valid_slice(s) && s.len > 0 && s.data[s.len - 1] < 0x80 && s.data[0] != 0x80 &&
        (\forall integer i; 0 < i < s.len && s.data[i - 1] < 0x80 ==> s.data[i] != 0x80);

    predicate digits(uint8_t *p, integer n) = \forall integer i; 0 <= i < n ==> p[i] <= 99;
*/

#ifdef __cplusplus
}
#endif

#endif
