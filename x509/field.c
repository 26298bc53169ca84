#include "x509/field.h"

#include "asn1/integer.h"

enum pc_result pc_read_tagged_integer(struct pc_slice *in, uint8_t tag, struct pc_slice *integer)
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
        *integer = content;
        return PC_OK;
}

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
