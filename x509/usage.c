#include "x509/usage.h"

#include "asn1/integer.h"
#include "asn1/fast.h"
#include "x509/check.h"
#include "x509/extension_shape.h"

/* Reads BasicConstraints; on failure the cursor stands at the error. */
/*@ requires valid_check(c) && \valid(out) && \separated(c, out);
    assigns *c, *out;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
static enum pc_result read_basic_constraints(struct pc_check *c, struct pc_basic_constraints *out)
{
        size_t behind;
        struct pc_slice number;
        enum pc_result code = pc_scope_enter(&c->at, PC_TAG_SEQUENCE, &behind);

        if (code != PC_OK) {
                return code;
        }
        code = pc_default_false_read(c, &out->ca);
        out->path_len = 0;
        out->has_path_len = c->at.len != 0;
        if (code == PC_OK && c->at.len != 0) {
                code = pc_read_integer(&c->at, &number);
                if (code == PC_OK) {
                        code = pc_integer_to_int64(number, &out->path_len);
                }
        }
        return pc_scope_leave(&c->at, behind, code);
}

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
enum pc_result pc_basic_constraints_check(struct pc_check *c)
{
        struct pc_basic_constraints constraints;

        return PC_FAST && pc_shape_take_basic_constraints(&c->at) ? PC_OK : read_basic_constraints(c, &constraints);
}

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
enum pc_result pc_key_usage_check(struct pc_check *c)
{
        struct pc_slice bits;

        return PC_FAST && pc_shape_take_key_usage(&c->at) ? PC_OK : pc_bit_string_check(c, PC_TAG_BIT_STRING, &bits);
}

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
enum pc_result pc_extended_key_usage_check(struct pc_check *c)
{
        size_t behind;
        struct pc_slice oid;
        enum pc_result code = pc_list_enter(c, PC_TAG_SEQUENCE, &behind);

        if (code != PC_OK) {
                return code;
        }
        /*@ loop invariant code <= 0;
            loop invariant code == PC_OK ==> rest_of(\at(c->at, LoopEntry), c->at);
            loop assigns code, *c, oid;
            loop variant (code == PC_OK ? (integer)c->at.len : -1);
        */
        while (code == PC_OK && c->at.len != 0) {
                code = PC_FAST && pc_shape_take_purposes(&c->at) ? PC_OK : pc_read_oid(&c->at, &oid);
        }
        return pc_scope_leave(&c->at, behind, code);
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
*/
enum pc_result pc_basic_constraints(const struct pc_certificate *cert, struct pc_basic_constraints *out)
{
        struct pc_check check = {{NULL, 0}, 0};
        enum pc_result code = pc_extension_value(cert, PC_EXTENSION_BASIC_CONSTRAINTS, &check.at);

        return code == PC_OK ? read_basic_constraints(&check, out) : code;
}

/*@ requires valid_certificate(cert) && \valid(bits);
    assigns *bits;
*/
enum pc_result pc_key_usage(const struct pc_certificate *cert, uint16_t *bits)
{
        struct pc_slice value;
        struct pc_slice content;
        struct pc_bit_string usage;
        unsigned asserted = 0;
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
        /*@ loop invariant 0 <= n <= PC_KEY_USAGE_COUNT;
            loop assigns n, asserted;
            loop variant PC_KEY_USAGE_COUNT - n;
        */
        for (n = 0; n < PC_KEY_USAGE_COUNT; n++) {
                if (pc_bit_string_bit(&usage, n)) {
                        asserted |= 1u << n;
                }
        }
        *bits = (uint16_t)asserted;
        return PC_OK;
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
    ensures \result == PC_OK ==> valid_slice(out->rest);
*/
enum pc_result pc_extended_key_usage(const struct pc_certificate *cert, struct pc_oid_iter *out)
{
        struct pc_slice value;
        enum pc_result code = pc_extension_value(cert, PC_EXTENSION_EXTENDED_KEY_USAGE, &value);

        return code == PC_OK ? pc_fast_expect(&value, PC_TAG_SEQUENCE, &out->rest) : code;
}

/*@ requires \valid(it) && valid_slice(it->rest) && \valid(oid) && \separated(it, oid);
    assigns *it, *oid;
    ensures valid_slice(it->rest) && (\result <= 0 || \result == PC_END);
    ensures \result == PC_OK ==> valid_slice(*oid) && follows(\old(it->rest), it->rest);
*/
enum pc_result pc_oid_next(struct pc_oid_iter *it, struct pc_slice *oid)
{
        return it->rest.len == 0 ? PC_END : pc_fast_expect(&it->rest, PC_TAG_OID, oid);
}
