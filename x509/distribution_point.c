#include "x509/distribution_point.h"

#include "asn1/fast.h"
#include "x509/check.h"
#include "x509/extension_shape.h"

#define TAG_NAME          PC_TAG_CONTEXT_CONSTRUCTED(0)
#define TAG_FULL_NAME     PC_TAG_CONTEXT_CONSTRUCTED(0)
#define TAG_RELATIVE_NAME PC_TAG_CONTEXT_CONSTRUCTED(1)
#define TAG_REASONS       PC_TAG_CONTEXT(1)
#define TAG_CRL_ISSUER    PC_TAG_CONTEXT_CONSTRUCTED(2)

/* The field [0]: the CHOICE of DistributionPointName under its explicit tag. */
/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
static enum pc_result check_name(struct pc_check *c)
{
        size_t behind;
        enum pc_result code = pc_wrong_form(pc_scope_enter(&c->at, TAG_NAME, &behind));

        if (code != PC_OK) {
                return code;
        }
        if (pc_is_next(&c->at, TAG_RELATIVE_NAME)) {
                code = pc_rdn_check(c, TAG_RELATIVE_NAME);
        } else {
                code = pc_general_names_check(c, TAG_FULL_NAME);
        }
        return pc_scope_leave(&c->at, behind, code);
}

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
static enum pc_result check_point(struct pc_check *c)
{
        size_t behind;
        struct pc_slice reasons;
        enum pc_result code = pc_wrong_form(pc_scope_enter(&c->at, PC_TAG_SEQUENCE, &behind));

        if (code != PC_OK) {
                return code;
        }
        if (PC_FAST && c->at.len == 0) {
                return pc_scope_leave(&c->at, behind, PC_OK);
        }
        if (pc_is_next(&c->at, TAG_NAME)) {
                code = check_name(c);
        }
        if (code == PC_OK && pc_is_next(&c->at, TAG_REASONS)) {
                code = pc_bit_string_check(c, TAG_REASONS, &reasons);
        }
        if (code == PC_OK && pc_is_next(&c->at, TAG_CRL_ISSUER)) {
                code = pc_general_names_check(c, TAG_CRL_ISSUER);
        }
        return pc_scope_leave(&c->at, behind, code);
}

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
enum pc_result pc_distribution_point_check(struct pc_check *c)
{
        size_t behind;
        enum pc_result code = pc_list_enter(c, PC_TAG_SEQUENCE, &behind);

        if (code != PC_OK) {
                return code;
        }
        /*@ loop invariant code <= 0;
            loop invariant code == PC_OK ==> rest_of(\at(c->at, LoopEntry), c->at);
            loop assigns code, *c;
            loop variant code == PC_OK ? c->at.len + 1 : 0;
        */
        while (code == PC_OK && c->at.len != 0) {
                code = PC_FAST && pc_shape_take_points(&c->at) ? PC_OK : check_point(c);
        }
        return pc_scope_leave(&c->at, behind, code);
}

/* Takes an optional field off the cursor. */
/*@ requires \valid(in) && \valid(present) && \valid(out) && \separated(in, present, out) && valid_slice(*in);
    assigns *in, *present, *out;
    ensures \result <= 0 && valid_slice(*in) && rest_of(\old(*in), *in);
    ensures \result == PC_OK && *present ? part_of(\old(*in), *out) : *out == \old(*out);
*/
static enum pc_result take_field(struct pc_slice *in, uint8_t tag, bool *present, struct pc_slice *out)
{
        enum pc_result code = pc_fast_optional(in, tag, out);

        *present = code == PC_OK;
        return code == PC_NONE ? PC_OK : code;
}

/* What is in a DistributionPoint. */
/*@ requires valid_slice(fields) && \valid(out);
    assigns *out;
    ensures \result <= 0;
*/
static enum pc_result read_point(struct pc_slice fields, struct pc_distribution_point *out)
{
        static const struct pc_distribution_point empty = {0};
        struct pc_slice name = {NULL, 0};
        struct pc_slice reasons;
        bool has_name;
        enum pc_result code = take_field(&fields, TAG_NAME, &has_name, &name);

        *out = empty;
        if (code == PC_OK) {
                code = take_field(&name, TAG_FULL_NAME, &out->has_full_name, &out->full_name.rest);
        }
        if (code == PC_OK) {
                code = take_field(&name, TAG_RELATIVE_NAME, &out->has_relative_name, &out->relative_name);
        }
        if (code == PC_OK) {
                code = take_field(&fields, TAG_REASONS, &out->has_reasons, &reasons);
        }
        if (code == PC_OK && out->has_reasons) {
                code = pc_bit_string_read(reasons, &out->reasons);
        }
        if (code == PC_OK) {
                code = take_field(&fields, TAG_CRL_ISSUER, &out->has_crl_issuer, &out->crl_issuer.rest);
        }
        return code;
}

/*@ requires \valid(it) && \valid(out) && \separated(it, out) && valid_slice(it->rest);
    assigns *it, *out;
    ensures \result <= 0 || \result == PC_END;
    ensures \result == PC_OK ==> follows(\old(it->rest), it->rest) && valid_slice(it->rest);
*/
enum pc_result pc_distribution_point_next(struct pc_distribution_point_iter *it,
                                          struct pc_distribution_point *out)
{
        struct pc_slice fields;
        enum pc_result code;

        if (it->rest.len == 0) {
                return PC_END;
        }
        code = pc_fast_expect(&it->rest, PC_TAG_SEQUENCE, &fields);
        return code == PC_OK ? read_point(fields, out) : code;
}
