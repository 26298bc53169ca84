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
 * PC_OID_DOTTED_MAX(n) octets hold the text of any OBJECT IDENTIFIER of n contents octets.
 */
enum pc_result pc_oid_to_dotted(struct pc_slice content, uint8_t *buf, size_t size, size_t *len) PC_MUST_USE;

#define PC_OID_DOTTED_MAX(n) (4 * (n) + 4)

/*
 * The same text in pieces, for a sink, in bounded memory: arcs of up to PC_OID_ARC_MAX octets. Lives with
 * the caller; the fields are the functions' own.
 */
#define PC_OID_ARC_MAX 586
#define PC_OID_PIECE 24

struct pc_oid_text {
        struct pc_slice rest;
        bool first;
        uint8_t piece[PC_OID_PIECE];
        size_t pending;                            /* base-100 digits of 'arc' not given yet */
        uint8_t arc[PC_OID_ARC_MAX * 19 / 18];     /* base-100 digits of a long arc, least first */
};

/*@ predicate valid_oid(struct pc_slice s) =
        valid_slice(s) && s.len > 0 && s.data[s.len - 1] < 0x80 && s.data[0] != 0x80 &&
        (\forall integer i; 0 < i < s.len && s.data[i - 1] < 0x80 ==> s.data[i] != 0x80);

    predicate digits(uint8_t *p, integer n) = \forall integer i; 0 <= i < n ==> p[i] <= 99;

    predicate valid_oid_text(struct pc_oid_text *it) =
        valid_slice(it->rest) && it->pending <= sizeof(it->arc) && digits(&it->arc[0], it->pending) &&
        (it->rest.len > 0 ==> \separated(it, it->rest.data + (0 .. it->rest.len - 1)));
*/

/* Starts over 'content', which must have passed pc_oid_check. */
void pc_oid_text_init(struct pc_oid_text *it, struct pc_slice content);

/*
 * Gives the next piece, a view into 'it' that is valid until the next call; PC_END past the last one;
 * PC_ERR_DER_RANGE for an arc of more than PC_OID_ARC_MAX octets.
 */
enum pc_result pc_oid_text_next(struct pc_oid_text *it, struct pc_slice *piece) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
