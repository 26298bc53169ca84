#include "x509/general_name.h"

#include "asn1/any.h"
#include "asn1/charstring.h"
#include "asn1/oid.h"
#include "asn1/fast.h"
#include "x509/check.h"
#include "x509/extension_shape.h"
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

/* Those whose contents are elements that are looked into. */
#define FORMS_OF_ELEMENTS \
        (1u << PC_GENERAL_NAME_OTHER | 1u << PC_GENERAL_NAME_DIRECTORY | 1u << PC_GENERAL_NAME_EDI_PARTY)

#define TAG_NAME_ASSIGNER PC_TAG_CONTEXT_CONSTRUCTED(0)
#define TAG_PARTY_NAME    PC_TAG_CONTEXT_CONSTRUCTED(1)

/* Which of the CHOICE stands at the cursor, which does not move. */
/*@ requires \valid_read(in) && valid_slice(*in) && \valid(type) && \separated(in, type);
    assigns *type;
    ensures \result <= 0 && (\result == PC_OK ==> *type <= PC_GENERAL_NAME_REGISTERED_ID && in->len > 0);
*/
PC_APART static enum pc_result read_form(const struct pc_slice *in, enum pc_general_name_type *type)
{
        uint8_t number;

        if (in->len == 0) {
                return PC_ERR_DER_TRUNCATED;
        }
        number = in->data[0] & PC_TAG_NUMBER;
        if ((in->data[0] & PC_TAG_CLASS) != PC_TAG_CONTEXT(0)) {
                return PC_ERR_DER_TAG;
        }
        if (number >= sizeof form_tags) {
                return number == PC_TAG_NUMBER ? PC_ERR_DER_HIGH_TAG : PC_ERR_DER_TAG;
        }
        *type = (enum pc_general_name_type)number;
        return PC_OK;
}

/* The contents of OtherName: type-id, and value under its explicit tag. */
/*@ requires \valid(in) && valid_slice(*in) && \valid(other) && \separated(in, other);
    assigns *in, *other;
    ensures \result <= 0 && checked(\result, \old(*in), *in);
    ensures \result == PC_OK ==> valid_slice(other->content);
*/
static enum pc_result read_other(struct pc_slice *in, struct pc_element *other)
{
        struct pc_slice value;
        enum pc_result code = pc_read_oid(in, &value);

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
        code = pc_any_read(in, other);
        if (code == PC_ERR_DER_PRIMITIVE) {
                return PC_ERR_DER_TAG;
        }
        return code == PC_OK ? pc_fast_end(*in) : code;
}

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
PC_APART static enum pc_result check_other(struct pc_check *c)
{
        struct pc_element value;
        enum pc_result code = read_other(&c->at, &value);
        bool shown;
        size_t i;

        if (code != PC_OK || (value.tag != PC_TAG_UTF8_STRING && value.tag != PC_TAG_IA5_STRING)) {
                return code;
        }
        shown = value.content.len <= OTHER_NAME_TEXT &&
                pc_string_check(PC_TAG_UTF8_STRING, value.content) == PC_OK;
        /*@ loop invariant 0 <= i <= value.content.len;
            loop assigns i, shown;
            loop variant value.content.len - i;
        */
        for (i = 0; shown && i < value.content.len; i++) {
                shown = value.content.data[i] != '\0' && value.content.data[i] != '\n';
        }
        if (!shown) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_OTHER_NAME);
        }
        return PC_OK;
}

/* The types of DirectoryString, by tag number: RFC 5280 4.1.2.4. */
#define DIRECTORY_STRINGS \
        (1u << PC_TAG_T61_STRING | 1u << PC_TAG_PRINTABLE_STRING | 1u << PC_TAG_UNIVERSAL_STRING | \
         1u << PC_TAG_UTF8_STRING | 1u << PC_TAG_BMP_STRING)

/* EDIPartyName's DirectoryString; the characters are nobody's concern. */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0 && checked(\result, \old(*in), *in);
*/
static enum pc_result check_directory_string(struct pc_slice *in)
{
        struct pc_element string;

        if (in->len != 0) {
                const unsigned number = in->data[0] % 32u;

                if (number != PC_TAG_NUMBER &&
                    ((in->data[0] & PC_TAG_CLASS) != 0 || (DIRECTORY_STRINGS >> number & 1) == 0)) {
                        return PC_ERR_DER_TAG;
                }
        }
        return pc_any_read(in, &string);
}

/* One of its fields: a CHOICE, so that its tag is an explicit one. */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0 && checked(\result, \old(*in), *in);
*/
static enum pc_result check_party(struct pc_slice *in, uint8_t tag)
{
        size_t behind;
        enum pc_result code = pc_wrong_form(pc_scope_enter(in, tag, &behind));

        return code == PC_OK ? pc_scope_leave(in, behind, check_directory_string(in)) : code;
}

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0 && checked(\result, \old(*in), *in);
*/
static enum pc_result check_edi_party(struct pc_slice *in)
{
        enum pc_result code = PC_OK;

        if (pc_is_next(in, TAG_NAME_ASSIGNER)) {
                code = check_party(in, TAG_NAME_ASSIGNER);
        }
        return code == PC_OK ? check_party(in, TAG_PARTY_NAME) : code;
}

/*@ requires \valid(c) && \valid_read(text) && valid_slice(*text);
    assigns c->irregular;
*/
static void check_ia5_string(struct pc_check *c, const struct pc_slice *text)
{
        unsigned kinds = pc_octets_scan(text);

        if ((kinds & PC_OCTETS_HIGH) != 0) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_IA5_STRING);
        }
        if ((kinds & PC_OCTETS_CONTROL) != 0) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_GENERAL_NAME_CONTROL);
        }
}

/* RFC 5280 4.2.1.6: iPAddress has 4 octets, or 16. */
/*@ requires \valid(c);
    assigns c->irregular;
*/
static void check_ip_address(struct pc_check *c)
{
        if (c->at.len != 4 && c->at.len != 16) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_IP_ADDRESS);
        }
}

/*@ requires valid_check(c);
    assigns c->irregular;
    ensures \result <= 0;
*/
static enum pc_result check_registered_id(struct pc_check *c)
{
        if (c->at.len > PC_OID_SIZE_MAX) {
                c->irregular |= PC_IRREGULAR(PC_IRREGULAR_OID_SIZE);
        }
        return PC_FAST && pc_shape_is_oid(c->at) ? PC_OK : pc_oid_check(c->at);
}

/* The contents of a name, of which a form that has no elements leaves all. */
/*@ requires valid_check(c) && type <= PC_GENERAL_NAME_REGISTERED_ID;
    assigns *c;
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(c->at), c->at);
*/
static enum pc_result check_name_contents(struct pc_check *c, enum pc_general_name_type type)
{
        struct pc_slice name;

        switch (type) {
        case PC_GENERAL_NAME_OTHER:
                return check_other(c);
        case PC_GENERAL_NAME_DIRECTORY:
                /* Under an explicit tag: a CHOICE is never tagged implicitly (X.680 31.2.7). */
                return pc_name_check(c, &name);
        case PC_GENERAL_NAME_EDI_PARTY:
                return check_edi_party(&c->at);
        case PC_GENERAL_NAME_EMAIL:
        case PC_GENERAL_NAME_DNS:
        case PC_GENERAL_NAME_URI:
                check_ia5_string(c, &c->at);
                break;
        case PC_GENERAL_NAME_IP:
                check_ip_address(c);
                break;
        case PC_GENERAL_NAME_REGISTERED_ID:
                return check_registered_id(c);
        case PC_GENERAL_NAME_X400:
                break;
        }
        return PC_OK;
}

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
enum pc_result pc_general_name_check(struct pc_check *c)
{
        enum pc_general_name_type type;
        size_t behind;
        enum pc_result code = read_form(&c->at, &type);

        if (code != PC_OK) {
                return code;
        }
        code = pc_scope_enter(&c->at, form_tags[type], &behind);
        if (code == PC_ERR_DER_CONSTRUCTED && type != PC_GENERAL_NAME_REGISTERED_ID) {
                return pc_string_form(&c->at);
        }
        if (code != PC_OK) {
                return pc_wrong_form(code);
        }
        code = check_name_contents(c, type);
        if (code == PC_OK && (FORMS_OF_ELEMENTS >> type & 1) == 0) {
                c->at.data += c->at.len;
                c->at.len = 0;
        }
        return pc_scope_leave(&c->at, behind, code);
}

/* Moves over names that are short plain texts. Gives the size of one that is not plain and comes next; 0 where it is no text. */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures valid_slice(*in) && rest_of(\old(*in), *in);
    ensures \result <= in->len && (\result > 0 ==> PC_NAME_TEXT <= \result);
*/
PC_INLINE size_t skip_plain_names(struct pc_slice *in)
{
        struct pc_slice rest = *in;
        size_t size;

        /*@ loop invariant valid_slice(rest) && rest_of(*in, rest);
            loop assigns rest, size;
            loop variant rest.len;
        */
        while ((size = pc_shape_text_name(rest)) != 0 &&
               pc_shape_is_plain_text(rest.data + PC_NAME_TEXT, size - PC_NAME_TEXT)) {
                pc_shape_skip(&rest, size);
        }
        *in = rest;
        return size;
}

/* Takes names that are short texts, as many as follow each other; false where there are none. */
/*@ requires valid_check(c);
    assigns *c;
    ensures valid_slice(c->at) && (\result ? follows(\old(c->at), c->at) : c->at == \old(c->at));
*/
static bool take_text_names(struct pc_check *c)
{
        struct pc_slice rest = c->at;
        size_t size;

        /*@ loop invariant valid_slice(rest) && rest_of(\at(c->at, Pre), rest) && c->at == \at(c->at, Pre);
            loop assigns rest, size, c->irregular;
            loop variant rest.len;
        */
        while ((size = skip_plain_names(&rest)) != 0) {
                const struct pc_slice text = {rest.data + PC_NAME_TEXT, size - PC_NAME_TEXT};

                check_ia5_string(c, &text);
                pc_shape_skip(&rest, size);
        }
        if (rest.len == c->at.len) {
                return false;
        }
        c->at = rest;
        return true;
}

/*@ requires valid_check(c);
    assigns *c;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
*/
enum pc_result pc_general_names_check(struct pc_check *c, uint8_t tag)
{
        size_t behind;
        enum pc_result code = pc_list_enter(c, tag, &behind);

        if (code != PC_OK) {
                return code;
        }
        /*@ loop invariant code <= 0;
            loop invariant code == PC_OK ==> rest_of(\at(c->at, LoopEntry), c->at);
            loop assigns code, *c;
            loop variant (code == PC_OK ? (integer)c->at.len : -1);
        */
        while (code == PC_OK && c->at.len != 0) {
                code = PC_FAST && take_text_names(c) ? PC_OK : pc_general_name_check(c);
        }
        return pc_scope_leave(&c->at, behind, code);
}

/* The fields of an OtherName that has been checked. */
/*@ requires \valid(fields) && valid_slice(*fields) && \valid(name) && \separated(fields, name);
    assigns *fields, name->type_id, name->other;
    ensures \result <= 0;
    ensures \result == PC_OK ==> valid_slice(name->type_id) && valid_slice(name->other.content);
*/
static enum pc_result open_other(struct pc_slice *fields, struct pc_general_name *name)
{
        struct pc_slice value;
        enum pc_result code = pc_fast_expect(fields, PC_TAG_OID, &name->type_id);

        if (code == PC_OK) {
                code = pc_fast_expect(fields, PC_TAG_CONTEXT_CONSTRUCTED(0), &value);
        }
        return code == PC_OK ? pc_der_read(&value, &name->other) : code;
}

/* Looks through the explicit tags of the two forms that have them. */
/*@ requires \valid(name) && valid_slice(name->value) && name->type <= PC_GENERAL_NAME_REGISTERED_ID;
    assigns name->value, name->type_id, name->other;
    ensures \result <= 0;
    ensures \result == PC_OK ==> valid_general_name(*name);
*/
static enum pc_result open_name(struct pc_general_name *name)
{
        struct pc_slice fields = name->value;

        switch (name->type) {
        case PC_GENERAL_NAME_OTHER:
                return open_other(&fields, name);
        case PC_GENERAL_NAME_DIRECTORY:
                return pc_fast_expect(&fields, PC_TAG_SEQUENCE, &name->value);
        default:
                return PC_OK;
        }
}

/* Any name. */
/*@ requires \valid(it) && valid_slice(it->rest) && \valid(out) && \separated(it, out);
    assigns *it, *out;
    ensures \result <= 0 && valid_slice(it->rest);
    ensures \result == PC_OK ==> valid_general_name(*out) && follows(\old(it->rest), it->rest);
*/
static enum pc_result read_name(struct pc_general_name_iter *it, struct pc_general_name *out)
{
        enum pc_result code = read_form(&it->rest, &out->type);

        if (code == PC_OK) {
                code = pc_fast_expect(&it->rest, form_tags[out->type], &out->value);
        }
        return code == PC_OK ? open_name(out) : code;
}

/*@ requires \valid(it) && valid_slice(it->rest) && \valid(out) && \separated(it, out);
    assigns *it, *out;
    ensures \result <= 0 || \result == PC_END;
    ensures valid_slice(it->rest);
    ensures \result == PC_OK ==> valid_general_name(*out) && follows(\old(it->rest), it->rest);
*/
enum pc_result pc_general_name_next(struct pc_general_name_iter *it, struct pc_general_name *out)
{
        if (it->rest.len == 0) {
                return PC_END;
        }
        if (PC_FAST && pc_fast_is_short(it->rest) && it->rest.data[0] >= PC_TAG_CONTEXT(0)) {
                const unsigned number = it->rest.data[0] - PC_TAG_CONTEXT(0);

                /* No form that has another within it is primitive. */
                if (number < sizeof form_tags && form_tags[number] == it->rest.data[0]) {
                        //@ assert number != PC_GENERAL_NAME_OTHER;
                        out->type = (enum pc_general_name_type)number;
                        pc_fast_take(&it->rest, &out->value);
                        return PC_OK;
                }
        }
        return read_name(it, out);
}
