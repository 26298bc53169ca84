#include "x509/distribution_point.h"

#include "asn1/fast.h"
#include "x509/check.h"

#define TAG_NAME PC_TAG_CONTEXT_CONSTRUCTED(0)
#define TAG_FULL_NAME PC_TAG_CONTEXT_CONSTRUCTED(0)
#define TAG_RELATIVE_NAME PC_TAG_CONTEXT_CONSTRUCTED(1)
#define TAG_REASONS PC_TAG_CONTEXT(1)
#define TAG_CRL_ISSUER PC_TAG_CONTEXT_CONSTRUCTED(2)

/* The CHOICE inside DistributionPointName. The characters of a relative name are not checked, as in OpenSSL. */
static enum pc_result check_name_choice(struct pc_slice *in, uint32_t *irregular)
{
        struct pc_slice rest = *in;
        struct pc_slice attributes;
        enum pc_result code = pc_fast_optional(&rest, TAG_RELATIVE_NAME, &attributes);

        if (code == PC_NONE) {
                return pc_general_names_check(in, TAG_FULL_NAME, irregular);
        }
        if (code != PC_OK) {
                return code;
        }
        code = pc_rdn_check(&attributes, false, irregular);
        *in = code == PC_OK ? rest : attributes;
        return code;
}

/* The optional field [0]. */
static enum pc_result check_name(struct pc_slice *in, uint32_t *irregular)
{
        struct pc_slice rest = *in;
        struct pc_slice choice;
        enum pc_result code = pc_wrong_form(pc_fast_optional(&rest, TAG_NAME, &choice));

        if (code != PC_OK) {
                return code == PC_NONE ? PC_OK : code;
        }
        code = check_name_choice(&choice, irregular);
        if (code == PC_OK) {
                code = pc_fast_end(choice);
        }
        *in = code == PC_OK ? rest : choice;
        return code;
}

/* The optional field [1]. */
static enum pc_result check_reasons(struct pc_slice *in, uint32_t *irregular)
{
        struct pc_slice rest = *in;
        struct pc_slice reasons;
        enum pc_result code = pc_fast_optional(&rest, TAG_REASONS, &reasons);

        if (code == PC_OK || code == PC_ERR_DER_CONSTRUCTED) {
                return pc_bit_string_check(in, TAG_REASONS, irregular);
        }
        return code == PC_NONE ? PC_OK : code;
}

/* The optional field [2]. */
static enum pc_result check_crl_issuer(struct pc_slice *in, uint32_t *irregular)
{
        struct pc_slice rest = *in;
        struct pc_slice names;
        enum pc_result code = pc_fast_optional(&rest, TAG_CRL_ISSUER, &names);

        if (code == PC_NONE) {
                return PC_OK;
        }
        return code == PC_OK ? pc_general_names_check(in, TAG_CRL_ISSUER, irregular) : code;
}

static enum pc_result check_point(struct pc_slice *in, uint32_t *irregular)
{
        struct pc_slice rest = *in;
        struct pc_slice fields;
        enum pc_result code = pc_wrong_form(pc_fast_expect(&rest, PC_TAG_SEQUENCE, &fields));

        if (code != PC_OK) {
                return code;
        }
        *in = fields;
        code = check_name(in, irregular);
        if (code == PC_OK) {
                code = check_reasons(in, irregular);
        }
        if (code == PC_OK) {
                code = check_crl_issuer(in, irregular);
        }
        if (code == PC_OK) {
                code = pc_fast_end(*in);
        }
        if (code == PC_OK) {
                *in = rest;
        }
        return code;
}

enum pc_result pc_distribution_point_check(struct pc_slice *in, uint32_t *irregular)
{
        struct pc_slice rest = *in;
        struct pc_slice points;
        enum pc_result code = pc_fast_expect(&rest, PC_TAG_SEQUENCE, &points);

        if (code != PC_OK) {
                return code;
        }
        if (points.len == 0) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_EXTENSION_EMPTY);
        }
        while (points.len != 0) {
                code = check_point(&points, irregular);
                if (code != PC_OK) {
                        *in = points;
                        return code;
                }
        }
        *in = rest;
        return PC_OK;
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

enum pc_result pc_distribution_point_next(struct pc_distribution_point_iter *it, struct pc_distribution_point *out)
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
