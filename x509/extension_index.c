#include "x509/certificate.h"
#include "x509/check.h"

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
static enum pc_result check_alt_name(struct pc_check *c)
{
        return pc_general_names_check(c, PC_TAG_SEQUENCE);
}

static enum pc_result (*const checks[PC_EXTENSION_CHECKED])(struct pc_check *c) = {
        [PC_EXTENSION_SUBJECT_ALT_NAME] = check_alt_name,
        [PC_EXTENSION_AUTHORITY_INFO_ACCESS] = pc_access_check,
        [PC_EXTENSION_CRL_DISTRIBUTION_POINTS] = pc_distribution_point_check,
        [PC_EXTENSION_BASIC_CONSTRAINTS] = pc_basic_constraints_check,
        [PC_EXTENSION_KEY_USAGE] = pc_key_usage_check,
        [PC_EXTENSION_EXTENDED_KEY_USAGE] = pc_extended_key_usage_check,
};

/*@ requires \valid(cert) && valid_index(cert) && \valid_read(extension) && \separated(cert, extension);
    requires valid_extension(*extension, cert->der) && cert->der.len <= PC_CERTIFICATE_MAX;
    requires new_index(cert);
    assigns cert->index, cert->irregularities;
    ensures valid_index(cert) && new_index(cert);
*/
void pc_extension_index_add(struct pc_certificate *cert, const struct pc_extension *extension)
{
        struct pc_extension_index *index = &cert->index;
        //@ assert (uint32_t)(1 << extension->kind) == 1 << extension->kind;
        const uint32_t bit = (uint32_t)1 << extension->kind;

        if (extension->kind == PC_EXTENSION_UNKNOWN) {
                return;
        }
        if ((index->seen & bit) != 0) {
                index->repeated |= bit;
                cert->irregularities |= PC_IRREGULAR(PC_IRREGULAR_EXTENSION_REPEATED);
        }
        index->seen |= bit;
        if (extension->kind < PC_EXTENSION_CHECKED) {
                index->slot[extension->kind].offset = (uint32_t)(extension->value.data - cert->der.data);
                index->slot[extension->kind].len = (uint32_t)extension->value.len;
        }
}

/*
 * Whether Python may read a malformed extension all the same, as BER. Its key would then be missing from our
 * dict, so that the certificate is refused like any other that is not DER.
 */
/*@ assigns \nothing;
*/
static bool shown_by_python(enum pc_extension_kind kind, enum pc_result code)
{
        if (kind > PC_EXTENSION_CRL_DISTRIBUTION_POINTS) {
                return false;
        }
        switch (code) {
        case PC_ERR_DER_INDEFINITE:
        case PC_ERR_DER_LENGTH:
        case PC_ERR_DER_HIGH_TAG:
        case PC_ERR_DER_CONSTRUCTED:
        case PC_ERR_DER_PRIMITIVE:
        case PC_ERR_DER_EOC:
                return true;
        default:
                return false;
        }
}

/*@ requires valid_check(c) && kind < PC_EXTENSION_CHECKED;
    assigns *c;
    ensures \result <= 0;
*/
static enum pc_result check_known(struct pc_check *c, enum pc_extension_kind kind)
{
        /*@ calls check_alt_name, pc_access_check, pc_distribution_point_check, pc_basic_constraints_check,
                  pc_key_usage_check, pc_extended_key_usage_check; */
        return checks[kind](c);
}

/* Checks the one extension of its kind and keeps the outcome; 'check' is left where an error is. */
/*@ requires \valid(cert) && valid_index(cert) && kind < PC_EXTENSION_CHECKED && cert->der.len <= PC_CERTIFICATE_MAX;
    requires valid_slice(cert->der) && \valid(check) && \separated(cert, check) && cert->index.slot[kind].code == PC_OK;
    assigns cert->index.slot[kind], cert->irregularities, *check;
    ensures \result <= 0;
    ensures cert->index.slot[kind].code == PC_OK ==> cert->index.slot[kind] == \old(cert->index.slot[kind]);
*/
static enum pc_result check_one(struct pc_certificate *cert, enum pc_extension_kind kind,
                                struct pc_check *check)
{
        struct pc_extension_slot *slot = &cert->index.slot[kind];
        enum pc_result code;

        check->at.data = cert->der.data + slot->offset;
        check->at.len = slot->len;
        check->irregular = 0;
        code = check_known(check, kind);
        if (code == PC_OK && check->at.len != 0) {
                if (kind > PC_EXTENSION_CRL_DISTRIBUTION_POINTS) {
                        code = PC_ERR_DER_EXTRA;
                } else {
                        cert->irregularities |= PC_IRREGULAR(PC_IRREGULAR_EXTENSION_TRAILING);
                }
        }
        if (code == PC_OK) {
                cert->irregularities |= check->irregular;
                return PC_OK;
        }
        if (shown_by_python(kind, code)) {
                return code;
        }
        cert->irregularities |= PC_IRREGULAR(PC_IRREGULAR_EXTENSION_MALFORMED);
        slot->code = code;
        slot->offset = (uint32_t)(check->at.data - cert->der.data);
        slot->len = 0;
        return PC_OK;
}

/*@ requires \valid(cert) && valid_index(cert) && valid_slice(cert->der) && cert->der.len <= PC_CERTIFICATE_MAX;
    requires new_index(cert) && \valid(at) && \valid(field) && \separated(cert, at, field);
    assigns cert->index, cert->irregularities, at->data, *field;
    ensures valid_index(cert) && \result <= 0;
    ensures \result == PC_OK ==> at->data == \old(at->data);
*/
enum pc_result pc_extension_index_check(struct pc_certificate *cert, struct pc_slice *at,
                                        enum pc_field *field)
{
        const uint32_t once = cert->index.seen & ~cert->index.repeated;
        struct pc_check check;
        unsigned kind;

        /*@ loop invariant 0 <= kind <= PC_EXTENSION_CHECKED && valid_index(cert);
            loop invariant \forall integer k; kind <= k < PC_EXTENSION_CHECKED ==> cert->index.slot[k].code == PC_OK;
            loop assigns kind, check, cert->index, cert->irregularities;
            loop variant PC_EXTENSION_CHECKED - kind;
        */
        for (kind = 0; kind < PC_EXTENSION_CHECKED; kind++) {
                if ((once >> kind & 1) != 0) {
                        enum pc_result code = check_one(cert, (enum pc_extension_kind)kind, &check);

                        if (code != PC_OK) {
                                at->data = check.at.data;
                                *field = (enum pc_field)(PC_FIELD_EXTENSION + kind);
                                return code;
                        }
                }
        }
        return PC_OK;
}

/*@ requires \valid_read(index) && kind < PC_EXTENSION_KINDS;
    assigns \nothing;
    ensures \result \in {PC_OK, PC_NONE, PC_ERR_X509_DUPLICATE};
*/
enum pc_result pc_extension_index_find(const struct pc_extension_index *index, enum pc_extension_kind kind)
{
        if ((index->repeated >> kind & 1) != 0) {
                return PC_ERR_X509_DUPLICATE;
        }
        return (index->seen >> kind & 1) != 0 ? PC_OK : PC_NONE;
}

/*@ requires valid_certificate(cert) && kind < PC_EXTENSION_CHECKED && \valid(value);
    assigns *value;
    ensures \result == PC_OK ==> part_of(\old(cert->der), *value);
*/
enum pc_result pc_extension_value(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                  struct pc_slice *value)
{
        const struct pc_extension_slot *slot = &cert->index.slot[kind];
        enum pc_result code = pc_extension_index_find(&cert->index, kind);

        if (code == PC_OK) {
                code = slot->code;
        }
        if (code == PC_OK) {
                value->data = cert->der.data + slot->offset;
                value->len = slot->len;
        }
        return code;
}
