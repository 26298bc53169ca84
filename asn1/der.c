#include "asn1/der.h"

/* Why the tag 'found' is not the tag 'wanted'. */
/*@ requires found != wanted;
    assigns \nothing;
    ensures \result \in {PC_ERR_DER_TAG, PC_ERR_DER_CONSTRUCTED, PC_ERR_DER_PRIMITIVE, PC_ERR_DER_HIGH_TAG};
*/
static enum pc_result mismatch(uint8_t found, uint8_t wanted)
{
        if ((found & PC_TAG_NUMBER) == PC_TAG_NUMBER) {
                return PC_ERR_DER_HIGH_TAG;
        }
        if ((found ^ wanted) != PC_TAG_CONSTRUCTED) {
                return PC_ERR_DER_TAG;
        }
        return found & PC_TAG_CONSTRUCTED ? PC_ERR_DER_CONSTRUCTED : PC_ERR_DER_PRIMITIVE;
}

/*
 * Takes 'count' length octets, those behind the first one (X.690 8.1.3.5), off 'rest', where their value is no more
 * than what follows them; the one place where a long length is computed.
 */
/*@ requires \valid(rest) && valid_slice(*rest) && 1 <= count <= 127 && \valid(length) && \separated(rest, length);
    requires \separated(rest->data + (0 .. rest->len - 1), rest, length);
    assigns *rest, *length;
    ensures \result \in {PC_OK, PC_ERR_DER_TRUNCATED, PC_ERR_DER_LENGTH};
    ensures \result == PC_OK ==> 0x80 <= *length <= rest->len && rest->len == \old(rest->len) - count &&
            rest->data == \old(rest->data) + count && \old(rest->data[0]) != 0 &&
            *length == big_endian(\old(rest->data), count);
*/
static enum pc_result long_length(struct pc_slice *rest, size_t count, size_t *length)
{
        const uint8_t *const octets = rest->data;
        size_t value = 0;
        size_t i;

        if (count > rest->len) {
                return PC_ERR_DER_TRUNCATED;
        }
        rest->data += count;
        rest->len -= count;
        /*@ loop invariant 0 <= i <= count && 0 <= value && value == big_endian(octets, i);
            loop assigns i, value;
            loop variant count - i;
        */
        for (i = 0; i < count; i++) {
                /* Past this point the value could only be larger than what is there; nothing overflows. */
                if (value > rest->len / 256) {
                        return PC_ERR_DER_TRUNCATED;
                }
                value = value * 256 + octets[i];
        }
        if (value > rest->len) {
                return PC_ERR_DER_TRUNCATED;
        }
        *length = value;
        return value < 0x80 || octets[0] == 0 ? PC_ERR_DER_LENGTH : PC_OK;
}

/* Splits the value that starts at the cursor off it. The identifier octet is there and has been looked at. */
/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in) && in->len > 0;
    assigns *in, *content;
    ensures \result <= 0 && \result != PC_ERR_DER_TAG;
    ensures \result != PC_OK ==> *in == \old(*in) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(*in), *content, *in) && valid_slice(*content) && valid_slice(*in);
*/
static inline enum pc_result split(struct pc_slice *in, struct pc_slice *content)
{
        struct pc_slice rest = *in;
        size_t length;

        if (rest.len < 2) {
                return PC_ERR_DER_TRUNCATED;
        }
        length = rest.data[1];
        rest.data += 2;
        rest.len -= 2;
        if (length == 0x80) {
                return in->data[0] & PC_TAG_CONSTRUCTED ? PC_ERR_DER_INDEFINITE : PC_ERR_DER_TRUNCATED;
        }
        if (length > 0x80) {
                const enum pc_result result = long_length(&rest, length - 0x80, &length);

                if (result != PC_OK) {
                        return result;
                }
        }
        if (length > rest.len) {
                return PC_ERR_DER_TRUNCATED;
        }
        content->data = rest.data;
        content->len = length;
        in->data = rest.data + length;
        in->len = rest.len - length;
        return PC_OK;
}

/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    assigns *in, *content;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(*in), *content, *in) && \old(in->data[0]) == tag &&
            valid_slice(*content) && valid_slice(*in);
*/
enum pc_result pc_der_expect(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        if (in->len == 0) {
                return PC_ERR_DER_TRUNCATED;
        }
        if (in->data[0] != tag) {
                return mismatch(in->data[0], tag);
        }
        return split(in, content);
}

/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in);
    assigns *in, *content;
    ensures \result <= 0 || \result == PC_NONE;
    ensures \result != PC_OK ==> *in == \old(*in) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(*in), *content, *in) && \old(in->data[0]) == tag &&
            valid_slice(*content) && valid_slice(*in);
*/
enum pc_result pc_der_optional(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        enum pc_result result;

        if (in->len == 0) {
                return PC_NONE;
        }
        result = pc_der_expect(in, tag, content);
        return result == PC_ERR_DER_TAG ? PC_NONE : result;
}

/* Identifier octets that no DER value has are high tag numbers (X.690 8.1.2.4) and end-of-contents (8.1.5). */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *out == \old(*out);
    ensures \result == PC_OK ==> splits(\old(*in), out->content, *in) && out->tag == \old(in->data[0]) &&
            valid_slice(out->content) && valid_slice(*in);
*/
enum pc_result pc_der_read(struct pc_slice *in, struct pc_element *out)
{
        enum pc_result result;
        uint8_t tag;

        if (in->len == 0) {
                return PC_ERR_DER_TRUNCATED;
        }
        tag = in->data[0];
        if ((tag & PC_TAG_NUMBER) == PC_TAG_NUMBER) {
                return PC_ERR_DER_HIGH_TAG;
        }
        if ((tag | PC_TAG_CONSTRUCTED) == PC_TAG_CONSTRUCTED) {
                return PC_ERR_DER_EOC;
        }
        result = pc_der_expect(in, tag, &out->content);
        if (result == PC_OK) {
                out->tag = tag;
        }
        return result;
}

/*@ assigns \nothing;
    ensures \result == (in.len == 0 ? PC_OK : PC_ERR_DER_EXTRA);
*/
enum pc_result pc_der_end(struct pc_slice in)
{
        return in.len == 0 ? PC_OK : PC_ERR_DER_EXTRA;
}

/*@ requires valid_slice(a) && valid_slice(b);
    assigns \nothing;
    ensures \result <==> a.len == b.len && (\forall integer i; 0 <= i < a.len ==> a.data[i] == b.data[i]);
*/
bool pc_slice_equal(struct pc_slice a, struct pc_slice b)
{
        if (a.len != b.len) {
                return false;
        }
        /*@ loop invariant a.len <= \at(a.len, Pre);
            loop invariant \forall integer i; a.len <= i < b.len ==> a.data[i] == b.data[i];
            loop assigns a.len;
            loop variant a.len;
        */
        while (a.len > 0) {
                a.len--;
                if (a.data[a.len] != b.data[a.len]) {
                        return false;
                }
        }
        return true;
}
