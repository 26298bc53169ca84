/*
 * x509/'s own: a certificate's parse under way.
 */
#ifndef PC_X509_PARSE_H
#define PC_X509_PARSE_H

#include "x509/certificate.h"
#include "x509/check.h"
#include "x509/shape.h"

/* Where it is, in which field, and what it has found. */
struct pc_parse {
        struct pc_check check;
        enum pc_field field;
        struct pc_certificate *cert;
};

/*@ predicate valid_parse(struct pc_parse *p) =
        \valid(p) && \valid(p->cert) && \separated(p, p->cert) && valid_slice(p->check.at);

    // The extensions that are still to come can be kept.
    predicate indexing(struct pc_parse *p) =
        part_of(p->cert->der, p->check.at) && p->cert->der.len <= PC_CERTIFICATE_MAX &&
        valid_index(p->cert) && new_index(p->cert);

    // What valid_index() is about, as it was.
    predicate same_offsets{A, B}(struct pc_certificate *c) =
        \forall integer k; 0 <= k < PC_EXTENSION_CHECKED ==>
                \at(c->index.slot[k].offset, A) == \at(c->index.slot[k].offset, B);
    predicate same_sizes{A, B}(struct pc_certificate *c) =
        \at(c->der.len, A) == \at(c->der.len, B) &&
        (\forall integer k; 0 <= k < PC_EXTENSION_CHECKED ==>
                \at(c->index.slot[k].len, A) == \at(c->index.slot[k].len, B));

    // 'end' is where an element of 'before' ends, and 'behind' octets follow.
    predicate left(struct pc_slice before, struct pc_slice end, integer behind) =
        0 <= behind < before.len && end.data == before.data + (before.len - behind);

    // What a TBSCertificate always has, found in 'whole'. Of values: provers try one of pointers on all memories.
    predicate found_in(struct pc_slice whole, struct pc_slice serial, struct pc_slice algorithm,
                       struct pc_slice issuer, struct pc_slice validity, struct pc_slice subject,
                       struct pc_slice spki, struct pc_slice unique_ids) =
        part_of(whole, serial) && part_of(whole, algorithm) && part_of(whole, issuer) && part_of(whole, validity) &&
        part_of(whole, subject) && part_of(whole, spki) && part_of(whole, unique_ids);
*/

/*@ requires \valid(p) && irregularity < 32;
    assigns p->check.irregular;
*/
PC_INLINE void pc_parse_note(struct pc_parse *p, enum pc_irregularity irregularity)
{
        //@ assert (uint32_t)(1 << irregularity) == 1 << irregularity;
        p->check.irregular |= PC_IRREGULAR(irregularity);
}

/* A BIT STRING: its contents octets. */
/*@ requires valid_parse(p) && \valid(contents) && \separated(p, contents);
    assigns p->check, *contents;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), *contents);
*/
PC_INLINE enum pc_result pc_parse_bits(struct pc_parse *p, struct pc_slice *contents)
{
        return PC_FAST && pc_shape_take_bits(&p->check.at, contents)
                       ? PC_OK
                       : pc_bit_string_check(&p->check, PC_TAG_BIT_STRING, contents);
}

/* Validity, of whatever shape, with its header. */
enum pc_result pc_times_check(struct pc_parse *p) PC_MUST_USE;

/* TBSCertificate, with its header. */
enum pc_result pc_tbs_check(struct pc_parse *p) PC_MUST_USE;

#endif
