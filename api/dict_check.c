#include <string.h>

#include "api/dict_internal.h"
#include "asn1/charstring.h"

/* Where the check stands, in Python's order of evaluation. */
struct walk {
        const struct pc_certificate *cert;
        struct pc_diag *diag;
        enum pc_key key;
        size_t entry;
};

/* The irregularities without which nothing can fail. */
#define DOUBTS                                                                                               \
        (PC_IRREGULAR(PC_IRREGULAR_ATTRIBUTE_TYPE) | PC_IRREGULAR(PC_IRREGULAR_OID_SIZE) |                   \
         PC_IRREGULAR(PC_IRREGULAR_IA5_STRING) | PC_IRREGULAR(PC_IRREGULAR_OTHER_NAME))

static enum pc_result fail(const struct walk *walk, enum pc_result code, const uint8_t *at)
{
        struct pc_diag *diag = walk->diag;

        if (diag != NULL) {
                diag->code = code;
                diag->offset = (size_t)(at - walk->cert->der.data);
                diag->field = pc_key_name(walk->key);
                diag->entry = walk->entry;
                diag->position = 0;
                diag->length = 0;
        }
        return code;
}

static enum pc_result check_attribute(const struct walk *walk, const struct pc_attribute *attribute)
{
        if (attribute->type.len > PC_OID_SIZE_MAX) {
                return fail(walk, PC_ERR_X509_OID_SIZE, attribute->type.data);
        }
        if (pc_attribute_form(attribute) == PC_ATTRIBUTE_OTHER) {
                /* The value's identifier octet, which stands behind the type, is to blame. */
                return fail(walk, PC_ERR_X509_ATTRIBUTE_TYPE, attribute->type.data + attribute->type.len);
        }
        return PC_OK;
}

PC_APART static enum pc_result check_name(struct walk *walk, enum pc_key key, struct pc_slice name)
{
        struct pc_name_iter it = pc_name_attributes(name);
        struct pc_attribute attribute;

        walk->key = key;
        for (walk->entry = 0; pc_name_next(&it, &attribute) == PC_OK; walk->entry++) {
                const enum pc_result result = check_attribute(walk, &attribute);

                if (result != PC_OK) {
                        return result;
                }
        }
        return PC_OK;
}

static enum pc_result check_directory_name(const struct walk *walk, struct pc_slice name)
{
        struct pc_name_iter it = pc_name_attributes(name);
        struct pc_attribute attribute;

        while (pc_name_next(&it, &attribute) == PC_OK) {
                const enum pc_result result = check_attribute(walk, &attribute);

                if (result != PC_OK) {
                        return result;
                }
        }
        return PC_OK;
}

/* Whether octets are UTF-8, which stand 'before' octets into Python's text. */
static enum pc_result check_utf8(const struct walk *walk, struct pc_slice octets, size_t before)
{
        struct pc_utf8_fault fault;
        const enum pc_result result = pc_utf8_check(octets, &fault);

        if (result == PC_OK) {
                return PC_OK;
        }
        (void)fail(walk, result, octets.data + fault.position);
        if (walk->diag != NULL) {
                walk->diag->position = before + fault.position;
                walk->diag->length = fault.length;
        }
        return result;
}

static enum pc_result check_general_name(const struct walk *walk, const struct pc_general_name *name)
{
        struct pc_text text;

        if (!pc_general_name_view(name, &text)) {
                return check_directory_name(walk, name->value);
        }
        switch (text.kind) {
        case PC_TEXT_UTF8:
                return check_utf8(walk, text.octets, 0);
        case PC_TEXT_OTHER_NAME:
                return check_utf8(walk, text.octets, strlen(text.constant));
        case PC_TEXT_REGISTERED_ID:
                if (text.octets.len > PC_OID_SIZE_MAX) {
                        return fail(walk, PC_ERR_X509_OID_SIZE, text.octets.data);
                }
                return PC_OK;
        default:
                return PC_OK;
        }
}

PC_APART static enum pc_result check_alt_names(struct walk *walk)
{
        struct pc_general_name_iter it = pc_subject_alt_names(walk->cert);
        struct pc_general_name name;

        walk->key = PC_KEY_SUBJECT_ALT_NAME;
        for (walk->entry = 0; pc_general_name_next(&it, &name) == PC_OK; walk->entry++) {
                const enum pc_result result = check_general_name(walk, &name);

                if (result != PC_OK) {
                        return result;
                }
        }
        return PC_OK;
}

PC_APART static enum pc_result check_uris(struct walk *walk,
                                          struct pc_uri_iter (*begin)(const struct pc_certificate *cert))
{
        struct pc_uri_iter it = begin(walk->cert);
        struct pc_slice uri;

        walk->key = it.key;
        for (walk->entry = 0; pc_uri_next(&it, &uri) == PC_OK; walk->entry++) {
                const enum pc_result result = check_utf8(walk, uri, 0);

                if (result != PC_OK) {
                        return result;
                }
        }
        return PC_OK;
}

enum pc_result pc_dict_check(const struct pc_certificate *cert, struct pc_diag *diag)
{
        struct walk walk = {cert, diag, PC_KEY_SUBJECT, 0};
        enum pc_result result;

        if ((cert->irregularities & DOUBTS) == 0) {
                return PC_OK;
        }
        result = check_name(&walk, PC_KEY_SUBJECT, cert->subject);
        if (result == PC_OK) {
                result = check_name(&walk, PC_KEY_ISSUER, cert->issuer);
        }
        if (result == PC_OK) {
                result = check_alt_names(&walk);
        }
        if (result == PC_OK) {
                result = check_uris(&walk, pc_ocsp);
        }
        if (result == PC_OK) {
                result = check_uris(&walk, pc_ca_issuers);
        }
        if (result == PC_OK) {
                result = check_uris(&walk, pc_crl_distribution_points);
        }
        return result;
}
