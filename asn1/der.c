#include "asn1/der.h"

/* Identifier octets that no DER value has: high tag numbers (X.690 8.1.2.4), end-of-contents (8.1.5). */
/*@ assigns \nothing;
    ensures \result \in {PC_OK, PC_ERR_DER_HIGH_TAG, PC_ERR_DER_EOC};
    ensures \result == PC_OK <==> (tag & 0x1F) != 0x1F && tag != 0x00 && tag != 0x20;
*/
static enum pc_result check_tag(uint8_t tag)
{
        if ((tag & PC_TAG_NUMBER) == PC_TAG_NUMBER) {
                return PC_ERR_DER_HIGH_TAG;
        }
        if (tag == 0x00 || tag == PC_TAG_CONSTRUCTED) {
                return PC_ERR_DER_EOC;
        }
        return PC_OK;
}

/*
 * The value of the 'count' length octets behind the first one (X.690 8.1.3.5), where it is no more than what
 * follows them; the one place where a long length is computed.
 */
/*@ requires valid_slice(in) && in.len >= 2 && 1 <= count <= 127 && \valid(length);
    assigns *length;
    ensures \result \in {PC_OK, PC_ERR_DER_TRUNCATED, PC_ERR_DER_LENGTH};
    ensures \result == PC_OK ==> 0x80 <= *length <= in.len - 2 - count && in.data[2] != 0 &&
            *length == big_endian(in.data + 2, count);
    ensures \result != PC_OK ==> *length == \old(*length);
*/
static enum pc_result long_length(struct pc_slice in, size_t count, size_t *length)
{
        size_t value = 0;
        size_t available;
        size_t i;

        if (count > in.len - 2) {
                return PC_ERR_DER_TRUNCATED;
        }
        available = in.len - 2 - count;
        /*@ loop invariant 0 <= i <= count && 0 <= value && value == big_endian(in.data + 2, i);
            loop assigns i, value;
            loop variant count - i;
        */
        for (i = 0; i < count; i++) {
                /* Past this point the value could only be larger than what is there; nothing overflows. */
                if (value > available / 256) {
                        return PC_ERR_DER_TRUNCATED;
                }
                value = value * 256 + in.data[2 + i];
        }
        if (value > available) {
                return PC_ERR_DER_TRUNCATED;
        }
        if (value < 0x80 || in.data[2] == 0) {
                return PC_ERR_DER_LENGTH;
        }
        *length = value;
        return PC_OK;
}

/* Splits the value that starts at the cursor off it. The identifier octet is there and has been looked at. */
/*@ requires \valid(in) && \valid(content) && \separated(in, content) && valid_slice(*in) && in->len > 0;
    assigns *in, *content;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *content == \old(*content);
    ensures \result == PC_OK ==> splits(\old(*in), *content, *in) && valid_slice(*content) &&
   valid_slice(*in);
*/
static inline enum pc_result split(struct pc_slice *in, struct pc_slice *content)
{
        const struct pc_slice whole = *in;
        size_t header = 2;
        size_t length;

        if (whole.len < 2) {
                return PC_ERR_DER_TRUNCATED;
        }
        length = whole.data[1];
        if (length == 0x80) {
                return whole.data[0] & PC_TAG_CONSTRUCTED ? PC_ERR_DER_INDEFINITE : PC_ERR_DER_TRUNCATED;
        }
        if (length > 0x80) {
                const size_t count = length - 0x80;
                const enum pc_result result = long_length(whole, count, &length);

                if (result != PC_OK) {
                        return result;
                }
                header += count;
        }
        if (length > whole.len - header) {
                return PC_ERR_DER_TRUNCATED;
        }
        content->data = whole.data + header;
        content->len = length;
        in->data = whole.data + header + length;
        in->len = whole.len - header - length;
        return PC_OK;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    requires \separated(out, in->data + (0 .. in->len - 1));
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
        result = check_tag(tag);
        if (result != PC_OK) {
                return result;
        }
        result = split(in, &out->content);
        if (result == PC_OK) {
                out->tag = tag;
        }
        return result;
}

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
        if (in->data[0] != tag) {
                result = mismatch(in->data[0], tag);
                return result == PC_ERR_DER_TAG ? PC_NONE : result;
        }
        return split(in, content);
}

/*@ assigns \nothing;
    ensures \result == (in.len == 0 ? PC_OK : PC_ERR_DER_EXTRA);
*/
enum pc_result pc_der_end(struct pc_slice in)
{
        return in.len == 0 ? PC_OK : PC_ERR_DER_EXTRA;
}

/*@ requires valid_slice(before) && after.len <= before.len;
    assigns \nothing;
    ensures \result.data == before.data && \result.len == before.len - after.len && valid_slice(\result);
*/
struct pc_slice pc_slice_until(struct pc_slice before, struct pc_slice after)
{
        before.len -= after.len;
        return before;
}

/*@ requires valid_slice(a) && valid_slice(b);
    assigns \nothing;
    ensures \result <==> a.len == b.len && (\forall integer i; 0 <= i < a.len ==> a.data[i] == b.data[i]);
*/
bool pc_slice_equal(struct pc_slice a, struct pc_slice b)
{
        size_t i;

        if (a.len != b.len) {
                return false;
        }
        /*@ loop invariant 0 <= i <= a.len && (\forall integer k; 0 <= k < i ==> a.data[k] == b.data[k]);
            loop assigns i;
            loop variant a.len - i;
        */
        for (i = 0; i < a.len; i++) {
                if (a.data[i] != b.data[i]) {
                        return false;
                }
        }
        return true;
}
