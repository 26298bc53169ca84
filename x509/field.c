#include "x509/field.h"

#include "asn1/integer.h"

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *out == \old(*out);
    ensures \result == PC_OK ==> splits(\old(*in), *out, *in) && valid_integer(*out) && valid_slice(*in);
*/
enum pc_result pc_read_tagged_integer(struct pc_slice *in, uint8_t tag, struct pc_slice *out)
{
        struct pc_slice rest = *in;
        struct pc_slice content;
        enum pc_result code = pc_der_expect(&rest, tag, &content);

        if (code == PC_OK) {
                code = pc_integer_check(content);
        }
        if (code != PC_OK) {
                return code;
        }
        *in = rest;
        *out = content;
        return PC_OK;
}

/*@ requires \valid(in) && \valid(count) && \separated(in, count) && valid_slice(*in);
    assigns *in, *count;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *count == \old(*count);
    ensures \result == PC_OK ==> follows(\old(*in), *in) && valid_slice(*in) && *count >= 0;
*/
enum pc_result pc_read_count(struct pc_slice *in, uint8_t tag, int64_t *count)
{
        struct pc_slice rest = *in;
        struct pc_slice content;
        int64_t value;
        enum pc_result code = pc_read_tagged_integer(&rest, tag, &content);

        if (code == PC_OK) {
                code = pc_integer_to_int64(content, &value);
        }
        if (code != PC_OK) {
                return code;
        }
        if (value < 0) {
                return PC_ERR_X509_VALUE;
        }
        *in = rest;
        *count = value;
        return PC_OK;
}

/*@ requires \valid(in) && \valid(present) && \valid(count) && \separated(in, present, count) && valid_slice(*in);
    assigns *in, *present, *count;
    ensures \result <= 0;
    ensures \result == PC_OK && *present ? follows(\old(*in), *in) && *count >= 0
                                        : *in == \old(*in) && *count == \old(*count);
    ensures valid_slice(*in);
*/
enum pc_result pc_optional_count(struct pc_slice *in, uint8_t tag, bool *present, int64_t *count)
{
        struct pc_slice rest = *in;
        struct pc_slice content;
        enum pc_result code = pc_der_optional(&rest, tag, &content);

        if (code == PC_NONE) {
                *present = false;
                return PC_OK;
        }
        if (code == PC_OK) {
                code = pc_read_count(in, tag, count);
        }
        if (code == PC_OK) {
                *present = true;
        }
        return code;
}

/*@ requires \valid(in) && \valid(list) && \separated(in, list) && valid_slice(*in);
    assigns *in, *list;
    ensures \result <= 0;
    ensures \result != PC_OK ==> *in == \old(*in) && *list == \old(*list);
    ensures \result == PC_OK ==> splits(\old(*in), *list, *in) && list->len > 0 && valid_slice(*list) && valid_slice(*in);
*/
enum pc_result pc_read_list(struct pc_slice *in, uint8_t tag, struct pc_slice *list)
{
        struct pc_slice rest = *in;
        struct pc_slice content;
        enum pc_result code = pc_der_expect(&rest, tag, &content);

        if (code != PC_OK) {
                return code;
        }
        if (content.len == 0) {
                return PC_ERR_X509_VALUE;
        }
        *in = rest;
        *list = content;
        return PC_OK;
}

/*@ requires \valid(in) && \valid_read(scope);
    assigns *in;
    ensures \result == (code == PC_OK && \old(scope->len) != 0 ? PC_ERR_DER_EXTRA : code);
    ensures *in == (\result == PC_OK ? \old(*in) : \old(*scope));
*/
enum pc_result pc_leave(struct pc_slice *in, const struct pc_slice *scope, enum pc_result code)
{
        if (code == PC_OK) {
                code = pc_der_end(*scope);
        }
        if (code != PC_OK) {
                *in = *scope;
        }
        return code;
}
