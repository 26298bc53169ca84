#include "x509/key_identifier.h"

#include "x509/check.h"
#include "x509/field.h"
#include "x509/lazy.h"

#define TAG_KEY_ID PC_TAG_CONTEXT(0)
#define TAG_ISSUER PC_TAG_CONTEXT_CONSTRUCTED(1)
#define TAG_SERIAL PC_TAG_CONTEXT(2)

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> part_of(\old(*in), *out);
*/
static enum pc_result read_subject_key(struct pc_slice *in, struct pc_slice *out)
{
        enum pc_result code = pc_der_expect(in, PC_TAG_OCTET_STRING, out);

        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_subject_key_identifier_check(struct pc_slice *in)
{
        struct pc_slice key_id;

        return read_subject_key(in, &key_id);
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
    ensures \result == PC_OK ==> part_of(\old(cert->extensions), *out);
*/
enum pc_result pc_subject_key_identifier(const struct pc_certificate *cert, struct pc_slice *out)
{
        struct pc_slice value;
        enum pc_result code = pc_checked_value(cert, PC_EXTENSION_SUBJECT_KEY_IDENTIFIER,
                                               pc_subject_key_identifier_check, &value);

        return code == PC_OK ? read_subject_key(&value, out) : code;
}

/* authorityCertIssuer. What is irregular in its names is reported nowhere. */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(*in), *in) && valid_slice(*in);
*/
static enum pc_result read_authority_issuer(struct pc_slice *in, struct pc_authority_key_identifier *out)
{
        struct pc_slice rest = *in;
        struct pc_slice names;
        struct pc_check check = {*in, 0};
        enum pc_result code = pc_der_optional(&rest, TAG_ISSUER, &names);

        if (code != PC_OK) {
                return code == PC_NONE ? PC_OK : code;
        }
        out->has_issuer = true;
        out->issuer.rest = names;
        code = pc_general_names_check(&check, TAG_ISSUER);
        *in = check.at;
        return code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_authority_serial(struct pc_slice *in, struct pc_authority_key_identifier *out)
{
        struct pc_slice rest = *in;
        struct pc_slice serial;
        enum pc_result code = pc_der_optional(&rest, TAG_SERIAL, &serial);

        if (code != PC_OK) {
                return code == PC_NONE ? PC_OK : code;
        }
        out->has_serial = true;
        return pc_read_tagged_integer(in, TAG_SERIAL, &out->serial);
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_authority_fields(struct pc_slice *in, struct pc_authority_key_identifier *out)
{
        enum pc_result code = pc_der_optional(in, TAG_KEY_ID, &out->key_id);

        out->has_key_id = code == PC_OK;
        if (code == PC_OK || code == PC_NONE) {
                code = read_authority_issuer(in, out);
        }
        return code == PC_OK ? read_authority_serial(in, out) : code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
*/
static enum pc_result read_authority(struct pc_slice *in, struct pc_authority_key_identifier *out)
{
        static const struct pc_authority_key_identifier empty = {0};
        struct pc_slice fields;
        enum pc_result code = pc_der_expect(in, PC_TAG_SEQUENCE, &fields);

        *out = empty;
        if (code == PC_OK) {
                code = pc_leave(in, &fields, read_authority_fields(&fields, out));
        }
        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_authority_key_identifier_check(struct pc_slice *in)
{
        struct pc_authority_key_identifier identifier;

        return read_authority(in, &identifier);
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
*/
enum pc_result pc_authority_key_identifier(const struct pc_certificate *cert,
                                           struct pc_authority_key_identifier *out)
{
        struct pc_slice value;
        enum pc_result code = pc_checked_value(cert, PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER,
                                               pc_authority_key_identifier_check, &value);

        return code == PC_OK ? read_authority(&value, out) : code;
}
