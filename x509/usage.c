#include "x509/usage.h"

#include "asn1/integer.h"
#include "asn1/fast.h"
#include "x509/check.h"

/* Reads the two fields of BasicConstraints; on failure the cursor stands at the error. */
static enum pc_result read_basic_constraints(struct pc_slice *in, struct pc_basic_constraints *out, uint32_t *irregular)
{
        struct pc_slice content;
        enum pc_result code;

        out->ca = false;
        out->has_path_len = false;
        out->path_len = 0;
        code = pc_fast_optional(in, PC_TAG_BOOLEAN, &content);
        if (code == PC_OK) {
                code = pc_boolean_read(content, &out->ca);
                if (code == PC_OK && !out->ca) {
                        *irregular |= PC_IRREGULAR(PC_IRREGULAR_BOOLEAN_DEFAULT);
                } else if (code == PC_OK && content.data[0] != 0xFF) {
                        *irregular |= PC_IRREGULAR(PC_IRREGULAR_BOOLEAN);
                }
        }
        if ((code == PC_OK || code == PC_NONE) && in->len != 0) {
                code = pc_read_integer(in, &content);
                if (code == PC_OK) {
                        out->has_path_len = true;
                        code = pc_integer_to_int64(content, &out->path_len);
                }
        }
        if (code == PC_OK || code == PC_NONE) {
                code = pc_fast_end(*in);
        }
        return code;
}

/* A value that is one element of the tag 'tag' and nothing behind it: its contents octets. */
static enum pc_result open_value(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        enum pc_result code = pc_fast_expect(in, tag, content);

        return code == PC_OK ? pc_fast_end(*in) : code;
}

enum pc_result pc_basic_constraints_check(struct pc_slice *in, uint32_t *irregular)
{
        struct pc_basic_constraints constraints;
        struct pc_slice fields;
        enum pc_result code = open_value(in, PC_TAG_SEQUENCE, &fields);

        if (code != PC_OK) {
                return code;
        }
        code = read_basic_constraints(&fields, &constraints, irregular);
        if (code != PC_OK) {
                *in = fields;
        }
        return code;
}

enum pc_result pc_key_usage_check(struct pc_slice *in, uint32_t *irregular)
{
        enum pc_result code = pc_bit_string_check(in, PC_TAG_BIT_STRING, irregular);

        return code == PC_OK ? pc_fast_end(*in) : code;
}

enum pc_result pc_extended_key_usage_check(struct pc_slice *in, uint32_t *irregular)
{
        struct pc_slice usages;
        struct pc_slice oid;
        enum pc_result code = open_value(in, PC_TAG_SEQUENCE, &usages);

        if (code != PC_OK) {
                return code;
        }
        if (usages.len == 0) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_EXTENSION_EMPTY);
        }
        while (code == PC_OK && usages.len != 0) {
                code = pc_read_oid(&usages, &oid);
        }
        if (code != PC_OK) {
                *in = usages;
        }
        return code;
}

enum pc_result pc_basic_constraints(const struct pc_certificate *cert, struct pc_basic_constraints *out)
{
        struct pc_slice value;
        struct pc_slice fields;
        uint32_t irregular = 0;
        enum pc_result code = pc_extension_value(cert, PC_EXTENSION_BASIC_CONSTRAINTS, &value);

        if (code == PC_OK) {
                code = pc_fast_expect(&value, PC_TAG_SEQUENCE, &fields);
        }
        return code == PC_OK ? read_basic_constraints(&fields, out, &irregular) : code;
}

enum pc_result pc_key_usage(const struct pc_certificate *cert, uint16_t *bits)
{
        struct pc_slice value;
        struct pc_slice content;
        struct pc_bit_string usage;
        unsigned n;
        enum pc_result code = pc_extension_value(cert, PC_EXTENSION_KEY_USAGE, &value);

        if (code == PC_OK) {
                code = pc_fast_expect(&value, PC_TAG_BIT_STRING, &content);
        }
        if (code == PC_OK) {
                code = pc_bit_string_read(content, &usage);
        }
        if (code != PC_OK) {
                return code;
        }
        *bits = 0;
        for (n = 0; n < PC_KEY_USAGE_COUNT; n++) {
                if (pc_bit_string_bit(&usage, n)) {
                        *bits = (uint16_t)(*bits | 1u << n);
                }
        }
        return PC_OK;
}

enum pc_result pc_extended_key_usage(const struct pc_certificate *cert, struct pc_oid_iter *out)
{
        struct pc_slice value;
        enum pc_result code = pc_extension_value(cert, PC_EXTENSION_EXTENDED_KEY_USAGE, &value);

        return code == PC_OK ? pc_fast_expect(&value, PC_TAG_SEQUENCE, &out->rest) : code;
}

enum pc_result pc_oid_next(struct pc_oid_iter *it, struct pc_slice *oid)
{
        return it->rest.len == 0 ? PC_END : pc_fast_expect(&it->rest, PC_TAG_OID, oid);
}
