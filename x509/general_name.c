#include "x509/general_name.h"

#include "asn1/any.h"
#include "asn1/charstring.h"
#include "asn1/oid.h"
#include "asn1/fast.h"
#include "x509/check.h"
#include "x509/name.h"

/* How long an otherName's text may be before somebody who prints it has to cut it. */
#define OTHER_NAME_TEXT 2000u

/* The identifier octet of each form of the CHOICE. */
static const uint8_t form_tags[] = {
        PC_TAG_CONTEXT_CONSTRUCTED(0),
        PC_TAG_CONTEXT(1),
        PC_TAG_CONTEXT(2),
        PC_TAG_CONTEXT_CONSTRUCTED(3),
        PC_TAG_CONTEXT_CONSTRUCTED(4),
        PC_TAG_CONTEXT_CONSTRUCTED(5),
        PC_TAG_CONTEXT(6),
        PC_TAG_CONTEXT(7),
        PC_TAG_CONTEXT(8),
};

/* Which of the CHOICE stands at the cursor. */
static enum pc_result read_form(struct pc_slice in, enum pc_general_name_type *type)
{
        uint8_t number;

        if (in.len == 0) {
                return PC_ERR_DER_TRUNCATED;
        }
        number = in.data[0] & PC_TAG_NUMBER;
        if ((in.data[0] & PC_TAG_CLASS) != PC_TAG_CONTEXT(0)) {
                return PC_ERR_DER_TAG;
        }
        if (number >= sizeof form_tags) {
                return number == PC_TAG_NUMBER ? PC_ERR_DER_HIGH_TAG : PC_ERR_DER_TAG;
        }
        *type = (enum pc_general_name_type)number;
        return PC_OK;
}

/* A name whose constructed bit is wrong: only strings may be constructed, and only in BER. */
static enum pc_result form_fault(struct pc_slice in, enum pc_general_name_type type)
{
        switch (type) {
        case PC_GENERAL_NAME_EMAIL:
        case PC_GENERAL_NAME_DNS:
        case PC_GENERAL_NAME_URI:
        case PC_GENERAL_NAME_IP:
                return pc_string_form(in);
        default:
                return PC_ERR_DER_TAG;
        }
}

/* The fields of OtherName: type-id, and value under its explicit tag. On failure 'in' stands at the error. */
static enum pc_result read_other(struct pc_slice *in, struct pc_general_name *name)
{
        struct pc_slice value;
        enum pc_result code = pc_read_oid(in, &name->type_id);

        if (code != PC_OK) {
                return code;
        }
        code = pc_wrong_form(pc_fast_expect(in, PC_TAG_CONTEXT_CONSTRUCTED(0), &value));
        if (code == PC_OK) {
                code = pc_fast_end(*in);
        }
        if (code != PC_OK) {
                return code;
        }
        *in = value;
        code = pc_any_read(in, &name->other);
        if (code == PC_ERR_DER_PRIMITIVE) {
                return PC_ERR_DER_TAG;
        }
        return code == PC_OK ? pc_fast_end(*in) : code;
}

/* Takes one GeneralName off the cursor, its contents unchecked. */
static enum pc_result read_name(struct pc_slice *in, struct pc_general_name *out)
{
        enum pc_result code = read_form(*in, &out->type);

        if (code != PC_OK) {
                return code;
        }
        code = pc_fast_expect(in, form_tags[out->type], &out->value);
        if (code == PC_ERR_DER_CONSTRUCTED || code == PC_ERR_DER_PRIMITIVE) {
                return form_fault(*in, out->type);
        }
        return code;
}

static enum pc_result check_other(struct pc_slice *in, struct pc_general_name *name, uint32_t *irregular)
{
        const struct pc_element *value = &name->other;
        enum pc_result code = read_other(in, name);
        size_t i;

        if (code != PC_OK || (value->tag != PC_TAG_UTF8_STRING && value->tag != PC_TAG_IA5_STRING)) {
                return code;
        }
        if (value->content.len > OTHER_NAME_TEXT ||
            pc_string_check(PC_TAG_UTF8_STRING, value->content) != PC_OK) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_OTHER_NAME);
        }
        for (i = 0; i < value->content.len; i++) {
                if (value->content.data[i] == '\0' || value->content.data[i] == '\n') {
                        *irregular |= PC_IRREGULAR(PC_IRREGULAR_OTHER_NAME);
                }
        }
        return PC_OK;
}

/* EDIPartyName's DirectoryString under an explicit tag; the characters are nobody's concern. */
static enum pc_result check_directory_string(struct pc_slice *in)
{
        struct pc_element string;
        enum pc_result code;

        if (in->len != 0) {
                uint8_t tag = in->data[0] & (uint8_t)~PC_TAG_CONSTRUCTED;

                if ((tag & PC_TAG_NUMBER) != PC_TAG_NUMBER &&
                    (!pc_string_is_text(tag) || tag == PC_TAG_NUMERIC_STRING || tag == PC_TAG_IA5_STRING ||
                     tag == PC_TAG_VISIBLE_STRING)) {
                        return PC_ERR_DER_TAG;
                }
        }
        code = pc_any_read(in, &string);
        return code == PC_OK ? pc_fast_end(*in) : code;
}

static enum pc_result check_edi_party(struct pc_slice *in)
{
        struct pc_slice string;
        uint8_t field;

        for (field = 0; field < 2; field++) {
                uint8_t tag = (uint8_t)PC_TAG_CONTEXT_CONSTRUCTED(field);
                enum pc_result code =
                        field == 0 ? pc_fast_optional(in, tag, &string) : pc_fast_expect(in, tag, &string);

                if (code == PC_NONE) {
                        continue;
                }
                code = pc_wrong_form(code);
                if (code != PC_OK) {
                        return code;
                }
                code = check_directory_string(&string);
                if (code != PC_OK) {
                        *in = string;
                        return code;
                }
        }
        return pc_fast_end(*in);
}

/* A Name under the explicit tag of directoryName: a CHOICE is never tagged implicitly (X.680 31.2.7). */
static enum pc_result check_directory(struct pc_slice *in, uint32_t *irregular)
{
        struct pc_slice name;
        enum pc_result code = pc_name_check(in, &name, irregular);

        return code == PC_OK ? pc_fast_end(*in) : code;
}

static void check_ia5_string(struct pc_slice string, uint32_t *irregular)
{
        unsigned kinds = pc_octets_scan(string);

        if ((kinds & PC_OCTETS_HIGH) != 0) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_IA5_STRING);
        }
        if ((kinds & PC_OCTETS_CONTROL) != 0) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_GENERAL_NAME_CONTROL);
        }
}

/* RFC 5280 4.2.1.6: iPAddress has 4 octets, or 16. */
static void check_ip_address(struct pc_slice address, uint32_t *irregular)
{
        if (address.len != 4 && address.len != 16) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_IP_ADDRESS);
        }
}

static enum pc_result check_registered_id(struct pc_slice oid, uint32_t *irregular)
{
        if (oid.len > PC_OID_SIZE_MAX) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_OID_SIZE);
        }
        return pc_oid_check(oid);
}

enum pc_result pc_general_name_check(struct pc_slice *in, uint32_t *irregular)
{
        struct pc_slice rest = *in;
        struct pc_slice inside;
        struct pc_general_name name;
        enum pc_result code = read_name(&rest, &name);

        if (code != PC_OK) {
                return code;
        }
        inside = name.value;
        switch (name.type) {
        case PC_GENERAL_NAME_OTHER:
                code = check_other(&inside, &name, irregular);
                break;
        case PC_GENERAL_NAME_EMAIL:
        case PC_GENERAL_NAME_DNS:
        case PC_GENERAL_NAME_URI:
                check_ia5_string(name.value, irregular);
                break;
        case PC_GENERAL_NAME_X400:
                break;
        case PC_GENERAL_NAME_DIRECTORY:
                code = check_directory(&inside, irregular);
                break;
        case PC_GENERAL_NAME_EDI_PARTY:
                code = check_edi_party(&inside);
                break;
        case PC_GENERAL_NAME_IP:
                check_ip_address(name.value, irregular);
                break;
        case PC_GENERAL_NAME_REGISTERED_ID:
                code = check_registered_id(name.value, irregular);
                break;
        }
        *in = code == PC_OK ? rest : inside;
        return code;
}

enum pc_result pc_general_names_check(struct pc_slice *in, uint8_t tag, uint32_t *irregular)
{
        size_t behind;
        enum pc_result code = pc_list_enter(in, tag, &behind, irregular);

        if (code != PC_OK) {
                return code;
        }
        while (code == PC_OK && in->len != 0) {
                code = pc_general_name_check(in, irregular);
        }
        return pc_scope_leave(in, behind, code);
}

/* The fields of an OtherName that has been checked. */
static enum pc_result open_other(struct pc_slice inside, struct pc_general_name *name)
{
        struct pc_slice value;
        enum pc_result code = pc_fast_expect(&inside, PC_TAG_OID, &name->type_id);

        if (code == PC_OK) {
                code = pc_fast_expect(&inside, PC_TAG_CONTEXT_CONSTRUCTED(0), &value);
        }
        return code == PC_OK ? pc_der_read(&value, &name->other) : code;
}

/* Looks through the explicit tags of the two forms that have them. */
static enum pc_result open_name(struct pc_general_name *name)
{
        struct pc_slice inside = name->value;

        switch (name->type) {
        case PC_GENERAL_NAME_OTHER:
                return open_other(inside, name);
        case PC_GENERAL_NAME_DIRECTORY:
                return pc_fast_expect(&inside, PC_TAG_SEQUENCE, &name->value);
        default:
                return PC_OK;
        }
}

enum pc_result pc_general_name_next(struct pc_general_name_iter *it, struct pc_general_name *out)
{
        enum pc_result code;

        if (it->rest.len == 0) {
                return PC_END;
        }
        code = read_name(&it->rest, out);
        return code == PC_OK ? open_name(out) : code;
}
