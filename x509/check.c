#include "x509/check.h"

#include "asn1/any.h"
#include "asn1/fast.h"
#include "asn1/integer.h"
#include "asn1/oid.h"
#include "x509/shape.h"

PC_APART enum pc_result pc_wrong_form(enum pc_result code)
{
        return code == PC_ERR_DER_CONSTRUCTED || code == PC_ERR_DER_PRIMITIVE ? PC_ERR_DER_TAG : code;
}

enum pc_result pc_small_scope_enter(struct pc_slice *in, uint8_t tag, size_t *behind)
{
        return pc_fast_scope_enter(in, tag, behind);
}

enum pc_result pc_small_scope_leave(struct pc_slice *in, size_t behind, enum pc_result code)
{
        return pc_fast_scope_leave(in, behind, code);
}

enum pc_result pc_list_enter(struct pc_check *c, uint8_t tag, size_t *behind)
{
        enum pc_result code = pc_scope_enter(&c->at, tag, behind);

        if (code == PC_OK && c->at.len == 0) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_EXTENSION_EMPTY);
        }
        return code;
}

bool pc_is_next(const struct pc_slice *in, uint8_t tag)
{
        if (in->len == 0) {
                return false;
        }
        return (in->data[0] & PC_TAG_NUMBER) == PC_TAG_NUMBER ||
               ((in->data[0] ^ tag) & ~PC_TAG_CONSTRUCTED) == 0;
}

enum pc_result pc_default_false_read(struct pc_check *c, bool *out)
{
        const uint8_t *start = c->at.data;
        struct pc_slice content = {NULL, 0};
        enum pc_result code;

        *out = false;
        if (!pc_is_next(&c->at, PC_TAG_BOOLEAN)) {
                return PC_OK;
        }
        code = pc_wrong_form(pc_fast_expect(&c->at, PC_TAG_BOOLEAN, &content));
        if (code == PC_OK) {
                code = pc_boolean_read(content, out);
        }
        if (code != PC_OK) {
                c->at.data = start;
        } else if (!*out) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_BOOLEAN_DEFAULT);
        } else if (content.data[0] != 0xFF) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_BOOLEAN);
        }
        return code;
}

enum pc_result pc_string_form(const struct pc_slice *in)
{
        struct pc_slice rest = *in;
        struct pc_element element;
        enum pc_result code = pc_der_read(&rest, &element);

        return code == PC_OK ? pc_constructed_fault(element.content) : code;
}

/* OBJECT IDENTIFIER or INTEGER, neither of which has a constructed form. */
PC_APART static enum pc_result read_plain(struct pc_slice *in, uint8_t tag, struct pc_slice *out)
{
        const uint8_t *start = in->data;
        enum pc_result code = pc_wrong_form(pc_fast_expect(in, tag, out));

        if (code == PC_OK) {
                code = tag == PC_TAG_OID ? pc_oid_check(*out) : pc_integer_check(*out);
        }
        if (code != PC_OK) {
                in->data = start;
        }
        return code;
}

enum pc_result pc_read_oid(struct pc_slice *in, struct pc_slice *oid)
{
        if (PC_FAST && pc_shape_take_oid(in, oid)) {
                return PC_OK;
        }
        return read_plain(in, PC_TAG_OID, oid);
}

enum pc_result pc_read_integer(struct pc_slice *in, struct pc_slice *integer)
{
        return read_plain(in, PC_TAG_INTEGER, integer);
}

enum pc_result pc_bit_string_contents_check(struct pc_check *c, const struct pc_slice *content)
{
        struct pc_bit_string bits;
        enum pc_result code = pc_bit_string_read(*content, &bits);

        if (code == PC_OK && !pc_bit_string_regular(&bits)) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_BIT_STRING);
        }
        return code;
}

enum pc_result pc_bit_string_check(struct pc_check *c, uint8_t tag, struct pc_slice *contents)
{
        const uint8_t *start = c->at.data;
        enum pc_result code = pc_fast_expect_long(&c->at, tag, contents);

        if (code == PC_ERR_DER_CONSTRUCTED) {
                return pc_string_form(&c->at);
        }
        if (code == PC_OK) {
                code = pc_bit_string_contents_check(c, contents);
        }
        if (code != PC_OK) {
                c->at.data = start;
        }
        return code;
}

/* AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }: RFC 5280 4.1.1.2 */
enum pc_result pc_algorithm_check(struct pc_slice *in, struct pc_slice *contents, struct pc_slice *oid)
{
        struct pc_element parameters;
        size_t behind;
        enum pc_result code;

        if (PC_FAST && pc_shape_take_algorithm(in, contents, oid)) {
                return PC_OK;
        }
        code = pc_scope_enter(in, PC_TAG_SEQUENCE, &behind);
        if (code != PC_OK) {
                return code;
        }
        *contents = *in;
        code = pc_read_oid(in, oid);
        if (code == PC_OK && in->len != 0) {
                code = pc_any_read(in, &parameters);
        }
        return pc_scope_leave(in, behind, code);
}

/* The same for as many octets as are there by eights; 'done' gets their number. Bit 7 of each octet tells. */
PC_INLINE unsigned scan_eights(const struct pc_slice *text, size_t *done)
{
        uint64_t high = 0;
        uint64_t control = 0;
        size_t i;

        for (i = 0; text->len - i >= 8; i += 8) {
                const uint64_t octets = pc_load_eight(text->data + i);
                const uint64_t low = octets & PC_EACH_OCTET(0x7F);

                high |= octets;
                control |= ~octets & (~(low + PC_EACH_OCTET(0x60)) | (low + PC_EACH_OCTET(0x01)));
        }
        *done = i;
        return ((control & PC_EACH_OCTET(0x80)) != 0 ? PC_OCTETS_CONTROL : 0) |
               ((high & PC_EACH_OCTET(0x80)) != 0 ? PC_OCTETS_HIGH : 0);
}

unsigned pc_octets_scan(const struct pc_slice *text)
{
        unsigned kinds = 0;
        size_t i = 0;

        if (PC_FAST && text->len >= 8 && pc_shape_is_plain(text->data, text->len)) {
                return 0;
        }
        if (PC_FAST) {
                kinds = scan_eights(text, &i);
        }
        for (; i < text->len; i++) {
                const uint8_t octet = text->data[i];

                if (octet >= 0x80) {
                        kinds |= PC_OCTETS_HIGH;
                } else if (octet < 0x20 || octet == 0x7F) {
                        kinds |= PC_OCTETS_CONTROL;
                }
        }
        return kinds;
}
