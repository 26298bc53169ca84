/*
 * The readers of asn1/der.h with their common case, a length below 128, in line: for the paths where a call for each
 * data value is what costs. Contracts, results and errors are theirs, and so is every case but that one. Built for
 * size, they are nothing but calls.
 *
 * The slow path works on copies, so that a compiler may keep cursors in registers.
 */
#ifndef PC_ASN1_FAST_H
#define PC_ASN1_FAST_H

#include "asn1/der.h"

#ifdef __OPTIMIZE_SIZE__
#define PC_FAST false
#else
#define PC_FAST true
#endif

/*
 * In line, whatever a compiler thinks of it: a few instructions, and as many for a call. And never in line: what is
 * seldom needed, so that the caller gets along without its registers and its stack.
 */
#if defined(__GNUC__) && defined(__OPTIMIZE__) && !defined(__OPTIMIZE_SIZE__)
#define PC_INLINE static inline __attribute__((always_inline))
#define PC_SELDOM static __attribute__((noinline))
#else
#define PC_INLINE static inline
#define PC_SELDOM static
#endif

/* Whether the data value at the cursor has a length in one octet, and that many contents octets. */
/*@ requires valid_slice(in);
    assigns \nothing;
    ensures \result <==> in.len >= 2 && in.data[1] < 0x80 && in.data[1] <= in.len - 2;
*/
PC_INLINE bool pc_fast_is_short(struct pc_slice in)
{
        return in.len >= 2 && in.data[1] < 0x80 && in.data[1] <= in.len - 2;
}

/* Takes such a data value off the cursor. */
/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    requires in->len >= 2 && in->data[1] <= in->len - 2;
    assigns *in, *content;
    ensures splits(\old(*in), *content, *in) && valid_slice(*content) && valid_slice(*in);
    ensures content->data == \old(in->data) + 2 && content->len == \old(in->data[1]);
*/
PC_INLINE void pc_fast_take(struct pc_slice *in, struct pc_slice *content)
{
        const uint8_t *data = in->data;
        const size_t len = data[1];

        content->data = data + 2;
        content->len = len;
        in->data = data + 2 + len;
        in->len -= 2 + len;
}

/*
 * Takes the data value at the cursor off it, whatever its tag, where its length stands in one to three octets, and in no
 * more than it needs. Else false, also where fewer than four octets are left, and nothing moves.
 */
/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    assigns *in, *content;
    ensures !\result ==> *in == \old(*in) && *content == \old(*content);
    ensures \result ==> splits(\old(*in), *content, *in) && valid_slice(*content) && valid_slice(*in);
*/
PC_INLINE bool pc_fast_split(struct pc_slice *in, struct pc_slice *content)
{
        const uint8_t *data = in->data;
        size_t header = 2;
        size_t len;

        if (in->len < 4) {
                return false;
        }
        len = data[1];
        if (len == 0x82 && data[2] != 0) {
                header = 4;
                len = 256u * data[2] + data[3];
        } else if (len == 0x81 && data[2] >= 0x80) {
                header = 3;
                len = data[2];
        } else if (len >= 0x80) {
                return false;
        }
        if (len > in->len - header) {
                return false;
        }
        content->data = data + header;
        content->len = len;
        in->data = data + header + len;
        in->len -= header + len;
        return true;
}

/* A data value of any length, on copies. */
/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    assigns *in, *content;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(*in), *content, *in) && \old(in->data[0]) == tag &&
            valid_slice(*content) && valid_slice(*in);
*/
PC_INLINE enum pc_result pc_fast_expect_any(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        struct pc_slice rest = *in;
        struct pc_slice found;
        enum pc_result result = pc_der_expect(&rest, tag, &found);

        if (result == PC_OK) {
                *in = rest;
                *content = found;
        }
        return result;
}

/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    assigns *in, *content;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(*in), *content, *in) && \old(in->data[0]) == tag &&
            valid_slice(*content) && valid_slice(*in);
*/
PC_INLINE enum pc_result pc_fast_expect(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        if (!PC_FAST) {
                return pc_der_expect(in, tag, content);
        }
        if (pc_fast_is_short(*in) && in->data[0] == tag) {
                pc_fast_take(in, content);
                return PC_OK;
        }
        return pc_fast_expect_any(in, tag, content);
}

/* The same where the length is often one of two or three octets. */
/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    assigns *in, *content;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(*in), *content, *in) && \old(in->data[0]) == tag &&
            valid_slice(*content) && valid_slice(*in);
*/
PC_INLINE enum pc_result pc_fast_expect_long(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        if (!PC_FAST) {
                return pc_der_expect(in, tag, content);
        }
        if (in->len != 0 && in->data[0] == tag && pc_fast_split(in, content)) {
                return PC_OK;
        }
        return pc_fast_expect_any(in, tag, content);
}

/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    assigns *in, *content;
    ensures \result <= 0 || \result == PC_NONE;
    ensures \result != PC_OK ==> *in == \old(*in) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(*in), *content, *in) && \old(in->data[0]) == tag &&
            valid_slice(*content) && valid_slice(*in);
*/
PC_INLINE enum pc_result pc_fast_optional(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        struct pc_slice rest;
        struct pc_slice found;
        enum pc_result result;

        if (!PC_FAST) {
                return pc_der_optional(in, tag, content);
        }
        if (pc_fast_is_short(*in) && in->data[0] == tag) {
                pc_fast_take(in, content);
                return PC_OK;
        }
        if (in->len == 0) {
                return PC_NONE;
        }
        rest = *in;
        result = pc_der_optional(&rest, tag, &found);
        if (result == PC_OK) {
                *in = rest;
                *content = found;
        }
        return result;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *out == \old(*out);
    ensures \result == PC_OK ==> splits(\old(*in), out->content, *in) && out->tag == \old(in->data[0]) &&
            valid_slice(out->content) && valid_slice(*in);
*/
PC_INLINE enum pc_result pc_fast_read(struct pc_slice *in, struct pc_element *out)
{
        struct pc_slice rest;
        struct pc_element found;
        enum pc_result result;

        if (!PC_FAST) {
                return pc_der_read(in, out);
        }
        if (pc_fast_is_short(*in) && (in->data[0] & PC_TAG_NUMBER) != PC_TAG_NUMBER &&
            (in->data[0] | PC_TAG_CONSTRUCTED) != PC_TAG_CONSTRUCTED) {
                found.tag = in->data[0];
                pc_fast_take(in, &out->content);
                out->tag = found.tag;
                return PC_OK;
        }
        rest = *in;
        result = pc_der_read(&rest, &found);
        if (result == PC_OK) {
                *in = rest;
                *out = found;
        }
        return result;
}

/*@ assigns \nothing;
    ensures \result == (in.len == 0 ? PC_OK : PC_ERR_DER_EXTRA);
*/
PC_INLINE enum pc_result pc_fast_end(struct pc_slice in)
{
        return in.len == 0 ? PC_OK : PC_ERR_DER_EXTRA;
}

#endif
