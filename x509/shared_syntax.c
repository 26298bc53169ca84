#include "x509/shared_syntax.h"

#include "x509/check.h"
#include "x509/field.h"
#include "x509/lazy.h"

/*
 * A list that is checked as in the extension that is read during parsing. There is nowhere to note that it is
 * irregular, so that an empty one is an error here.
 */
/*@ requires valid_slice(in);
    assigns \nothing;
    ensures \result <= 0;
*/
static enum pc_result check_empty(struct pc_slice in)
{
        struct pc_slice list;

        return pc_read_list(&in, PC_TAG_SEQUENCE, &list);
}

/* Nothing may stand behind the list. 'in' moves to where the check stands. */
/*@ requires \valid(in) && \valid_read(check) && code <= 0;
    assigns *in;
    ensures \result <= 0;
*/
static enum pc_result end_list(struct pc_slice *in, const struct pc_check *check, enum pc_result code)
{
        *in = check->at;
        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_issuer_alt_name_check(struct pc_slice *in)
{
        struct pc_check check = {*in, 0};
        enum pc_result code = check_empty(*in);

        if (code == PC_OK) {
                code = pc_general_names_check(&check, PC_TAG_SEQUENCE);
        }
        return end_list(in, &check, code);
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_subject_info_access_check(struct pc_slice *in)
{
        struct pc_check check = {*in, 0};
        enum pc_result code = check_empty(*in);

        if (code == PC_OK) {
                code = pc_access_check(&check);
        }
        return end_list(in, &check, code);
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_freshest_crl_check(struct pc_slice *in)
{
        struct pc_check check = {*in, 0};
        enum pc_result code = check_empty(*in);

        if (code == PC_OK) {
                code = pc_distribution_point_check(&check);
        }
        return end_list(in, &check, code);
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
    ensures \result == PC_OK ==> part_of(\old(cert->extensions), out->rest);
*/
enum pc_result pc_issuer_alt_names(const struct pc_certificate *cert, struct pc_general_name_iter *out)
{
        struct pc_slice value;
        enum pc_result code =
                pc_checked_value(cert, PC_EXTENSION_ISSUER_ALT_NAME, pc_issuer_alt_name_check, &value);

        return code == PC_OK ? pc_der_expect(&value, PC_TAG_SEQUENCE, &out->rest) : code;
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
    ensures \result == PC_OK ==> part_of(\old(cert->extensions), out->rest);
*/
enum pc_result pc_subject_info_access(const struct pc_certificate *cert, struct pc_access_iter *out)
{
        struct pc_slice value;
        enum pc_result code = pc_checked_value(cert, PC_EXTENSION_SUBJECT_INFO_ACCESS,
                                               pc_subject_info_access_check, &value);

        return code == PC_OK ? pc_der_expect(&value, PC_TAG_SEQUENCE, &out->rest) : code;
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
    ensures \result == PC_OK ==> part_of(\old(cert->extensions), out->rest);
*/
enum pc_result pc_freshest_crl(const struct pc_certificate *cert, struct pc_distribution_point_iter *out)
{
        struct pc_slice value;
        enum pc_result code =
                pc_checked_value(cert, PC_EXTENSION_FRESHEST_CRL, pc_freshest_crl_check, &value);

        return code == PC_OK ? pc_der_expect(&value, PC_TAG_SEQUENCE, &out->rest) : code;
}
