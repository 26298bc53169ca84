/*
 * x509/'s own: what nearly everything in a certificate looks like, told by a few loads and comparisons of several octets
 * at once, for where PC_FAST holds. What is recognized here needs no further check; all else is left where it is, for
 * the general code to read and to judge.
 *
 * Octets make a number by shifts, which compilers turn into one load; the first octet is the lowest one.
 */
#ifndef PC_X509_SHAPE_H
#define PC_X509_SHAPE_H

#include <string.h>

#include "asn1/fast.h"
#include "asn1/integer.h"
#include "x509/eight.h"
#include "x509/name.h"

/* Moves the cursor over octets that have been looked at. */
/*@ requires \valid(in) && valid_slice(*in) && len <= in->len;
    assigns *in;
    ensures rest_of(\old(*in), *in) && in->len == \old(in->len) - len && valid_slice(*in);
*/
PC_INLINE void pc_shape_skip(struct pc_slice *in, size_t len)
{
        in->data += len;
        in->len -= len;
}

/* Not zero where an octet is 80: subtracting borrows into the highest bit of an octet that is zero, of others it is set. */
/*@ assigns \nothing;
*/
PC_INLINE uint64_t pc_has_80(uint64_t octets)
{
        octets ^= PC_EACH_OCTET(0x80);
        return (octets - PC_EACH_OCTET(1)) & ~octets & PC_EACH_OCTET(0x80);
}

/* The version v3, [0] { INTEGER 2 }: takes it. */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures valid_slice(*in) && (\result ? follows(\old(*in), *in) : *in == \old(*in));
*/
PC_INLINE bool pc_shape_take_v3(struct pc_slice *in)
{
        if (in->len < 5 || pc_load_four(in->data) != 0x010203A0 || in->data[4] != 2) {
                return false;
        }
        pc_shape_skip(in, 5);
        return true;
}

/* Contents octets of an OBJECT IDENTIFIER, 3 at least and none 80, so that no subidentifier is padded. */
/*@ requires valid_slice(content);
    assigns \nothing;
*/
PC_INLINE bool pc_shape_is_oid(struct pc_slice content)
{
        const uint8_t *data = content.data;
        const size_t len = content.len;
        uint64_t last;
        uint64_t padded = 0;
        size_t i;

        if (len == 3) {
                return (data[0] | data[1] | data[2]) < 0x80;
        }
        if (len < 4) {
                return false;
        }
        if (len < 8) {
                last = pc_load_four(data) + ((uint64_t)pc_load_four(data + len - 4) << 32);
        } else {
                last = pc_load_eight(data + len - 8);
                /*@ loop invariant 0 <= i < len;
                    loop assigns i, padded;
                    loop variant len - i;
                */
                for (i = 0; i < len - 8; i += 8) {
                        padded |= pc_has_80(pc_load_eight(data + i));
                }
        }
        return (padded | pc_has_80(last) | last >> 63) == 0;
}

/* Takes such an OBJECT IDENTIFIER off the cursor. */
/*@ requires \valid(in) && \valid(oid) && \separated(in, oid) && valid_slice(*in);
    assigns *in, *oid;
    ensures \result ==> splits(\old(*in), *oid, *in) && valid_slice(*oid) && valid_slice(*in);
    ensures !\result ==> *in == \old(*in);
*/
PC_INLINE bool pc_shape_take_oid(struct pc_slice *in, struct pc_slice *oid)
{
        struct pc_slice rest = *in;
        struct pc_slice content;

        if (!pc_fast_is_short(rest) || rest.data[0] != PC_TAG_OID) {
                return false;
        }
        pc_fast_take(&rest, &content);
        if (!pc_shape_is_oid(content)) {
                return false;
        }
        *in = rest;
        *oid = content;
        return true;
}

/* Takes an INTEGER in its shortest form: X.690 8.3.2. */
/*@ requires \valid(in) && \valid(number) && \separated(in, number) && valid_slice(*in);
    assigns *in, *number;
    ensures \result ==> splits(\old(*in), *number, *in) && valid_integer(*number) && valid_slice(*in);
    ensures !\result ==> *in == \old(*in);
*/
PC_INLINE bool pc_shape_take_integer(struct pc_slice *in, struct pc_slice *number)
{
        const struct pc_slice start = *in;

        if (!pc_fast_is_short(start) || start.data[0] != PC_TAG_INTEGER || start.data[1] == 0 ||
            (start.data[1] > 1 && start.data[2] == (start.data[3] < 0x80 ? 0x00 : 0xFF))) {
                return false;
        }
        pc_fast_take(in, number);
        return true;
}

/* Takes a BIT STRING without unused bits: X.690 8.6.2. */
/*@ requires \valid(in) && \valid(contents) && \separated(in, contents) && valid_slice(*in);
    assigns *in, *contents;
    ensures \result ==> splits(\old(*in), *contents, *in) && valid_slice(*contents) && valid_slice(*in) && contents->len > 0;
    ensures !\result ==> *in == \old(*in);
*/
PC_INLINE bool pc_shape_take_bits(struct pc_slice *in, struct pc_slice *contents)
{
        struct pc_slice rest = *in;
        struct pc_slice found;

        if (rest.len == 0 || rest.data[0] != PC_TAG_BIT_STRING || !pc_fast_split(&rest, &found) || found.len == 0 ||
            found.data[0] != 0) {
                return false;
        }
        *in = rest;
        *contents = found;
        return true;
}

/*
 * Takes the AlgorithmIdentifier of most signatures and keys, RSA with its NULL (RFC 3279 2.2.1, 2.3.1; RFC 4055 5),
 * ECDSA (RFC 5758 3.2), and a key on P-256 (RFC 5480 2.1.1). 'xx' is any arc of one octet.
 */
/*@ requires \valid(in) && \valid(contents) && \separated(in, contents) && valid_slice(*in);
    assigns *in, *contents;
    ensures \result ==> splits(\old(*in), *contents, *in) && valid_slice(*contents) && valid_slice(*in);
    ensures !\result ==> *in == \old(*in);
*/
PC_INLINE bool pc_shape_take_known_algorithm(struct pc_slice *in, struct pc_slice *contents)
{
        const uint8_t *data = in->data;
        uint64_t head;
        bool known = false;

        if (in->len < 21 || !pc_fast_is_short(*in)) {
                return false;
        }
        head = pc_load_eight(data);
        if (head == UINT64_C(0x8648862A09060D30)) {
                /* 30 0D 06 09 2A 86 48 86  F7 0D 01 01 xx 05 00 */
                known = (pc_load_eight(data + 8) & UINT64_C(0x00FFFF80FFFFFFFF)) == UINT64_C(0x0000050001010DF7);
        } else if (head == UINT64_C(0xCE48862A08060A30)) {
                /* 30 0A 06 08 2A 86 48 CE  3D 04 03 xx */
                known = (pc_load_four(data + 8) & 0x80FFFFFF) == 0x0003043D;
        } else if (head == UINT64_C(0xCE48862A07061330)) {
                /* 30 13 06 07 2A 86 48 CE  3D 02 01 06 08 2A 86 48  CE 3D 03 01 xx */
                known = pc_load_eight(data + 8) == UINT64_C(0x48862A080601023D) &&
                        pc_load_four(data + 16) == 0x01033DCE && data[20] < 0x80;
        }
        if (known) {
                pc_fast_take(in, contents);
        }
        return known;
}

/* AlgorithmIdentifier of such an OBJECT IDENTIFIER, without parameters, with NULL, or with another, as of a curve. */
/*@ requires \valid(in) && \valid(contents) && \valid(oid) && \separated(in, contents, oid) && valid_slice(*in);
    assigns *in, *contents, *oid;
    ensures \result ==> splits(\old(*in), *contents, *in) && valid_slice(*contents) && valid_slice(*oid) && valid_slice(*in);
    ensures !\result ==> *in == \old(*in);
*/
PC_INLINE bool pc_shape_take_algorithm(struct pc_slice *in, struct pc_slice *contents, struct pc_slice *oid)
{
        static const uint8_t null[] = {PC_TAG_NULL, 0};
        struct pc_slice rest = *in;
        struct pc_slice fields;
        struct pc_slice parameters;
        struct pc_slice type;
        struct pc_slice curve;

        if (!pc_fast_is_short(rest) || rest.data[0] != PC_TAG_SEQUENCE) {
                return false;
        }
        pc_fast_take(&rest, &fields);
        parameters = fields;
        if (!pc_shape_take_oid(&parameters, &type)) {
                return false;
        }
        if (parameters.len == 2 ? memcmp(parameters.data, null, sizeof null) != 0
                                : parameters.len != 0 &&
                                          !(pc_shape_take_oid(&parameters, &curve) && parameters.len == 0)) {
                return false;
        }
        *in = rest;
        *contents = fields;
        *oid = type;
        return true;
}

/* Whether the two hold the same octets. */
/*@ requires valid_slice(a) && valid_slice(b);
    assigns \nothing;
*/
PC_INLINE bool pc_shape_equal(struct pc_slice a, struct pc_slice b)
{
        size_t i;

        if (a.len != b.len || a.len < 8) {
                return pc_slice_equal(a, b);
        }
        if (pc_load_eight(a.data + a.len - 8) != pc_load_eight(b.data + a.len - 8)) {
                return false;
        }
        /*@ loop invariant 0 <= i < a.len;
            loop assigns i;
            loop variant a.len - i;
        */
        for (i = 0; i < a.len - 8; i += 8) {
                if (pc_load_eight(a.data + i) != pc_load_eight(b.data + i)) {
                        return false;
                }
        }
        return true;
}

/* Takes a SEQUENCE with the same contents as one that has been checked, so that nothing is left to check. */
/*@ requires \valid(in) && \valid(contents) && \separated(in, contents) && valid_slice(*in) && valid_slice(checked);
    assigns *in, *contents;
    ensures \result ==> splits(\old(*in), *contents, *in) && valid_slice(*contents) && valid_slice(*in);
    ensures !\result ==> *in == \old(*in);
*/
PC_INLINE bool pc_shape_take_same(struct pc_slice *in, struct pc_slice checked, struct pc_slice *contents)
{
        struct pc_slice rest = *in;
        struct pc_slice found;

        if (!pc_fast_is_short(rest) || rest.data[0] != PC_TAG_SEQUENCE || rest.data[1] != checked.len) {
                return false;
        }
        pc_fast_take(&rest, &found);
        if (!pc_shape_equal(found, checked)) {
                return false;
        }
        *in = rest;
        *contents = found;
        return true;
}

/*
 * Whether 'len' octets are ASCII without control characters, 20 to 7E: the highest bit is clear, stays so when 01 is
 * added, and gets set by 60. 'len' is not 0; before the text, seven more octets must be there to be read where it has
 * fewer than eight.
 */
/*@ requires len > 0 && \valid_read(data + ((len < 8 ? len - 8 : 0) .. len - 1));
    assigns \nothing;
*/
PC_INLINE bool pc_shape_is_plain(const uint8_t *data, size_t len)
{
        const uint64_t own = UINT64_MAX << 8 * (8 - (len < 8 ? len : 8));
        uint64_t octets = (pc_load_eight(data + len - 8) & own) | (PC_EACH_OCTET(' ') & ~own);
        uint64_t any;
        uint64_t all;
        size_t i;

        any = octets | (octets + PC_EACH_OCTET(0x01));
        all = octets + PC_EACH_OCTET(0x60);
        /*@ loop invariant 0 <= i < len;
            loop assigns i, octets, any, all;
            loop variant len - i;
        */
        for (i = 0; len - i > 8; i += 8) {
                octets = pc_load_eight(data + i);
                any |= octets | (octets + PC_EACH_OCTET(0x01));
                all &= octets + PC_EACH_OCTET(0x60);
        }
        return ((any | ~all) & PC_EACH_OCTET(0x80)) == 0;
}

/*
 * An RDN of one attribute, whose type is one of id-at (2.5.4.x):
 *
 *     31 n+9  30 n+7  06 03 55 04 xx  tag n  n octets
 *
 * Gives n where it stands at the cursor, 0 < n < 119; else 0. 'xx' and the tag may be anything.
 */
#define PC_RDN_TYPE 6
#define PC_RDN_TAG  9
#define PC_RDN_TEXT 11

/*@ requires valid_slice(in);
    assigns \nothing;
    ensures \result <= 118 && (\result > 0 ==> PC_RDN_TEXT + \result <= in.len);
*/
PC_INLINE size_t pc_shape_rdn(struct pc_slice in)
{
        size_t n;

        if (in.len <= PC_RDN_TEXT) {
                return 0;
        }
        n = in.data[PC_RDN_TEXT - 1];
        if (n - 1 >= 118 || n > in.len - PC_RDN_TEXT) {
                return 0;
        }
        return pc_load_eight(in.data) == UINT64_C(0x0455030607300931) + UINT64_C(0x01000100) * n ? n : 0;
}

/* From an RDN of the usual shape, which is one attribute. */
/*@ requires \valid(it) && valid_name_iter(*it) && \valid(out) && \separated(it, out);
    assigns it->rdns, it->rdn, *out;
    ensures \result ==> valid_slice(out->type) && valid_slice(out->value.content);
    ensures \result ? follows(\old(it->rdns), it->rdns) && valid_name_iter(*it) : *it == \old(*it);
*/
PC_INLINE bool pc_shape_next_attribute(struct pc_name_iter *it, struct pc_attribute *out)
{
        const struct pc_slice rdns = it->rdns;
        const size_t len = pc_shape_rdn(rdns);

        if (len == 0) {
                return false;
        }
        out->type.data = rdns.data + PC_RDN_TYPE;
        out->type.len = 3;
        out->value.tag = rdns.data[PC_RDN_TAG];
        out->value.content.data = rdns.data + PC_RDN_TEXT;
        out->value.content.len = len;
        out->rdn = it->rdn++;
        pc_shape_skip(&it->rdns, PC_RDN_TEXT + len);
        return true;
}

/* As pc_name_next, which is this one not in line; and for all that is not of the usual shape. */
enum pc_result pc_name_next_unusual(struct pc_name_iter *it, struct pc_attribute *out) PC_MUST_USE;

/*@ requires \valid(it) && valid_name_iter(*it) && \valid(out) && \separated(it, out);
    assigns *it, *out;
    ensures valid_name_iter(*it) && (\result <= 0 || \result == PC_END);
    ensures \result == PC_OK ==> valid_slice(out->type) && valid_slice(out->value.content) &&
            it->rdns.len + it->attributes.len < \old(it->rdns.len + it->attributes.len);
*/
PC_INLINE enum pc_result pc_fast_name_next(struct pc_name_iter *it, struct pc_attribute *out)
{
        struct pc_name_iter next;
        enum pc_result code;

        if (!PC_FAST) {
                return pc_name_next_unusual(it, out);
        }
        if (it->attributes.len == 0) {
                if (pc_shape_next_attribute(it, out)) {
                        return PC_OK;
                }
                if (it->rdns.len == 0) {
                        return PC_END;
                }
        }
        /* A copy, so that a compiler may keep the iterator in registers. */
        next = *it;
        code = pc_name_next_unusual(&next, out);
        *it = next;
        return code;
}

#endif
