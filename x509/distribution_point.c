#include "x509/distribution_point.h"

#include "asn1/fast.h"
#include "x509/check.h"

#define TAG_NAME          PC_TAG_CONTEXT_CONSTRUCTED(0)
#define TAG_FULL_NAME     PC_TAG_CONTEXT_CONSTRUCTED(0)
#define TAG_RELATIVE_NAME PC_TAG_CONTEXT_CONSTRUCTED(1)
#define TAG_REASONS       PC_TAG_CONTEXT(1)
#define TAG_CRL_ISSUER    PC_TAG_CONTEXT_CONSTRUCTED(2)

/* The characters of a relative name are not checked, as in OpenSSL. */
static enum pc_result check_relative_name(struct pc_slice *in, uint32_t *irregular)
{
        size_t behind;
        enum pc_result code = pc_scope_enter(in, TAG_RELATIVE_NAME, &behind);

        if (code == PC_OK) {
                code = pc_scope_leave(in, behind, pc_rdn_check(in, false, irregular));
        }
        return code;
}

/* The field [0]: the CHOICE of DistributionPointName under its explicit tag. */
static enum pc_result check_name(struct pc_slice *in, uint32_t *irregular)
{
        size_t behind;
        enum pc_result code = pc_wrong_form(pc_scope_enter(in, TAG_NAME, &behind));

        if (code != PC_OK) {
                return code;
        }
        if (pc_is_next(in, TAG_RELATIVE_NAME)) {
                code = check_relative_name(in, irregular);
        } else {
                code = pc_general_names_check(in, TAG_FULL_NAME, irregular);
        }
        return pc_scope_leave(in, behind, code);
}

static enum pc_result check_point(struct pc_slice *in, uint32_t *irregular)
{
        size_t behind;
        enum pc_result code = pc_wrong_form(pc_scope_enter(in, PC_TAG_SEQUENCE, &behind));

        if (code != PC_OK) {
                return code;
        }
        if (pc_is_next(in, TAG_NAME)) {
                code = check_name(in, irregular);
        }
        if (code == PC_OK && pc_is_next(in, TAG_REASONS)) {
                code = pc_bit_string_check(in, TAG_REASONS, irregular);
        }
        if (code == PC_OK && pc_is_next(in, TAG_CRL_ISSUER)) {
                code = pc_general_names_check(in, TAG_CRL_ISSUER, irregular);
        }
        return pc_scope_leave(in, behind, code);
}

enum pc_result pc_distribution_point_check(struct pc_slice *in, uint32_t *irregular)
{
        size_t behind;
        enum pc_result code = pc_list_enter(in, PC_TAG_SEQUENCE, &behind, irregular);

        if (code != PC_OK) {
                return code;
        }
        while (code == PC_OK && in->len != 0) {
                code = check_point(in, irregular);
        }
        return pc_scope_leave(in, behind, code);
}

/* Splits DistributionPointName, which has been checked, into its two alternatives. */
static enum pc_result read_name(struct pc_slice choice, struct pc_distribution_point *out)
{
        enum pc_result code = pc_fast_optional(&choice, TAG_FULL_NAME, &out->full_name.rest);

        out->has_full_name = code == PC_OK;
        if (code != PC_NONE) {
                return code;
        }
        code = pc_fast_expect(&choice, TAG_RELATIVE_NAME, &out->relative_name);
        out->has_relative_name = code == PC_OK;
        return code;
}

enum pc_result pc_distribution_point_next(struct pc_distribution_point_iter *it,
                                          struct pc_distribution_point *out)
{
        static const struct pc_distribution_point empty = {0};
        struct pc_slice fields;
        struct pc_slice content;
        enum pc_result code;

        if (it->rest.len == 0) {
                return PC_END;
        }
        *out = empty;
        code = pc_fast_expect(&it->rest, PC_TAG_SEQUENCE, &fields);
        if (code == PC_OK) {
                code = pc_fast_optional(&fields, TAG_NAME, &content);
        }
        if (code == PC_OK) {
                code = read_name(content, out);
        }
        if (code == PC_OK || code == PC_NONE) {
                code = pc_fast_optional(&fields, TAG_REASONS, &content);
        }
        if (code == PC_OK) {
                out->has_reasons = true;
                code = pc_bit_string_read(content, &out->reasons);
        }
        if (code == PC_OK || code == PC_NONE) {
                code = pc_fast_optional(&fields, TAG_CRL_ISSUER, &out->crl_issuer.rest);
                out->has_crl_issuer = code == PC_OK;
        }
        return code == PC_NONE ? PC_OK : code;
}
