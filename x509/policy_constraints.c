#include "x509/policy_constraints.h"

#include "x509/check.h"
#include "x509/field.h"
#include "x509/lazy.h"

#define TAG_REQUIRE_EXPLICIT_POLICY PC_TAG_CONTEXT(0)
#define TAG_INHIBIT_POLICY_MAPPING  PC_TAG_CONTEXT(1)

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_mapping_fields(struct pc_slice *in, struct pc_policy_mapping *out)
{
        enum pc_result code = pc_read_oid(in, &out->issuer_domain);

        return code == PC_OK ? pc_read_oid(in, &out->subject_domain) : code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> follows(\old(*in), *in) && valid_slice(*in);
*/
static enum pc_result read_mapping(struct pc_slice *in, struct pc_policy_mapping *out)
{
        struct pc_slice fields;
        enum pc_result code = pc_der_expect(in, PC_TAG_SEQUENCE, &fields);

        return code == PC_OK ? pc_leave(in, &fields, read_mapping_fields(&fields, out)) : code;
}

/*@ requires \valid(in) && \valid(mapping) && \separated(in, mapping) && valid_slice(*in);
    assigns *in, *mapping;
    ensures \result <= 0;
*/
static enum pc_result check_mappings(struct pc_slice *in, struct pc_policy_mapping *mapping)
{
        enum pc_result code = PC_OK;

        /*@ loop invariant code <= 0 && (code == PC_OK ==> valid_slice(*in));
            loop assigns code, *in, *mapping;
            loop variant code == PC_OK ? in->len + 1 : 0;
        */
        while (code == PC_OK && in->len != 0) {
                code = read_mapping(in, mapping);
        }
        return code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_policy_mappings_check(struct pc_slice *in)
{
        struct pc_slice mappings;
        struct pc_policy_mapping mapping;
        enum pc_result code = pc_read_list(in, PC_TAG_SEQUENCE, &mappings);

        if (code == PC_OK) {
                code = pc_leave(in, &mappings, check_mappings(&mappings, &mapping));
        }
        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
    ensures \result == PC_OK ==> part_of(\old(cert->extensions), out->rest);
*/
enum pc_result pc_policy_mappings(const struct pc_certificate *cert, struct pc_policy_mapping_iter *out)
{
        struct pc_slice value;
        enum pc_result code =
                pc_checked_value(cert, PC_EXTENSION_POLICY_MAPPINGS, pc_policy_mappings_check, &value);

        return code == PC_OK ? pc_der_expect(&value, PC_TAG_SEQUENCE, &out->rest) : code;
}

/*@ requires \valid(it) && \valid(out) && \separated(it, out) && valid_slice(it->rest);
    assigns *it, *out;
    ensures \result <= 0 || \result == PC_END;
    ensures \result != PC_OK ==> *it == \old(*it) && *out == \old(*out);
    ensures \result == PC_OK ==> follows(\old(it->rest), it->rest) && valid_slice(it->rest);
*/
enum pc_result pc_policy_mapping_next(struct pc_policy_mapping_iter *it, struct pc_policy_mapping *out)
{
        struct pc_slice rest = it->rest;
        struct pc_policy_mapping mapping;
        enum pc_result code;

        if (rest.len == 0) {
                return PC_END;
        }
        code = read_mapping(&rest, &mapping);
        if (code == PC_OK) {
                it->rest = rest;
                *out = mapping;
        }
        return code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_skips(struct pc_slice *in, struct pc_policy_constraints *out)
{
        enum pc_result code =
                pc_optional_count(in, TAG_REQUIRE_EXPLICIT_POLICY, &out->has_require_explicit_policy,
                                  &out->require_explicit_policy);

        if (code != PC_OK) {
                return code;
        }
        return pc_optional_count(in, TAG_INHIBIT_POLICY_MAPPING, &out->has_inhibit_policy_mapping,
                                 &out->inhibit_policy_mapping);
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_policy_constraints(struct pc_slice *in, struct pc_policy_constraints *out)
{
        static const struct pc_policy_constraints empty = {0};
        struct pc_slice fields;
        enum pc_result code = pc_der_expect(in, PC_TAG_SEQUENCE, &fields);

        *out = empty;
        if (code == PC_OK) {
                code = pc_leave(in, &fields, read_skips(&fields, out));
        }
        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_policy_constraints_check(struct pc_slice *in)
{
        struct pc_policy_constraints constraints;

        return read_policy_constraints(in, &constraints);
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
*/
enum pc_result pc_policy_constraints(const struct pc_certificate *cert, struct pc_policy_constraints *out)
{
        struct pc_slice value;
        enum pc_result code =
                pc_checked_value(cert, PC_EXTENSION_POLICY_CONSTRAINTS, pc_policy_constraints_check, &value);

        return code == PC_OK ? read_policy_constraints(&value, out) : code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> *out >= 0;
*/
static enum pc_result read_skip(struct pc_slice *in, int64_t *out)
{
        enum pc_result code = pc_read_count(in, PC_TAG_INTEGER, out);

        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_inhibit_any_policy_check(struct pc_slice *in)
{
        int64_t skip;

        return read_skip(in, &skip);
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
    ensures \result == PC_OK ==> *out >= 0;
*/
enum pc_result pc_inhibit_any_policy(const struct pc_certificate *cert, int64_t *out)
{
        struct pc_slice value;
        enum pc_result code =
                pc_checked_value(cert, PC_EXTENSION_INHIBIT_ANY_POLICY, pc_inhibit_any_policy_check, &value);

        return code == PC_OK ? read_skip(&value, out) : code;
}
