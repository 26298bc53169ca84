#include "asn1/any.h"

#include "asn1/integer.h"
#include "asn1/oid.h"

#define BIT(number) ((uint32_t)1 << (number))

/* Universal types that are always constructed, that may be either, and whose constructed form BER lacks. */
#define SEQUENCE_TYPES (BIT(16) | BIT(17))
#define EXTERNAL_TYPES (BIT(8) | BIT(11) | BIT(29))
#define PLAIN_TYPES (BIT(1) | BIT(2) | BIT(5) | BIT(6) | BIT(10))

enum pc_result pc_constructed_fault(struct pc_slice content)
{
        struct pc_element part;
        enum pc_result code = PC_OK;

        while (code == PC_OK && content.len != 0) {
                code = pc_der_read(&content, &part);
        }
        /* What else stops the reader, BER allows, so that nothing speaks against the rest. */
        return code == PC_ERR_DER_TRUNCATED || code == PC_ERR_DER_EOC ? PC_ERR_DER_TAG : PC_ERR_DER_CONSTRUCTED;
}

static enum pc_result check_form(const struct pc_element *element)
{
        uint32_t type = BIT(element->tag & PC_TAG_NUMBER);

        if ((element->tag & PC_TAG_CONSTRUCTED) == 0) {
                return (type & SEQUENCE_TYPES) != 0 ? PC_ERR_DER_PRIMITIVE : PC_OK;
        }
        if ((type & SEQUENCE_TYPES) != 0) {
                return PC_OK;
        }
        if ((type & PLAIN_TYPES) != 0) {
                return PC_ERR_DER_TAG;
        }
        if ((type & EXTERNAL_TYPES) != 0) {
                return pc_constructed_fault(element->content) == PC_ERR_DER_CONSTRUCTED ? PC_OK : PC_ERR_DER_TAG;
        }
        return pc_constructed_fault(element->content);
}

static enum pc_result check_contents(const struct pc_element *element)
{
        bool flag;
        struct pc_bit_string bits;

        switch (element->tag) {
        case PC_TAG_BOOLEAN:
                return pc_boolean_read(element->content, &flag);
        case PC_TAG_INTEGER:
        case PC_TAG_ENUMERATED:
                return pc_integer_check(element->content);
        case PC_TAG_BIT_STRING:
                return pc_bit_string_read(element->content, &bits);
        case PC_TAG_NULL:
                return element->content.len == 0 ? PC_OK : PC_ERR_DER_NULL;
        case PC_TAG_OID:
                return pc_oid_check(element->content);
        case PC_TAG_BMP_STRING:
                return element->content.len % 2 == 0 ? PC_OK : PC_ERR_DER_STRING;
        case PC_TAG_UNIVERSAL_STRING:
                return element->content.len % 4 == 0 ? PC_OK : PC_ERR_DER_STRING;
        default:
                return PC_OK;
        }
}

enum pc_result pc_any_read(struct pc_slice *in, struct pc_element *out)
{
        struct pc_slice rest = *in;
        struct pc_element element;
        enum pc_result code = pc_der_read(&rest, &element);

        if (code == PC_OK && (element.tag & PC_TAG_CLASS) == 0) {
                code = check_form(&element);
        }
        if (code == PC_OK && (element.tag & PC_TAG_CLASS) == 0) {
                code = check_contents(&element);
        }
        if (code != PC_OK) {
                return code;
        }
        *in = rest;
        *out = element;
        return PC_OK;
}
