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

/* Whether the data value at the cursor has a length in one octet, and that many contents octets. */
/*@ requires valid_slice(in);
    assigns \nothing;
    ensures \result <==> in.len >= 2 && in.data[1] < 0x80 && in.data[1] <= in.len - 2;
*/
static inline bool pc_fast_is_short(struct pc_slice in)
{
        return in.len >= 2 && in.data[1] < 0x80 && in.data[1] <= in.len - 2;
}

/* Takes such a data value off the cursor. */
/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    requires in->len >= 2 && in->data[1] <= in->len - 2;
    requires \separated(content, in->data + (0 .. in->len - 1)) && \separated(in, in->data + (0 .. in->len - 1));
    assigns *in, *content;
    ensures splits(\old(*in), *content, *in) && valid_slice(*content) && valid_slice(*in);
*/
static inline void pc_fast_take(struct pc_slice *in, struct pc_slice *content)
{
        const uint8_t *data = in->data;
        const size_t len = data[1];

        content->data = data + 2;
        content->len = len;
        in->data = data + 2 + len;
        in->len -= 2 + len;
}

/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    requires \separated(content, in->data + (0 .. in->len - 1)) && \separated(in, in->data + (0 .. in->len - 1));
    assigns *in, *content;
    ensures \result != PC_OK ==> *in == \old(*in) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(*in), *content, *in) && \old(in->data[0]) == tag &&
            valid_slice(*content) && valid_slice(*in);
*/
static inline enum pc_result pc_fast_expect(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        struct pc_slice rest;
        struct pc_slice found;
        enum pc_result result;

        if (!PC_FAST) {
                return pc_der_expect(in, tag, content);
        }
        if (pc_fast_is_short(*in) && in->data[0] == tag) {
                pc_fast_take(in, content);
                return PC_OK;
        }
        rest = *in;
        result = pc_der_expect(&rest, tag, &found);
        if (result == PC_OK) {
                *in = rest;
                *content = found;
        }
        return result;
}

/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    requires \separated(content, in->data + (0 .. in->len - 1)) && \separated(in, in->data + (0 .. in->len - 1));
    assigns *in, *content;
    ensures \result != PC_OK ==> *in == \old(*in) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(*in), *content, *in) && \old(in->data[0]) == tag &&
            valid_slice(*content) && valid_slice(*in);
*/
static inline enum pc_result pc_fast_optional(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
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

/*@ assigns \nothing;
    ensures \result == (in.len == 0 ? PC_OK : PC_ERR_DER_EXTRA);
*/
static inline enum pc_result pc_fast_end(struct pc_slice in)
{
        return in.len == 0 ? PC_OK : PC_ERR_DER_EXTRA;
}

#endif
