#include "x509/sct.h"

#include "x509/field.h"
#include "x509/lazy.h"

/* Takes 'count' octets; nothing moves on failure. The one place here where a length is compared. */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result == (count <= \old(in->len) ? PC_OK : PC_ERR_DER_TRUNCATED);
    ensures \result == PC_OK ==> out->data == \old(in->data) && out->len == count && valid_slice(*out) &&
            in->data == \old(in->data) + count && in->len == \old(in->len) - count && valid_slice(*in);
    ensures \result != PC_OK ==> *in == \old(*in) && *out == \old(*out);
*/
static enum pc_result take_octets(struct pc_slice *in, size_t count, struct pc_slice *out)
{
        if (count > in->len) {
                return PC_ERR_DER_TRUNCATED;
        }
        out->data = in->data;
        out->len = count;
        if (count != 0) {
                in->data += count;
                in->len -= count;
        }
        return PC_OK;
}

/* A number of 'count' octets, at most 8, big endian. */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in) && count <= 8;
    assigns *in, *out;
    ensures \result == (count <= \old(in->len) ? PC_OK : PC_ERR_DER_TRUNCATED);
    ensures \result == PC_OK ==> in->data == \old(in->data) + count && in->len == \old(in->len) - count;
    ensures \result != PC_OK ==> *in == \old(*in);
    ensures valid_slice(*in);
*/
static enum pc_result take_number(struct pc_slice *in, size_t count, uint64_t *out)
{
        struct pc_slice octets;
        uint64_t value = 0;
        size_t i;
        enum pc_result code = take_octets(in, count, &octets);

        if (code != PC_OK) {
                return code;
        }
        /*@ loop invariant 0 <= i <= count && value == big_endian(octets.data, i);
            loop invariant i < 8 ==> value < 0x100000000000000;
            loop assigns i, value;
            loop variant count - i;
        */
        for (i = 0; i < count; i++) {
                value = value * 256 + octets.data[i];
        }
        *out = value;
        return PC_OK;
}

/*@ requires \valid(in) && \valid(out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0 && valid_slice(*in);
    ensures \result == PC_OK ? follows(\old(*in), *in) : *in == \old(*in);
*/
static enum pc_result take_octet(struct pc_slice *in, uint8_t *out)
{
        uint64_t value;
        enum pc_result code = take_number(in, 1, &value);

        if (code == PC_OK) {
                *out = (uint8_t)value;
        }
        return code;
}

/* A vector of up to 2^16-1 octets behind its length; nothing moves on failure. */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ? follows(\old(*in), *in) && part_of(\old(*in), *out) : *in == \old(*in);
    ensures valid_slice(*in);
*/
static enum pc_result take_vector(struct pc_slice *in, struct pc_slice *out)
{
        struct pc_slice rest = *in;
        uint64_t len;
        enum pc_result code = take_number(&rest, 2, &len);

        if (code == PC_OK) {
                code = take_octets(&rest, (size_t)len, out);
        }
        if (code == PC_OK) {
                *in = rest;
        }
        return code;
}

/* The same where no octets at all are too few. */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ? follows(\old(*in), *in) && part_of(\old(*in), *out) && out->len > 0
                            : *in == \old(*in);
    ensures valid_slice(*in);
*/
static enum pc_result take_filled_vector(struct pc_slice *in, struct pc_slice *out)
{
        struct pc_slice rest = *in;
        enum pc_result code = take_vector(&rest, out);

        if (code == PC_OK && out->len == 0) {
                code = PC_ERR_X509_VALUE;
        }
        if (code == PC_OK) {
                *in = rest;
        }
        return code;
}

/* digitally-signed: RFC 5246 4.7 */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0 && (\result == PC_OK ==> valid_slice(*in));
*/
static enum pc_result read_sct_signature(struct pc_slice *in, struct pc_sct *out)
{
        enum pc_result code = take_octet(in, &out->hash_algorithm);

        if (code == PC_OK) {
                code = take_octet(in, &out->signature_algorithm);
        }
        return code == PC_OK ? take_vector(in, &out->signature) : code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0 && (\result == PC_OK ==> valid_slice(*in));
*/
static enum pc_result read_v1(struct pc_slice *in, struct pc_sct *out)
{
        enum pc_result code = take_octets(in, PC_SCT_LOG_ID, &out->log_id);

        if (code == PC_OK) {
                code = take_number(in, 8, &out->timestamp);
        }
        if (code == PC_OK) {
                code = take_vector(in, &out->extensions);
        }
        return code == PC_OK ? read_sct_signature(in, out) : code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_sct_fields(struct pc_slice *in, struct pc_sct *out)
{
        struct pc_slice contents;
        enum pc_result code = take_octet(in, &out->version);

        if (code == PC_OK && out->version == PC_SCT_V1) {
                return read_v1(in, out);
        }
        return code == PC_OK ? take_octets(in, in->len, &contents) : code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0 && (\result == PC_OK ==> follows(\old(*in), *in) && valid_slice(*in));
*/
static enum pc_result read_sct(struct pc_slice *in, struct pc_sct *out)
{
        static const struct pc_sct empty = {0};
        struct pc_slice fields;
        enum pc_result code = take_filled_vector(in, &fields);

        if (code != PC_OK) {
                return code;
        }
        *out = empty;
        out->serialized = fields;
        return pc_leave(in, &fields, read_sct_fields(&fields, out));
}

/*@ requires \valid(it) && \valid(out) && \separated(it, out) && valid_slice(it->rest);
    assigns *it, *out;
    ensures \result <= 0 || \result == PC_END;
    ensures \result != PC_OK ==> *it == \old(*it) && *out == \old(*out);
    ensures \result == PC_OK ==> follows(\old(it->rest), it->rest) && valid_slice(it->rest);
*/
enum pc_result pc_sct_next(struct pc_sct_iter *it, struct pc_sct *out)
{
        struct pc_slice rest = it->rest;
        struct pc_sct sct;
        enum pc_result code;

        if (rest.len == 0) {
                return PC_END;
        }
        code = read_sct(&rest, &sct);
        if (code == PC_OK) {
                it->rest = rest;
                *out = sct;
        }
        return code;
}

/*@ requires \valid(in) && \valid(sct) && \separated(in, sct) && valid_slice(*in);
    assigns *in, *sct;
    ensures \result <= 0;
*/
static enum pc_result check_scts(struct pc_slice *in, struct pc_sct *sct)
{
        enum pc_result code = PC_OK;

        /*@ loop invariant code <= 0 && (code == PC_OK ==> valid_slice(*in));
            loop assigns code, *in, *sct;
            loop variant code == PC_OK ? in->len + 1 : 0;
        */
        while (code == PC_OK && in->len != 0) {
                code = read_sct(in, sct);
        }
        return code;
}

/* Both wrappings of the list: OCTET STRING, and the vector inside. */
/*@ requires \valid(in) && \valid(list) && \separated(in, list) && valid_slice(*in);
    assigns *in, *list;
    ensures \result <= 0 && (\result == PC_OK ==> valid_slice(*in));
    ensures \result == PC_OK ==> part_of(\old(*in), *list);
*/
static enum pc_result open_list(struct pc_slice *in, struct pc_slice *list)
{
        struct pc_slice octets;
        enum pc_result code = pc_der_expect(in, PC_TAG_OCTET_STRING, &octets);

        return code == PC_OK ? pc_leave(in, &octets, take_filled_vector(&octets, list)) : code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_sct_list_check(struct pc_slice *in)
{
        struct pc_slice list;
        struct pc_sct sct;
        enum pc_result code = open_list(in, &list);

        if (code == PC_OK) {
                code = pc_leave(in, &list, check_scts(&list, &sct));
        }
        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
    ensures \result == PC_OK ==> part_of(\old(cert->extensions), out->rest);
*/
enum pc_result pc_sct_list(const struct pc_certificate *cert, struct pc_sct_iter *out)
{
        struct pc_slice value;
        enum pc_result code = pc_checked_value(cert, PC_EXTENSION_SCT_LIST, pc_sct_list_check, &value);

        return code == PC_OK ? open_list(&value, &out->rest) : code;
}
