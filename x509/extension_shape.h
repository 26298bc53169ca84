/*
 * x509/'s own: what nearly all extensions that are checked look like, inside of extnValue. As in x509/shape.h, what is
 * recognized here needs no further check.
 */
#ifndef PC_X509_EXTENSION_SHAPE_H
#define PC_X509_EXTENSION_SHAPE_H

#include "x509/general_name.h"
#include "x509/shape.h"

/*
 * Takes the basicConstraints of most certificates, and nothing is behind it:
 *
 *     30 00   30 03 01 01 FF   30 06 01 01 FF 02 01 xx
 */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures valid_slice(*in) && (\result ? follows(\old(*in), *in) : *in == \old(*in));
*/
PC_INLINE bool pc_shape_take_basic_constraints(struct pc_slice *in)
{
        const uint8_t *data = in->data;
        bool known = false;

        if (in->len == 2) {
                known = data[0] == PC_TAG_SEQUENCE && data[1] == 0;
        } else if (in->len == 5) {
                known = pc_load_four(data) == 0x01010330 && data[4] == 0xFF;
        } else if (in->len == 8) {
                known = (pc_load_eight(data) & UINT64_C(0x00FFFFFFFFFFFFFF)) == UINT64_C(0x000102FF01010630);
        }
        if (known) {
                pc_shape_skip(in, in->len);
        }
        return known;
}

/* Takes a keyUsage of one octet, 03 02 un xx, whose unused bits are zero, and nothing is behind it. */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures valid_slice(*in) && (\result ? follows(\old(*in), *in) : *in == \old(*in));
*/
PC_INLINE bool pc_shape_take_key_usage(struct pc_slice *in)
{
        const uint8_t *data = in->data;

        if (in->len != 4 || data[0] != PC_TAG_BIT_STRING || data[1] != 2 || data[2] > 7 ||
            (data[3] & 0xFFu >> (8 - data[2])) != 0) {
                return false;
        }
        pc_shape_skip(in, 4);
        return true;
}

/*
 * Takes purposes of id-kp (RFC 5280 4.2.1.12), as many as follow each other; false where there are none.
 *
 *     06 08 2B 06 01 05 05 07 03 xx
 */
#define PC_PURPOSE_SIZE 10

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures valid_slice(*in) && (\result ? follows(\old(*in), *in) : *in == \old(*in));
*/
PC_INLINE bool pc_shape_take_purposes(struct pc_slice *in)
{
        struct pc_slice rest = *in;

        /*@ loop invariant valid_slice(rest) && rest_of(*in, rest);
            loop assigns rest;
            loop variant rest.len;
        */
        while (rest.len >= PC_PURPOSE_SIZE && pc_load_eight(rest.data) == UINT64_C(0x07050501062B0806) &&
               rest.data[8] == 3 && rest.data[9] < 0x80) {
                pc_shape_skip(&rest, PC_PURPOSE_SIZE);
        }
        if (rest.len == in->len) {
                return false;
        }
        *in = rest;
        return true;
}

/*
 * A GeneralName that is a plain text: rfc822Name, dNSName, or URI.
 *
 *     8x n  n octets
 *
 * Gives n + 2 where it stands at the cursor, n < 128; else 0.
 */
#define PC_NAME_TEXT 2

/*@ requires valid_slice(in);
    assigns \nothing;
    ensures \result <= in.len && (\result > 0 ==> PC_NAME_TEXT <= \result);
    ensures \result > 0 ==> PC_TAG_CONTEXT(PC_GENERAL_NAME_EMAIL) <= in.data[0] <= PC_TAG_CONTEXT(PC_GENERAL_NAME_URI);
*/
PC_INLINE size_t pc_shape_text_name(struct pc_slice in)
{
        const uint32_t texts = (uint32_t)1 << PC_GENERAL_NAME_EMAIL | (uint32_t)1 << PC_GENERAL_NAME_DNS |
                               (uint32_t)1 << PC_GENERAL_NAME_URI;

        if (!pc_fast_is_short(in) || in.data[0] < PC_TAG_CONTEXT(PC_GENERAL_NAME_EMAIL) ||
            in.data[0] > PC_TAG_CONTEXT(PC_GENERAL_NAME_URI)) {
                return 0;
        }
        return (texts >> (in.data[0] - PC_TAG_CONTEXT(0)) & 1) != 0 ? PC_NAME_TEXT + (size_t)in.data[1] : 0;
}

/* As pc_general_name_next, with such a name in line. */
/*@ requires \valid(it) && valid_slice(it->rest) && \valid(out) && \separated(it, out);
    assigns *it, *out;
    ensures \result <= 0 || \result == PC_END;
    ensures valid_slice(it->rest);
    ensures \result == PC_OK ==> valid_general_name(*out) && follows(\old(it->rest), it->rest);
*/
PC_INLINE enum pc_result pc_fast_general_name_next(struct pc_general_name_iter *it, struct pc_general_name *out)
{
        const uint8_t *data = it->rest.data;
        const size_t size = PC_FAST ? pc_shape_text_name(it->rest) : 0;

        if (size == 0) {
                return it->rest.len == 0 ? PC_END : pc_general_name_next(it, out);
        }
        out->type = (enum pc_general_name_type)(data[0] - PC_TAG_CONTEXT(0));
        out->value.data = data + PC_NAME_TEXT;
        out->value.len = size - PC_NAME_TEXT;
        pc_shape_skip(&it->rest, size);
        return PC_OK;
}

/* As pc_shape_is_plain, but with nothing before the text to be read. */
/*@ requires \valid_read(data + (0 .. len - 1));
    assigns \nothing;
*/
PC_INLINE bool pc_shape_is_plain_text(const uint8_t *data, size_t len)
{
        bool plain = true;
        size_t i;

        if (len >= 8) {
                return pc_shape_is_plain(data, len);
        }
        /*@ loop invariant 0 <= i <= len;
            loop assigns i, plain;
            loop variant len - i;
        */
        for (i = 0; i < len; i++) {
                plain &= data[i] >= ' ' && data[i] <= '~';
        }
        return plain;
}

/*
 * An AccessDescription of id-ad (RFC 5280 4.2.2.1) with a URI:
 *
 *     30 n+12  06 08 2B 06 01 05 05 07 30 xx  86 n  n octets
 *
 * Gives n where it stands at the cursor, 0 < n < 116; else 0.
 */
#define PC_ACCESS_METHOD 11
#define PC_ACCESS_TEXT   14

/*@ requires valid_slice(in);
    assigns \nothing;
    ensures \result <= 115 && (\result > 0 ==> PC_ACCESS_TEXT + \result <= in.len);
*/
PC_INLINE size_t pc_shape_access(struct pc_slice in)
{
        const uint8_t *data = in.data;
        size_t n;

        if (in.len <= PC_ACCESS_TEXT) {
                return 0;
        }
        n = data[PC_ACCESS_TEXT - 1];
        if (n - 1 >= 115 || n > in.len - PC_ACCESS_TEXT || data[PC_ACCESS_METHOD] >= 0x80 || data[12] != 0x86) {
                return 0;
        }
        return pc_load_eight(data) == UINT64_C(0x0501062B08060C30) + (n << 8) &&
                               (pc_load_four(data + 8) & 0x00FFFFFF) == 0x00300705
                       ? n
                       : 0;
}

/* Takes such descriptions whose URIs are plain, as many as follow each other; false where there are none. */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures valid_slice(*in) && (\result ? follows(\old(*in), *in) : *in == \old(*in));
*/
PC_INLINE bool pc_shape_take_accesses(struct pc_slice *in)
{
        struct pc_slice rest = *in;
        size_t len;

        /*@ loop invariant valid_slice(rest) && rest_of(*in, rest);
            loop assigns rest, len;
            loop variant rest.len;
        */
        while ((len = pc_shape_access(rest)) != 0 && pc_shape_is_plain(rest.data + PC_ACCESS_TEXT, len)) {
                pc_shape_skip(&rest, PC_ACCESS_TEXT + len);
        }
        if (rest.len == in->len) {
                return false;
        }
        *in = rest;
        return true;
}

/*
 * A DistributionPoint of one URI:
 *
 *     30 n+6  A0 n+4  A0 n+2  86 n  n octets
 *
 * Gives n where it stands at the cursor, 0 < n < 122; else 0.
 */
#define PC_POINT_TEXT 8

/*@ requires valid_slice(in);
    assigns \nothing;
    ensures \result <= 121 && (\result > 0 ==> PC_POINT_TEXT + \result <= in.len);
*/
PC_INLINE size_t pc_shape_point(struct pc_slice in)
{
        size_t n;

        if (in.len <= PC_POINT_TEXT) {
                return 0;
        }
        n = in.data[PC_POINT_TEXT - 1];
        if (n - 1 >= 121 || n > in.len - PC_POINT_TEXT) {
                return 0;
        }
        return pc_load_eight(in.data) == UINT64_C(0x008602A004A00630) + UINT64_C(0x0100010001000100) * n ? n : 0;
}

/* Takes such points whose URIs are plain, as many as follow each other; false where there are none. */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures valid_slice(*in) && (\result ? follows(\old(*in), *in) : *in == \old(*in));
*/
PC_INLINE bool pc_shape_take_points(struct pc_slice *in)
{
        struct pc_slice rest = *in;
        size_t len;

        /*@ loop invariant valid_slice(rest) && rest_of(*in, rest);
            loop assigns rest, len;
            loop variant rest.len;
        */
        while ((len = pc_shape_point(rest)) != 0 && pc_shape_is_plain(rest.data + PC_POINT_TEXT, len)) {
                pc_shape_skip(&rest, PC_POINT_TEXT + len);
        }
        if (rest.len == in->len) {
                return false;
        }
        *in = rest;
        return true;
}

#endif
