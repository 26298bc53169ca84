#include "x509/policies.h"

#include <string.h>

#include "asn1/any.h"
#include "asn1/charstring.h"
#include "x509/check.h"
#include "x509/field.h"
#include "x509/lazy.h"

/* id-qt, 1.3.6.1.5.5.7.2, and what follows it: RFC 5280 4.2.1.4 */
static const uint8_t id_qt[] = {0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02};
#define ID_QT_CPS     1
#define ID_QT_UNOTICE 2

/*@ requires valid_slice(oid);
    assigns \nothing;
*/
static enum pc_policy_qualifier_type qualifier_type(struct pc_slice oid)
{
        if (oid.len != sizeof id_qt + 1 || memcmp(oid.data, id_qt, sizeof id_qt) != 0) {
                return PC_POLICY_QUALIFIER_OTHER;
        }
        switch (oid.data[sizeof id_qt]) {
        case ID_QT_CPS:
                return PC_POLICY_QUALIFIER_CPS;
        case ID_QT_UNOTICE:
                return PC_POLICY_QUALIFIER_NOTICE;
        default:
                return PC_POLICY_QUALIFIER_OTHER;
        }
}

/*@ assigns \nothing;
*/
static bool is_display_text(uint8_t tag)
{
        return tag == PC_TAG_IA5_STRING || tag == PC_TAG_VISIBLE_STRING || tag == PC_TAG_BMP_STRING ||
               tag == PC_TAG_UTF8_STRING;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> follows(\old(*in), *in) && valid_slice(*in);
*/
static enum pc_result read_display_text(struct pc_slice *in, struct pc_element *out)
{
        struct pc_slice rest = *in;
        struct pc_element text;
        enum pc_result code = pc_der_read(&rest, &text);

        if (code != PC_OK) {
                return code;
        }
        if (!is_display_text(text.tag)) {
                return PC_ERR_DER_TAG;
        }
        code = pc_string_check(text.tag, text.content);
        if (code == PC_OK) {
                *in = rest;
                *out = text;
        }
        return code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_reference_fields(struct pc_slice *in, struct pc_user_notice *out)
{
        struct pc_slice numbers;
        enum pc_result code = read_display_text(in, &out->organization);

        if (code == PC_OK) {
                code = pc_der_expect(in, PC_TAG_SEQUENCE, &numbers);
        }
        if (code != PC_OK) {
                return code;
        }
        out->notice_numbers.rest = numbers;
        return pc_leave(in, &numbers, pc_integers_check(&numbers));
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_notice_fields(struct pc_slice *in, struct pc_user_notice *out)
{
        struct pc_slice reference;
        enum pc_result code = pc_der_optional(in, PC_TAG_SEQUENCE, &reference);

        if (code == PC_OK) {
                code = pc_leave(in, &reference, read_reference_fields(&reference, out));
        }
        if (code != PC_OK && code != PC_NONE) {
                return code;
        }
        return in->len != 0 ? read_display_text(in, &out->explicit_text) : PC_OK;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_notice(struct pc_slice *in, struct pc_policy_qualifier *out)
{
        struct pc_slice fields;
        enum pc_result code = pc_der_expect(in, PC_TAG_SEQUENCE, &fields);

        if (code != PC_OK) {
                return code;
        }
        out->value.tag = PC_TAG_SEQUENCE;
        out->value.content = fields;
        return pc_leave(in, &fields, read_notice_fields(&fields, &out->notice));
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_qualifier_fields(struct pc_slice *in, struct pc_policy_qualifier *out)
{
        enum pc_result code = pc_read_oid(in, &out->oid);

        if (code != PC_OK) {
                return code;
        }
        out->type = qualifier_type(out->oid);
        switch (out->type) {
        case PC_POLICY_QUALIFIER_CPS:
                out->value.tag = PC_TAG_IA5_STRING;
                return pc_der_expect(in, PC_TAG_IA5_STRING, &out->value.content);
        case PC_POLICY_QUALIFIER_NOTICE:
                return read_notice(in, out);
        case PC_POLICY_QUALIFIER_OTHER:
                break;
        }
        return pc_any_read(in, &out->value);
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> follows(\old(*in), *in) && valid_slice(*in);
*/
static enum pc_result read_qualifier(struct pc_slice *in, struct pc_policy_qualifier *out)
{
        static const struct pc_policy_qualifier empty = {0};
        struct pc_slice fields;
        enum pc_result code = pc_der_expect(in, PC_TAG_SEQUENCE, &fields);

        *out = empty;
        return code == PC_OK ? pc_leave(in, &fields, read_qualifier_fields(&fields, out)) : code;
}

/*@ requires \valid(it) && \valid(out) && \separated(it, out) && valid_slice(it->rest);
    assigns *it, *out;
    ensures \result <= 0 || \result == PC_END;
    ensures \result != PC_OK ==> *it == \old(*it) && *out == \old(*out);
    ensures \result == PC_OK ==> follows(\old(it->rest), it->rest) && valid_slice(it->rest);
*/
enum pc_result pc_policy_qualifier_next(struct pc_policy_qualifier_iter *it, struct pc_policy_qualifier *out)
{
        struct pc_slice rest = it->rest;
        struct pc_policy_qualifier qualifier;
        enum pc_result code;

        if (rest.len == 0) {
                return PC_END;
        }
        code = read_qualifier(&rest, &qualifier);
        if (code == PC_OK) {
                it->rest = rest;
                *out = qualifier;
        }
        return code;
}

/*@ requires \valid(in) && \valid(qualifier) && \separated(in, qualifier) && valid_slice(*in);
    assigns *in, *qualifier;
    ensures \result <= 0;
*/
static enum pc_result check_qualifiers(struct pc_slice *in, struct pc_policy_qualifier *qualifier)
{
        enum pc_result code = PC_OK;

        /*@ loop invariant code <= 0 && (code == PC_OK ==> valid_slice(*in));
            loop assigns code, *in, *qualifier;
            loop variant code == PC_OK ? in->len + 1 : 0;
        */
        while (code == PC_OK && in->len != 0) {
                code = read_qualifier(in, qualifier);
        }
        return code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_policy_fields(struct pc_slice *in, struct pc_policy *out)
{
        static const struct pc_slice none = {NULL, 0};
        struct pc_policy_qualifier qualifier;
        struct pc_slice list;
        enum pc_result code = pc_read_oid(in, &out->oid);

        out->qualifiers.rest = none;
        if (code != PC_OK || in->len == 0) {
                return code;
        }
        code = pc_read_list(in, PC_TAG_SEQUENCE, &list);
        if (code != PC_OK) {
                return code;
        }
        out->qualifiers.rest = list;
        return pc_leave(in, &list, check_qualifiers(&list, &qualifier));
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> follows(\old(*in), *in) && valid_slice(*in);
*/
static enum pc_result read_policy(struct pc_slice *in, struct pc_policy *out)
{
        struct pc_slice fields;
        enum pc_result code = pc_der_expect(in, PC_TAG_SEQUENCE, &fields);

        return code == PC_OK ? pc_leave(in, &fields, read_policy_fields(&fields, out)) : code;
}

/*@ requires \valid(it) && \valid(out) && \separated(it, out) && valid_slice(it->rest);
    assigns *it, *out;
    ensures \result <= 0 || \result == PC_END;
    ensures \result != PC_OK ==> *it == \old(*it) && *out == \old(*out);
    ensures \result == PC_OK ==> follows(\old(it->rest), it->rest) && valid_slice(it->rest);
*/
enum pc_result pc_policy_next(struct pc_policy_iter *it, struct pc_policy *out)
{
        struct pc_slice rest = it->rest;
        struct pc_policy policy;
        enum pc_result code;

        if (rest.len == 0) {
                return PC_END;
        }
        code = read_policy(&rest, &policy);
        if (code == PC_OK) {
                it->rest = rest;
                *out = policy;
        }
        return code;
}

/*@ requires \valid(in) && \valid(policy) && \separated(in, policy) && valid_slice(*in);
    assigns *in, *policy;
    ensures \result <= 0;
*/
static enum pc_result check_policies(struct pc_slice *in, struct pc_policy *policy)
{
        enum pc_result code = PC_OK;

        /*@ loop invariant code <= 0 && (code == PC_OK ==> valid_slice(*in));
            loop assigns code, *in, *policy;
            loop variant code == PC_OK ? in->len + 1 : 0;
        */
        while (code == PC_OK && in->len != 0) {
                code = read_policy(in, policy);
        }
        return code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_certificate_policies_check(struct pc_slice *in)
{
        struct pc_slice policies;
        struct pc_policy policy;
        enum pc_result code = pc_read_list(in, PC_TAG_SEQUENCE, &policies);

        if (code == PC_OK) {
                code = pc_leave(in, &policies, check_policies(&policies, &policy));
        }
        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
    ensures \result == PC_OK ==> part_of(\old(cert->extensions), out->rest);
*/
enum pc_result pc_certificate_policies(const struct pc_certificate *cert, struct pc_policy_iter *out)
{
        struct pc_slice value;
        enum pc_result code = pc_checked_value(cert, PC_EXTENSION_CERTIFICATE_POLICIES,
                                               pc_certificate_policies_check, &value);

        return code == PC_OK ? pc_der_expect(&value, PC_TAG_SEQUENCE, &out->rest) : code;
}
