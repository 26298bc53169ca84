#include "api/dict_internal.h"

#include <string.h>

#include "asn1/charstring.h"
#include "asn1/fast.h"
#include "x509/oid_name.h"

const char *pc_word(const char *words, unsigned n)
{
        while (n > 0) {
                words += strlen(words) + 1;
                n--;
        }
        return words;
}

const char *pc_key_name(enum pc_key key)
{
        return pc_word(PC_KEY_WORDS(PC_WORD, PC_WORD, PC_WORD), key);
}

struct pc_name_iter pc_subject(const struct pc_certificate *cert)
{
        return pc_name_attributes(cert->subject);
}

struct pc_name_iter pc_issuer(const struct pc_certificate *cert)
{
        return pc_name_attributes(cert->issuer);
}

void pc_oid_view(struct pc_slice oid, enum pc_text_kind dotted, struct pc_text *out)
{
        const char *name = pc_oid_name(oid);

        out->kind = name != NULL ? PC_TEXT_CONSTANT : dotted;
        out->tag = PC_TAG_OID;
        out->octets = oid;
        out->constant = name;
}

struct pc_text pc_attribute_name(const struct pc_attribute *attribute)
{
        struct pc_text text;

        pc_oid_view(attribute->type, PC_TEXT_OID, &text);
        return text;
}

enum pc_attribute_form pc_attribute_form(const struct pc_attribute *attribute)
{
        if (pc_string_is_text(attribute->value.tag)) {
                return PC_ATTRIBUTE_TEXT;
        }
        return attribute->value.tag == PC_TAG_BIT_STRING ? PC_ATTRIBUTE_OCTETS : PC_ATTRIBUTE_OTHER;
}

enum pc_result pc_attribute_text(const struct pc_attribute *attribute, struct pc_text *out)
{
        switch (pc_attribute_form(attribute)) {
        case PC_ATTRIBUTE_TEXT:
                out->kind = PC_TEXT_STRING;
                out->tag = attribute->value.tag;
                out->octets = attribute->value.content;
                out->constant = NULL;
                return PC_OK;
        case PC_ATTRIBUTE_OCTETS:
                return PC_NONE;
        case PC_ATTRIBUTE_OTHER:
                break;
        }
        return PC_ERR_X509_ATTRIBUTE_TYPE;
}

bool pc_extension_list(const struct pc_certificate *cert, enum pc_extension_kind kind, struct pc_slice *out)
{
        struct pc_slice value;

        if (pc_extension_value(cert, kind, &value) != PC_OK) {
                return false;
        }
        /* OpenSSL reads one value and does not look at what follows it inside the extension. */
        return pc_fast_expect(&value, PC_TAG_SEQUENCE, out) == PC_OK;
}

struct pc_general_name_iter pc_subject_alt_names(const struct pc_certificate *cert)
{
        struct pc_general_name_iter it = {{NULL, 0}};

        (void)pc_extension_list(cert, PC_EXTENSION_SUBJECT_ALT_NAME, &it.rest);
        return it;
}

struct pc_uri_iter pc_uris(const struct pc_certificate *cert, enum pc_key key)
{
        const enum pc_extension_kind kind = key == PC_KEY_CRL_DISTRIBUTION_POINTS
                                                    ? PC_EXTENSION_CRL_DISTRIBUTION_POINTS
                                                    : PC_EXTENSION_AUTHORITY_INFO_ACCESS;
        struct pc_uri_iter it = {key, {NULL, 0}, {NULL, 0}};

        (void)pc_extension_list(cert, kind, &it.outer);
        return it;
}

struct pc_uri_iter pc_ocsp(const struct pc_certificate *cert)
{
        return pc_uris(cert, PC_KEY_OCSP);
}

struct pc_uri_iter pc_ca_issuers(const struct pc_certificate *cert)
{
        return pc_uris(cert, PC_KEY_CA_ISSUERS);
}

struct pc_uri_iter pc_crl_distribution_points(const struct pc_certificate *cert)
{
        return pc_uris(cert, PC_KEY_CRL_DISTRIBUTION_POINTS);
}
