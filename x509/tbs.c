#include "asn1/integer.h"
#include "asn1/oid.h"
#include "asn1/fast.h"
#include "x509/parse.h"
#include "x509/tbs_extensions.h"
#include "x509/validity_shape.h"

/* RFC 5280 4.1.2.2: a serial number has at most this many octets. */
#define SERIAL_MAX 20u

/*
 * The number that Python shows: INTEGER + 1, 0 where the INTEGER has more than 64 bits, and the lowest number
 * where the sum would overflow.
 */
/*@ requires \valid_read(number) && valid_slice(*number);
    assigns \nothing;
*/
static int64_t version_shown(const struct pc_slice *number)
{
        int64_t version;

        if (pc_integer_to_int64(*number, &version) != PC_OK) {
                return 0;
        }
        return version == INT64_MAX ? INT64_MIN : version + 1;
}

/*@ requires valid_parse(p);
    assigns p->check, p->cert->version;
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(p->check.at), p->check.at);
*/
PC_APART static enum pc_result read_version(struct pc_parse *p)
{
        size_t behind;
        struct pc_slice number;
        enum pc_result code;

        if (PC_FAST && pc_shape_take_v3(&p->check.at)) {
                p->cert->version = 3;
                return PC_OK;
        }
        p->cert->version = 1;
        if (!pc_is_next(&p->check.at, PC_TAG_CONTEXT_CONSTRUCTED(0))) {
                return PC_OK;
        }
        code = pc_scope_enter(&p->check.at, PC_TAG_CONTEXT_CONSTRUCTED(0), &behind);
        if (code == PC_OK) {
                code = pc_scope_leave(&p->check.at, behind, pc_read_integer(&p->check.at, &number));
        }
        if (code != PC_OK) {
                return code;
        }
        p->cert->version = version_shown(&number);
        if (number.len != 1 || number.data[0] > 2) {
                pc_parse_note(p, PC_IRREGULAR_VERSION);
        } else if (number.data[0] == 0) {
                pc_parse_note(p, PC_IRREGULAR_VERSION_DEFAULT);
        }
        return PC_OK;
}

/*@ requires valid_parse(p);
    assigns p->check, p->cert->serial;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->serial);
*/
static enum pc_result read_serial(struct pc_parse *p)
{
        struct pc_slice *serial = &p->cert->serial;
        enum pc_result code = PC_FAST && pc_shape_take_integer(&p->check.at, serial)
                                      ? PC_OK
                                      : pc_read_integer(&p->check.at, serial);

        if (code == PC_OK && (serial->len > SERIAL_MAX || serial->data[0] >= 0x80 ||
                              (serial->len == 1 && serial->data[0] == 0))) {
                pc_parse_note(p, PC_IRREGULAR_SERIAL);
        }
        return code;
}

/* The inner AlgorithmIdentifier; the outer one, read later, must be the same. */
/*@ requires valid_parse(p);
    assigns p->check, p->cert->signature_algorithm;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->signature_algorithm);
*/
static enum pc_result read_inner_algorithm(struct pc_parse *p)
{
        struct pc_slice *contents = &p->cert->signature_algorithm;
        struct pc_slice oid;

        return PC_FAST && pc_shape_take_known_algorithm(&p->check.at, contents)
                       ? PC_OK
                       : pc_algorithm_check(&p->check.at, contents, &oid);
}

/*@ requires valid_parse(p);
    assigns p->check, p->cert->issuer;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->issuer);
*/
static enum pc_result read_issuer(struct pc_parse *p)
{
        enum pc_result code = pc_name_check(&p->check, &p->cert->issuer);

        if (code == PC_OK && p->cert->issuer.len == 0) {
                pc_parse_note(p, PC_IRREGULAR_EMPTY_ISSUER);
        }
        return code;
}

/*@ requires valid_parse(p) && valid_slice(p->cert->issuer);
    assigns p->check, p->cert->subject;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->subject);
*/
static enum pc_result read_subject(struct pc_parse *p)
{
        /* Of what is self-signed. */
        if (PC_FAST && pc_shape_take_same(&p->check.at, p->cert->issuer, &p->cert->subject)) {
                return PC_OK;
        }
        return pc_name_check(&p->check, &p->cert->subject);
}

/*@ requires valid_parse(p);
    assigns p->check, p->field, p->cert->validity;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->validity);
*/
static enum pc_result read_validity(struct pc_parse *p)
{
        bool backwards;

        if (PC_FAST && pc_shape_take_validity(&p->check.at, &p->cert->validity, &backwards)) {
                if (backwards) {
                        pc_parse_note(p, PC_IRREGULAR_VALIDITY);
                }
                return PC_OK;
        }
        return pc_times_check(p);
}

/* Of which the OBJECT IDENTIFIER has its limit, too. */
/*@ requires valid_parse(p);
    assigns p->check;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
*/
static enum pc_result read_key_algorithm(struct pc_parse *p)
{
        struct pc_slice algorithm;
        struct pc_slice oid;
        enum pc_result code;

        if (PC_FAST && pc_shape_take_known_algorithm(&p->check.at, &algorithm)) {
                return PC_OK;
        }
        code = pc_algorithm_check(&p->check.at, &algorithm, &oid);
        return code == PC_OK && oid.len > PC_OID_SIZE_MAX ? PC_ERR_X509_OID_SIZE : code;
}

/* SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING } */
/*@ requires valid_parse(p);
    assigns p->check, p->field, p->cert->spki;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->spki);
*/
static enum pc_result read_spki(struct pc_parse *p)
{
        struct pc_slice key;
        size_t behind;
        enum pc_result code;

        p->cert->spki = p->check.at;
        code = pc_scope_enter_long(&p->check.at, PC_TAG_SEQUENCE, &behind);
        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice fields = p->check.at;
        //@ assert entered(\at(p->check.at, Pre), fields, behind);
        p->field = PC_FIELD_SPKI_ALGORITHM;
        code = read_key_algorithm(p);
        if (code != PC_OK) {
                return code;
        }
        p->field = PC_FIELD_SPKI_KEY;
        //@ assert rest_of(fields, p->check.at);
        //@ ghost struct pc_slice before = p->check.at;
        code = pc_parse_bits(p, &key);
        //@ assert code == PC_OK ==> follows(before, p->check.at);
        //@ assert code == PC_OK ==> rest_of(fields, p->check.at);
        //@ assert code == PC_OK && p->check.at.len == 0 ==> left(\at(p->check.at, Pre), p->check.at, behind);
        p->cert->spki.len -= behind;
        return pc_scope_leave(&p->check.at, behind, code);
}

/*@ requires valid_parse(p);
    assigns p->check, p->field;
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(p->check.at), p->check.at);
*/
static enum pc_result read_unique_id(struct pc_parse *p, enum pc_field field, uint8_t tag)
{
        struct pc_slice bits;

        p->field = field;
        return pc_is_next(&p->check.at, tag) ? pc_bit_string_check(&p->check, tag, &bits) : PC_OK;
}

/*@ requires valid_parse(p);
    assigns p->check, p->field, p->cert->unique_ids;
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->unique_ids);
*/
static enum pc_result read_unique_ids(struct pc_parse *p)
{
        enum pc_result code;

        p->cert->unique_ids = p->check.at;
        if (PC_FAST && (p->check.at.len == 0 || p->check.at.data[0] == PC_TAG_CONTEXT_CONSTRUCTED(3))) {
                p->cert->unique_ids.len = 0;
                return PC_OK;
        }
        code = read_unique_id(p, PC_FIELD_ISSUER_UNIQUE_ID, PC_TAG_CONTEXT(1));
        if (code == PC_OK) {
                code = read_unique_id(p, PC_FIELD_SUBJECT_UNIQUE_ID, PC_TAG_CONTEXT(2));
        }
        if (code == PC_OK) {
                p->cert->unique_ids.len -= p->check.at.len;
                if (p->cert->unique_ids.len != 0 && p->cert->version < 2) {
                        pc_parse_note(p, PC_IRREGULAR_VERSION_FIELDS);
                }
        }
        return code;
}

/*@ requires valid_parse(p) && part_of(p->cert->der, p->check.at);
    assigns p->check, p->field, p->cert->version, p->cert->serial, p->cert->signature_algorithm;
    ensures p->cert == \old(p->cert); ensures p->cert->der == \old(p->cert->der);
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->serial);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->signature_algorithm);
*/
static enum pc_result read_numbers(struct pc_parse *p)
{
        enum pc_result code;

        p->field = PC_FIELD_VERSION;
        code = read_version(p);
        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice number = p->check.at;
        //@ assert rest_of(\at(p->check.at, Pre), number) && part_of(p->cert->der, number);
        p->field = PC_FIELD_SERIAL_NUMBER;
        code = read_serial(p);
        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice algorithm = p->check.at;
        //@ assert rest_of(number, algorithm) && part_of(p->cert->der, algorithm);
        //@ assert part_of(p->cert->der, p->cert->serial);
        p->field = PC_FIELD_SIGNATURE;
        return read_inner_algorithm(p);
}

/*@ requires valid_parse(p) && part_of(p->cert->der, p->check.at);
    assigns p->check, p->field, p->cert->issuer, p->cert->validity, p->cert->subject;
    ensures p->cert == \old(p->cert); ensures p->cert->der == \old(p->cert->der);
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->issuer);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->validity);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->subject);
*/
static enum pc_result read_names(struct pc_parse *p)
{
        enum pc_result code;

        p->field = PC_FIELD_ISSUER;
        code = read_issuer(p);
        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice validity = p->check.at;
        //@ assert rest_of(\at(p->check.at, Pre), validity) && part_of(p->cert->der, validity);
        //@ assert part_of(p->cert->der, p->cert->issuer);
        p->field = PC_FIELD_VALIDITY;
        code = read_validity(p);
        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice subject = p->check.at;
        //@ assert rest_of(validity, subject) && part_of(p->cert->der, subject);
        //@ assert part_of(p->cert->der, p->cert->issuer) && part_of(p->cert->der, p->cert->validity);
        p->field = PC_FIELD_SUBJECT;
        return read_subject(p);
}

/*@ requires valid_parse(p) && indexing(p) && p->cert->extensions.len == 0;
    assigns p->check, p->field, p->cert->spki, p->cert->unique_ids, p->cert->extensions, p->cert->index,
            p->cert->irregularities;
    ensures p->cert == \old(p->cert); ensures p->cert->der == \old(p->cert->der);
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->spki);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->unique_ids);
    ensures \result == PC_OK ==> p->cert->extensions.len == 0 || part_of(p->cert->der, p->cert->extensions);
    ensures \result == PC_OK ==> valid_index(p->cert);
    ensures \result == PC_OK ==> new_index(p->cert);
*/
static enum pc_result read_key_and_extensions(struct pc_parse *p)
{
        enum pc_result code;

        p->field = PC_FIELD_SPKI;
        code = read_spki(p);
        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice ids = p->check.at;
        //@ assert rest_of(\at(p->check.at, Pre), ids) && part_of(p->cert->der, ids);
        //@ assert part_of(p->cert->der, p->cert->spki);
        p->field = PC_FIELD_ISSUER_UNIQUE_ID;
        code = read_unique_ids(p);
        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice extensions = p->check.at;
        //@ assert rest_of(ids, extensions) && part_of(p->cert->der, extensions);
        //@ assert part_of(p->cert->der, p->cert->unique_ids) && part_of(p->cert->der, p->cert->spki);
        //@ assert same_offsets{Pre, Here}(p->cert) && same_sizes{Pre, Here}(p->cert);
        p->field = PC_FIELD_EXTENSIONS;
        return pc_tbs_read_extensions(p);
}

/*@ requires valid_parse(p) && indexing(p);
    assigns p->check, p->field, p->cert->version, p->cert->serial, p->cert->signature_algorithm, p->cert->issuer,
            p->cert->validity, p->cert->subject;
    ensures p->cert == \old(p->cert); ensures p->cert->der == \old(p->cert->der);
    ensures p->cert->extensions.len == \old(p->cert->extensions.len);
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->check.at);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->serial);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->signature_algorithm);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->issuer);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->validity);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->subject);
    ensures valid_index(p->cert);
    ensures new_index(p->cert);
*/
static enum pc_result read_numbers_and_names(struct pc_parse *p)
{
        enum pc_result code = read_numbers(p);

        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice names = p->check.at;
        //@ assert rest_of(\at(p->check.at, Pre), names) && part_of(p->cert->der, names);
        return read_names(p);
}

/*@ requires valid_parse(p) && indexing(p) && p->cert->extensions.len == 0;
    assigns p->check, p->field, p->cert->version, p->cert->serial, p->cert->signature_algorithm, p->cert->issuer,
            p->cert->validity, p->cert->subject, p->cert->spki, p->cert->unique_ids, p->cert->extensions,
            p->cert->index, p->cert->irregularities;
    ensures p->cert == \old(p->cert); ensures p->cert->der == \old(p->cert->der);
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(p->check.at), p->check.at);
    ensures \result == PC_OK ==>
        found_in(p->cert->der, p->cert->serial, p->cert->signature_algorithm, p->cert->issuer, p->cert->validity,
                 p->cert->subject, p->cert->spki, p->cert->unique_ids);
    ensures \result == PC_OK ==> p->cert->extensions.len == 0 || part_of(p->cert->der, p->cert->extensions);
    ensures \result == PC_OK ==> valid_index(p->cert);
    ensures \result == PC_OK ==> new_index(p->cert);
*/
static enum pc_result read_tbs_fields(struct pc_parse *p)
{
        enum pc_result code = read_numbers_and_names(p);

        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice before = p->check.at;
        //@ assert rest_of(\at(p->check.at, Pre), before);
        code = read_key_and_extensions(p);
        //@ assert code == PC_OK ==> rest_of(before, p->check.at);
        /*@ assert p->cert == \at(p->cert, Pre); */ /*@ assert p->cert->der == \at(p->cert->der, Pre); */
        //@ assert code == PC_OK ==> part_of(p->cert->der, p->cert->serial);
        //@ assert code == PC_OK ==> part_of(p->cert->der, p->cert->signature_algorithm);
        //@ assert code == PC_OK ==> part_of(p->cert->der, p->cert->issuer);
        //@ assert code == PC_OK ==> part_of(p->cert->der, p->cert->validity);
        //@ assert code == PC_OK ==> part_of(p->cert->der, p->cert->subject);
        return code;
}

/*@ requires valid_parse(p) && indexing(p) && p->cert->extensions.len == 0;
    assigns p->check, p->field, *p->cert;
    ensures p->cert == \old(p->cert); ensures p->cert->der == \old(p->cert->der);
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->check.at);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->tbs);
    ensures \result == PC_OK ==>
        found_in(p->cert->der, p->cert->serial, p->cert->signature_algorithm, p->cert->issuer, p->cert->validity,
                 p->cert->subject, p->cert->spki, p->cert->unique_ids);
    ensures \result == PC_OK ==> p->cert->extensions.len == 0 || part_of(p->cert->der, p->cert->extensions);
    ensures \result == PC_OK ==> valid_index(p->cert);
    ensures \result == PC_OK ==> new_index(p->cert);
*/
PC_APART enum pc_result pc_tbs_check(struct pc_parse *p)
{
        size_t behind;
        enum pc_result code;

        p->field = PC_FIELD_TBS_CERTIFICATE;
        p->cert->tbs = p->check.at;
        code = pc_scope_enter_long(&p->check.at, PC_TAG_SEQUENCE, &behind);
        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice fields = p->check.at;
        //@ assert entered(\at(p->check.at, Pre), fields, behind);
        /*@ assert p->cert == \at(p->cert, Pre); */ /*@ assert p->cert->der == \at(p->cert->der, Pre); */
        //@ assert part_of(p->cert->der, fields);
        /*@ assert same_offsets{Pre, Here}(p->cert); */ /*@ assert same_sizes{Pre, Here}(p->cert); */
        code = read_tbs_fields(p);
        if (code != PC_OK) {
                return code;
        }
        //@ assert rest_of(fields, p->check.at);
        //@ assert p->check.at.len == 0 ==> left(\at(p->check.at, Pre), p->check.at, behind);
        //@ assert p->cert->tbs == \at(p->check.at, Pre);
        //@ ghost Read:;
        p->field = PC_FIELD_TBS_CERTIFICATE;
        p->cert->tbs.len -= behind;
        /*@ assert p->cert == \at(p->cert, Pre); */ /*@ assert p->cert->der == \at(p->cert->der, Pre); */
        //@ assert part_of(p->cert->der, p->cert->tbs);
        //@ assert same_offsets{Read, Here}(p->cert);
        //@ assert same_sizes{Read, Here}(p->cert);
        code = pc_scope_leave(&p->check.at, behind, PC_OK);
        //@ assert code == PC_OK ==> follows(\at(p->check.at, Pre), p->check.at);
        //@ assert code == PC_OK ==> part_of(p->cert->der, p->check.at);
        return code;
}
