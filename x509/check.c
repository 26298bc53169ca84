#include "x509/check.h"

#include "asn1/any.h"
#include "asn1/integer.h"
#include "asn1/oid.h"

enum pc_result pc_wrong_form(enum pc_result code)
{
        return code == PC_ERR_DER_CONSTRUCTED || code == PC_ERR_DER_PRIMITIVE ? PC_ERR_DER_TAG : code;
}

enum pc_result pc_string_form(struct pc_slice in)
{
        struct pc_element element;
        enum pc_result code = pc_der_read(&in, &element);

        return code == PC_OK ? pc_constructed_fault(element.content) : code;
}

enum pc_result pc_read_oid(struct pc_slice *in, struct pc_slice *oid)
{
        struct pc_slice rest = *in;
        struct pc_slice content;
        enum pc_result code = pc_wrong_form(pc_der_expect(&rest, PC_TAG_OID, &content));

        if (code == PC_OK) {
                code = pc_oid_check(content);
        }
        if (code != PC_OK) {
                return code;
        }
        *in = rest;
        *oid = content;
        return PC_OK;
}

enum pc_result pc_read_integer(struct pc_slice *in, struct pc_slice *integer)
{
        struct pc_slice rest = *in;
        struct pc_slice content;
        enum pc_result code = pc_wrong_form(pc_der_expect(&rest, PC_TAG_INTEGER, &content));

        if (code == PC_OK) {
                code = pc_integer_check(content);
        }
        if (code != PC_OK) {
                return code;
        }
        *in = rest;
        *integer = content;
        return PC_OK;
}

enum pc_result pc_bit_string_check(struct pc_slice *in, uint8_t tag, uint32_t *irregular)
{
        struct pc_slice rest = *in;
        struct pc_slice content;
        struct pc_bit_string bits;
        enum pc_result code = pc_der_expect(&rest, tag, &content);

        if (code == PC_ERR_DER_CONSTRUCTED) {
                return pc_string_form(*in);
        }
        if (code == PC_OK) {
                code = pc_bit_string_read(content, &bits);
        }
        if (code != PC_OK) {
                return code;
        }
        if (!pc_bit_string_regular(&bits)) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_BIT_STRING);
        }
        *in = rest;
        return PC_OK;
}

/* AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }: RFC 5280 4.1.1.2 */
enum pc_result pc_algorithm_check(struct pc_slice *in, struct pc_slice *contents)
{
        struct pc_slice rest = *in;
        struct pc_slice fields;
        struct pc_slice oid;
        struct pc_element parameters;
        enum pc_result code = pc_der_expect(&rest, PC_TAG_SEQUENCE, &fields);

        if (code != PC_OK) {
                return code;
        }
        *in = fields;
        code = pc_read_oid(in, &oid);
        if (code == PC_OK && in->len != 0) {
                code = pc_any_read(in, &parameters);
        }
        if (code == PC_OK) {
                code = pc_der_end(*in);
        }
        if (code != PC_OK) {
                return code;
        }
        *in = rest;
        *contents = fields;
        return PC_OK;
}

/* No branches, so that a compiler can look at many octets at once. */
unsigned pc_octets_scan(struct pc_slice text)
{
        uint8_t all = 0;
        uint8_t control = 0;
        size_t i;

        for (i = 0; i < text.len; i++) {
                const uint8_t octet = text.data[i];

                all |= octet;
                control |= (uint8_t)((octet < 0x20) | (octet == 0x7F));
        }
        return (all >= 0x80 ? PC_OCTETS_HIGH : 0) | (control != 0 ? PC_OCTETS_CONTROL : 0);
}
