#include "x509/check.h"

#include "asn1/any.h"
#include "asn1/eight.h"
#include "asn1/fast.h"
#include "asn1/integer.h"
#include "asn1/oid.h"

enum pc_result pc_wrong_form(enum pc_result code)
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

enum pc_result pc_list_enter(struct pc_slice *in, uint8_t tag, size_t *behind, uint32_t *irregular)
{
        enum pc_result code = pc_scope_enter(in, tag, behind);

        if (code == PC_OK && in->len == 0) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_EXTENSION_EMPTY);
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

enum pc_result pc_default_false_read(struct pc_slice *in, bool *out, uint32_t *irregular)
{
        const uint8_t *start = in->data;
        struct pc_slice content = {NULL, 0};
        enum pc_result code;

        *out = false;
        if (!pc_is_next(in, PC_TAG_BOOLEAN)) {
                return PC_OK;
        }
        code = pc_wrong_form(pc_fast_expect(in, PC_TAG_BOOLEAN, &content));
        if (code == PC_OK) {
                code = pc_boolean_read(content, out);
        }
        if (code != PC_OK) {
                in->data = start;
        } else if (!*out) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_BOOLEAN_DEFAULT);
        } else if (content.data[0] != 0xFF) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_BOOLEAN);
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
static enum pc_result read_plain(struct pc_slice *in, uint8_t tag, struct pc_slice *out)
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
        return read_plain(in, PC_TAG_OID, oid);
}

enum pc_result pc_read_integer(struct pc_slice *in, struct pc_slice *integer)
{
        return read_plain(in, PC_TAG_INTEGER, integer);
}

enum pc_result pc_bit_string_contents_check(struct pc_slice content, uint32_t *irregular)
{
        struct pc_bit_string bits;
        enum pc_result code = pc_bit_string_read(content, &bits);

        if (code == PC_OK && !pc_bit_string_regular(&bits)) {
                *irregular |= PC_IRREGULAR(PC_IRREGULAR_BIT_STRING);
        }
        return code;
}

enum pc_result pc_bit_string_check(struct pc_slice *in, uint8_t tag, uint32_t *irregular)
{
        const uint8_t *start = in->data;
        struct pc_slice content;
        enum pc_result code = pc_fast_expect(in, tag, &content);

        if (code == PC_ERR_DER_CONSTRUCTED) {
                return pc_string_form(in);
        }
        if (code == PC_OK) {
                code = pc_bit_string_contents_check(content, irregular);
        }
        if (code != PC_OK) {
                in->data = start;
        }
        return code;
}

/* AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }: RFC 5280 4.1.1.2
 */
enum pc_result pc_algorithm_check(struct pc_slice *in, struct pc_slice *contents)
{
        size_t behind;
        struct pc_slice fields;
        struct pc_slice oid;
        struct pc_element parameters;
        enum pc_result code = pc_scope_enter(in, PC_TAG_SEQUENCE, &behind);

        if (code != PC_OK) {
                return code;
        }
        fields = *in;
        code = pc_read_oid(in, &oid);
        if (code == PC_OK && in->len != 0) {
                code = pc_any_read(in, &parameters);
        }
        code = pc_scope_leave(in, behind, code);
        if (code == PC_OK) {
                *contents = fields;
        }
        return code;
}

/* Fewer than eight octets, with blanks, or some of them again, in the other places. */
static uint64_t load_few(struct pc_slice text)
{
        uint64_t octets = PC_EACH_OCTET(' ');
        size_t i;

        if (text.len >= 4) {
                return (uint64_t)pc_load_four(text.data) | (uint64_t)pc_load_four(text.data + text.len - 4) << 32;
        }
        for (i = 0; i < text.len; i++) {
                octets = octets << 8 | text.data[i];
        }
        return octets;
}

/*
 * The highest bit of one octet at least is set where an octet is below 20 or is 7F: a subtraction borrows
 * into it there. Which octet it is, borrows from below may falsify, but not that there is one.
 */
static uint64_t control_octets(uint64_t octets)
{
        const uint64_t from_7f = octets ^ PC_EACH_OCTET(0x7F);

        return (((octets - PC_EACH_OCTET(0x20)) & ~octets) | ((from_7f - PC_EACH_OCTET(1)) & ~from_7f)) &
               PC_EACH_OCTET(0x80);
}

static unsigned scan_slowly(struct pc_slice text)
{
        unsigned kinds = 0;
        size_t i;

        for (i = 0; i < text.len; i++) {
                if (text.data[i] >= 0x80) {
                        kinds |= PC_OCTETS_HIGH;
                } else if (text.data[i] < 0x20 || text.data[i] == 0x7F) {
                        kinds |= PC_OCTETS_CONTROL;
                }
        }
        return kinds;
}

/* The last eight octets are looked at together, some of them for the second time. */
static unsigned scan_fast(struct pc_slice text)
{
        uint64_t last = text.len < 8 ? load_few(text) : pc_load_eight(text.data + text.len - 8);
        uint64_t all = last;
        uint64_t control = control_octets(last);
        size_t i;

        for (i = 0; text.len > 8 && i < text.len - 8; i += 8) {
                const uint64_t octets = pc_load_eight(text.data + i);

                all |= octets;
                control |= control_octets(octets);
        }
        return ((all & PC_EACH_OCTET(0x80)) != 0 ? PC_OCTETS_HIGH : 0) | (control != 0 ? PC_OCTETS_CONTROL : 0);
}

unsigned pc_octets_scan(struct pc_slice text)
{
        return PC_FAST ? scan_fast(text) : scan_slowly(text);
}
