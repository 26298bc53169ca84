#include "x509/check.h"

#include "asn1/any.h"
#include "asn1/fast.h"
#include "asn1/integer.h"
#include "asn1/oid.h"
#include "x509/shape.h"

/*@ assigns \nothing;
    ensures \result == (code == PC_ERR_DER_CONSTRUCTED || code == PC_ERR_DER_PRIMITIVE ? PC_ERR_DER_TAG : code);
*/
PC_APART enum pc_result pc_wrong_form(enum pc_result code)
{
        return code == PC_ERR_DER_CONSTRUCTED || code == PC_ERR_DER_PRIMITIVE ? PC_ERR_DER_TAG : code;
}

/*@ requires \valid(in) && \valid(behind) && \separated(in, behind) && valid_slice(*in);
    assigns *in, *behind;
    ensures \result <= 0;
    ensures \result == PC_OK ==> entered(\old(*in), *in, *behind);
    ensures \result != PC_OK ==> *in == \old(*in);
*/
enum pc_result pc_small_scope_enter(struct pc_slice *in, uint8_t tag, size_t *behind)
{
        return pc_fast_scope_enter(in, tag, behind);
}

/*@ requires \valid(in);
    assigns in->len;
    ensures \result == (code != PC_OK ? code : \old(in->len) == 0 ? PC_OK : PC_ERR_DER_EXTRA);
    ensures in->len == (\result == PC_OK ? behind : \old(in->len));
*/
enum pc_result pc_small_scope_leave(struct pc_slice *in, size_t behind, enum pc_result code)
{
        return pc_fast_scope_leave(in, behind, code);
}

/*@ requires valid_check(c) && \valid(behind) && \separated(c, behind);
    assigns *c, *behind;
    ensures \result <= 0;
    ensures \result == PC_OK ==> entered(\old(c->at), c->at, *behind);
    ensures \result != PC_OK ==> c->at == \old(c->at);
*/
enum pc_result pc_list_enter(struct pc_check *c, uint8_t tag, size_t *behind)
{
        enum pc_result code = pc_scope_enter(&c->at, tag, behind);

        if (code == PC_OK && c->at.len == 0) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_EXTENSION_EMPTY);
        }
        return code;
}

/*@ requires \valid_read(in) && valid_slice(*in);
    assigns \nothing;
    ensures \result ==> in->len > 0;
*/
bool pc_is_next(const struct pc_slice *in, uint8_t tag)
{
        if (in->len == 0) {
                return false;
        }
        return (in->data[0] & PC_TAG_NUMBER) == PC_TAG_NUMBER ||
               ((in->data[0] ^ tag) & ~PC_TAG_CONSTRUCTED) == 0;
}

/*@ requires valid_check(c) && \valid(out) && \separated(c, out);
    assigns *c, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(c->at), c->at);
*/
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

/*@ requires \valid_read(in) && valid_slice(*in);
    assigns \nothing;
    ensures \result < 0;
*/
enum pc_result pc_string_form(const struct pc_slice *in)
{
        struct pc_slice rest = *in;
        struct pc_element element;
        enum pc_result code = pc_der_read(&rest, &element);

        return code == PC_OK ? pc_constructed_fault(element.content) : code;
}

/* OBJECT IDENTIFIER or INTEGER, neither of which has a constructed form. */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0 && checked(\result, \old(*in), *in);
    ensures \result == PC_OK ==> valid_slice(*out) && splits(\old(*in), *out, *in);
    ensures \result == PC_OK && tag == PC_TAG_INTEGER ==> valid_integer(*out);
*/
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

/*@ requires \valid(in) && \valid(oid) && \separated(in, oid) && valid_slice(*in);
    assigns *in, *oid;
    ensures \result <= 0 && checked(\result, \old(*in), *in);
    ensures \result == PC_OK ==> valid_slice(*oid) && splits(\old(*in), *oid, *in);
*/
enum pc_result pc_read_oid(struct pc_slice *in, struct pc_slice *oid)
{
        if (PC_FAST && pc_shape_take_oid(in, oid)) {
                return PC_OK;
        }
        return read_plain(in, PC_TAG_OID, oid);
}

/*@ requires \valid(in) && \valid(number) && \separated(in, number) && valid_slice(*in);
    assigns *in, *number;
    ensures \result <= 0 && checked(\result, \old(*in), *in);
    ensures \result == PC_OK ==> valid_integer(*number) && splits(\old(*in), *number, *in);
*/
enum pc_result pc_read_integer(struct pc_slice *in, struct pc_slice *number)
{
        return read_plain(in, PC_TAG_INTEGER, number);
}

/*@ requires \valid(c) && \valid_read(content) && valid_slice(*content);
    assigns c->irregular;
    ensures \result \in {PC_OK, PC_ERR_DER_BIT_STRING};
    ensures \result == PC_OK ==> \old(content->len) > 0;
*/
enum pc_result pc_bit_string_contents_check(struct pc_check *c, const struct pc_slice *content)
{
        struct pc_bit_string bits;
        enum pc_result code = pc_bit_string_read(*content, &bits);

        if (code == PC_OK && !pc_bit_string_regular(&bits)) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_BIT_STRING);
        }
        return code;
}

/*@ requires valid_check(c) && \valid(contents) && \separated(c, contents);
    assigns *c, *contents;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
    ensures \result == PC_OK ==> contents->len > 0 && valid_slice(*contents) && splits(\old(c->at), *contents, c->at);
*/
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
/*@ requires \valid(in) && \valid(contents) && \valid(oid) && \separated(in, contents, oid) && valid_slice(*in);
    assigns *in, *contents, *oid;
    ensures \result <= 0 && checked(\result, \old(*in), *in);
    ensures \result == PC_OK ==> part_of(\old(*in), *contents) && contents->len <= \old(in->len) && valid_slice(*oid);
*/
static enum pc_result read_algorithm(struct pc_slice *in, struct pc_slice *contents, struct pc_slice *oid)
{
        struct pc_element parameters;
        struct pc_slice fields;
        size_t behind;
        enum pc_result code = pc_scope_enter(in, PC_TAG_SEQUENCE, &behind);

        if (code != PC_OK) {
                return code;
        }
        fields = *in;
        code = pc_read_oid(in, oid);
        if (code == PC_OK && in->len != 0) {
                code = pc_any_read(in, &parameters);
        }
        //@ assert code == PC_OK ==> rest_of(fields, *in);
        *contents = fields;
        return pc_scope_leave(in, behind, code);
}

/*@ requires \valid(in) && \valid(contents) && \valid(oid) && \separated(in, contents, oid) && valid_slice(*in);
    assigns *in, *contents, *oid;
    ensures \result <= 0 && checked(\result, \old(*in), *in);
    ensures \result == PC_OK ==> part_of(\old(*in), *contents) && contents->len <= \old(in->len) && valid_slice(*oid);
*/
enum pc_result pc_algorithm_check(struct pc_slice *in, struct pc_slice *contents, struct pc_slice *oid)
{
        return PC_FAST && pc_shape_take_algorithm(in, contents, oid) ? PC_OK : read_algorithm(in, contents, oid);
}

/* It is worth a look whether a text of so many octets is plain, as most are, before what is in it is told apart. */
#define LONG_TEXT 32

/* The kinds of octets in eight or more. Bit 7 of each octet tells; the last eight may have been looked at before. */
/*@ requires \valid_read(text) && valid_slice(*text) && text->len >= 8;
    assigns \nothing;
*/
PC_INLINE unsigned scan_eights(const struct pc_slice *text)
{
        uint64_t high = 0;
        uint64_t control = 0;
        size_t i = 0;

        /*@ loop invariant 0 <= i <= text->len;
            loop assigns i, high, control;
            loop variant text->len - i;
        */
        while (i < text->len) {
                const size_t at = text->len - i < 8 ? text->len - 8 : i;
                const uint64_t octets = pc_load_eight(text->data + at);
                const uint64_t low = octets & PC_EACH_OCTET(0x7F);

                high |= octets;
                control |= ~octets & (~(low + PC_EACH_OCTET(0x60)) | (low + PC_EACH_OCTET(0x01)));
                i = at + 8;
        }
        return ((control & PC_EACH_OCTET(0x80)) != 0 ? PC_OCTETS_CONTROL : 0) |
               ((high & PC_EACH_OCTET(0x80)) != 0 ? PC_OCTETS_HIGH : 0);
}

/*@ requires \valid_read(text) && valid_slice(*text);
    assigns \nothing;
*/
unsigned pc_octets_scan(const struct pc_slice *text)
{
        unsigned kinds = 0;
        size_t i;

        if (PC_FAST && text->len >= LONG_TEXT && pc_shape_is_plain(text->data, text->len)) {
                return 0;
        }
        if (PC_FAST && text->len >= 8) {
                return scan_eights(text);
        }
        /*@ loop invariant 0 <= i <= text->len;
            loop assigns i, kinds;
            loop variant text->len - i;
        */
        for (i = 0; i < text->len; i++) {
                const uint8_t octet = text->data[i];

                if (octet >= 0x80) {
                        kinds |= PC_OCTETS_HIGH;
                } else if (octet < 0x20 || octet == 0x7F) {
                        kinds |= PC_OCTETS_CONTROL;
                }
        }
        return kinds;
}
