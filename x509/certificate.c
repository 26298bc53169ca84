#include "x509/certificate.h"

#include <string.h>

#include "asn1/integer.h"
#include "asn1/oid.h"
#include "asn1/fast.h"
#include "x509/check.h"
#include "x509/shape.h"
#include "x509/validity_shape.h"

/* A parse under way: where it is, in which field, and what it has found. */
struct parse {
        struct pc_check check;
        enum pc_field field;
        struct pc_certificate *cert;
};

/* RFC 5280 4.1.2.2: a serial number has at most this many octets. */
#define SERIAL_MAX 20u

static void note(struct parse *p, enum pc_irregularity irregularity)
{
        p->check.irregular |= PC_IRREGULAR(irregularity);
}

/*
 * The number that Python shows: INTEGER + 1, 0 where the INTEGER has more than 64 bits, and the lowest number
 * where the sum would overflow.
 */
static int64_t version_shown(const struct pc_slice *integer)
{
        int64_t version;

        if (pc_integer_to_int64(*integer, &version) != PC_OK) {
                return 0;
        }
        return version == INT64_MAX ? INT64_MIN : version + 1;
}

PC_APART static enum pc_result read_version(struct parse *p)
{
        size_t behind;
        struct pc_slice integer;
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
                code = pc_scope_leave(&p->check.at, behind, pc_read_integer(&p->check.at, &integer));
        }
        if (code != PC_OK) {
                return code;
        }
        p->cert->version = version_shown(&integer);
        if (integer.len != 1 || integer.data[0] > 2) {
                note(p, PC_IRREGULAR_VERSION);
        } else if (integer.data[0] == 0) {
                note(p, PC_IRREGULAR_VERSION_DEFAULT);
        }
        return PC_OK;
}

static enum pc_result read_serial(struct parse *p)
{
        struct pc_slice *serial = &p->cert->serial;
        enum pc_result code = PC_FAST && pc_shape_take_integer(&p->check.at, serial)
                                      ? PC_OK
                                      : pc_read_integer(&p->check.at, serial);

        if (code == PC_OK && (serial->len > SERIAL_MAX || serial->data[0] >= 0x80 ||
                              (serial->len == 1 && serial->data[0] == 0))) {
                note(p, PC_IRREGULAR_SERIAL);
        }
        return code;
}

/* The inner AlgorithmIdentifier; the outer one, read later, must be the same. */
static enum pc_result read_inner_algorithm(struct parse *p)
{
        struct pc_slice *contents = &p->cert->signature_algorithm;
        struct pc_slice oid;

        return PC_FAST && pc_shape_take_known_algorithm(&p->check.at, contents)
                       ? PC_OK
                       : pc_algorithm_check(&p->check.at, contents, &oid);
}

static enum pc_result read_issuer(struct parse *p)
{
        enum pc_result code = pc_name_check(&p->check, &p->cert->issuer);

        if (code == PC_OK && p->cert->issuer.len == 0) {
                note(p, PC_IRREGULAR_EMPTY_ISSUER);
        }
        return code;
}

static enum pc_result read_subject(struct parse *p)
{
        /* Of what is self-signed. */
        if (PC_FAST && pc_shape_take_same(&p->check.at, p->cert->issuer, &p->cert->subject)) {
                return PC_OK;
        }
        return pc_name_check(&p->check, &p->cert->subject);
}

/* RFC 5280 4.1.2.5: through 2049 as UTCTime, later as GeneralizedTime, both in one form only. */
static bool in_profile(uint8_t tag, const struct pc_time *time)
{
        return time->profile && (tag == PC_TAG_UTC_TIME || time->year >= 2050);
}

/* A number that is the larger the later the time is. */
static uint64_t moment_of(const struct pc_time *time)
{
        return (uint64_t)((uint32_t)time->year << 9 | (uint32_t)time->month << 5 | time->day) << 32 |
               ((uint32_t)time->hour << 12 | (uint32_t)time->minute << 6 | time->second);
}

/* Time ::= CHOICE { utcTime UTCTime, generalTime GeneralizedTime }. 'moment' is set where it is one at all. */
static enum pc_result check_time(struct parse *p, enum pc_field field, uint64_t *moment)
{
        const bool utc = pc_is_next(&p->check.at, PC_TAG_UTC_TIME);
        const uint8_t tag = utc ? PC_TAG_UTC_TIME : PC_TAG_GENERALIZED_TIME;
        struct pc_slice content;
        struct pc_time time;
        enum pc_result code = pc_fast_expect(&p->check.at, tag, &content);

        p->field = field;
        if (code != PC_OK) {
                return code;
        }
        if (pc_time_read(tag, content, &time) != PC_OK) {
                note(p, PC_IRREGULAR_TIME);
                return PC_OK;
        }
        if (!in_profile(tag, &time)) {
                note(p, PC_IRREGULAR_TIME_PROFILE);
        }
        *moment = moment_of(&time);
        return PC_OK;
}

static enum pc_result read_validity(struct parse *p)
{
        enum pc_field field = p->field;
        size_t behind;
        uint64_t from = 0;
        uint64_t until = UINT64_MAX;
        bool backwards;
        enum pc_result code;

        if (PC_FAST && pc_shape_take_validity(&p->check.at, &p->cert->validity, &backwards)) {
                if (backwards) {
                        note(p, PC_IRREGULAR_VALIDITY);
                }
                return PC_OK;
        }
        code = pc_scope_enter(&p->check.at, PC_TAG_SEQUENCE, &behind);
        if (code != PC_OK) {
                return code;
        }
        p->cert->validity = p->check.at;
        code = check_time(p, PC_FIELD_NOT_BEFORE, &from);
        if (code == PC_OK) {
                code = check_time(p, PC_FIELD_NOT_AFTER, &until);
        }
        if (code != PC_OK) {
                return code;
        }
        if (until < from) {
                note(p, PC_IRREGULAR_VALIDITY);
        }
        p->field = field;
        return pc_scope_leave(&p->check.at, behind, PC_OK);
}

/* Of which the OBJECT IDENTIFIER has its limit, too. */
static enum pc_result read_key_algorithm(struct parse *p)
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

static enum pc_result read_bits(struct parse *p, struct pc_slice *contents)
{
        return PC_FAST && pc_shape_take_bits(&p->check.at, contents)
                       ? PC_OK
                       : pc_bit_string_check(&p->check, PC_TAG_BIT_STRING, contents);
}

/* SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING } */
static enum pc_result read_spki(struct parse *p)
{
        struct pc_slice key;
        size_t behind;
        enum pc_result code;

        p->cert->spki = p->check.at;
        code = pc_scope_enter_long(&p->check.at, PC_TAG_SEQUENCE, &behind);
        if (code != PC_OK) {
                return code;
        }
        p->field = PC_FIELD_SPKI_ALGORITHM;
        code = read_key_algorithm(p);
        if (code != PC_OK) {
                return code;
        }
        p->field = PC_FIELD_SPKI_KEY;
        code = read_bits(p, &key);
        p->cert->spki.len -= behind;
        return pc_scope_leave(&p->check.at, behind, code);
}

static enum pc_result read_unique_id(struct parse *p, enum pc_field field, uint8_t tag)
{
        struct pc_slice bits;

        p->field = field;
        return pc_is_next(&p->check.at, tag) ? pc_bit_string_check(&p->check, tag, &bits) : PC_OK;
}

static enum pc_result read_unique_ids(struct parse *p)
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
                        note(p, PC_IRREGULAR_VERSION_FIELDS);
                }
        }
        return code;
}

/* Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension, already entered. */
static enum pc_result read_extension_list(struct parse *p)
{
        struct pc_extension extension;

        p->cert->extensions = p->check.at;
        if (p->check.at.len == 0) {
                note(p, PC_IRREGULAR_EXTENSIONS_EMPTY);
        }
        while (p->check.at.len != 0) {
                enum pc_result code = pc_extension_check(&p->check, &extension);

                if (code != PC_OK) {
                        return code;
                }
                pc_extension_index_add(p->cert, &extension);
        }
        return PC_OK;
}

static enum pc_result read_extensions(struct parse *p)
{
        size_t behind_tag;
        size_t behind_list;
        enum pc_result code;

        if (p->check.at.len == 0) {
                return PC_OK;
        }
        if (p->cert->version < 3) {
                note(p, PC_IRREGULAR_VERSION_FIELDS);
        }
        code = pc_scope_enter_long(&p->check.at, PC_TAG_CONTEXT_CONSTRUCTED(3), &behind_tag);
        if (code == PC_OK) {
                code = pc_scope_enter_long(&p->check.at, PC_TAG_SEQUENCE, &behind_list);
        }
        if (code != PC_OK) {
                return code;
        }
        code = pc_scope_leave(&p->check.at, behind_list, read_extension_list(p));
        return pc_scope_leave(&p->check.at, behind_tag, code);
}

static enum pc_result read_tbs_fields(struct parse *p)
{
        enum pc_result code = PC_OK;

        if (code == PC_OK) {
                p->field = PC_FIELD_VERSION;
                code = read_version(p);
        }
        if (code == PC_OK) {
                p->field = PC_FIELD_SERIAL_NUMBER;
                code = read_serial(p);
        }
        if (code == PC_OK) {
                p->field = PC_FIELD_SIGNATURE;
                code = read_inner_algorithm(p);
        }
        if (code == PC_OK) {
                p->field = PC_FIELD_ISSUER;
                code = read_issuer(p);
        }
        if (code == PC_OK) {
                p->field = PC_FIELD_VALIDITY;
                code = read_validity(p);
        }
        if (code == PC_OK) {
                p->field = PC_FIELD_SUBJECT;
                code = read_subject(p);
        }
        if (code == PC_OK) {
                p->field = PC_FIELD_SPKI;
                code = read_spki(p);
        }
        if (code == PC_OK) {
                p->field = PC_FIELD_ISSUER_UNIQUE_ID;
                code = read_unique_ids(p);
        }
        if (code == PC_OK) {
                p->field = PC_FIELD_EXTENSIONS;
                code = read_extensions(p);
        }
        return code;
}

PC_APART static enum pc_result read_tbs(struct parse *p)
{
        size_t behind;
        enum pc_result code;

        p->field = PC_FIELD_TBS_CERTIFICATE;
        p->cert->tbs = p->check.at;
        code = pc_scope_enter_long(&p->check.at, PC_TAG_SEQUENCE, &behind);
        if (code == PC_OK) {
                code = read_tbs_fields(p);
        }
        if (code != PC_OK) {
                return code;
        }
        p->field = PC_FIELD_TBS_CERTIFICATE;
        p->cert->tbs.len -= behind;
        return pc_scope_leave(&p->check.at, behind, PC_OK);
}

static bool same_octets(const struct pc_slice *a, const struct pc_slice *b)
{
        return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

/* The outer AlgorithmIdentifier, which is to be the same as the inner one. */
static enum pc_result read_outer_algorithm(struct parse *p)
{
        struct pc_slice inner = p->cert->signature_algorithm;
        struct pc_slice oid;
        enum pc_result code;

        if (PC_FAST && pc_shape_take_same(&p->check.at, inner, &p->cert->signature_algorithm)) {
                return PC_OK;
        }
        code = pc_algorithm_check(&p->check.at, &p->cert->signature_algorithm, &oid);
        if (code == PC_OK && !same_octets(&inner, &p->cert->signature_algorithm)) {
                note(p, PC_IRREGULAR_SIGNATURE_MISMATCH);
        }
        return code;
}

PC_APART static enum pc_result read_signature(struct parse *p)
{
        enum pc_result code;

        p->field = PC_FIELD_SIGNATURE_ALGORITHM;
        code = read_outer_algorithm(p);
        if (code != PC_OK) {
                return code;
        }
        p->field = PC_FIELD_SIGNATURE_VALUE;
        return read_bits(p, &p->cert->signature);
}

static enum pc_result read_certificate(struct parse *p)
{
        size_t behind;
        enum pc_result code;

        p->field = PC_FIELD_CERTIFICATE;
        if (p->check.at.len == 0) {
                return PC_ERR_X509_EMPTY;
        }
        if (p->check.at.len > PC_CERTIFICATE_MAX) {
                return PC_ERR_X509_SIZE;
        }
        code = pc_scope_enter_long(&p->check.at, PC_TAG_SEQUENCE, &behind);
        if (code == PC_OK) {
                code = read_tbs(p);
        }
        if (code == PC_OK) {
                code = read_signature(p);
        }
        if (code != PC_OK) {
                return code;
        }
        p->field = PC_FIELD_CERTIFICATE;
        code = pc_scope_leave(&p->check.at, behind, PC_OK);
        if (code == PC_OK) {
                code = pc_extension_index_check(p->cert, &p->check.at, &p->field);
        }
        return code == PC_OK ? pc_fast_end(p->check.at) : code;
}

static void explain(struct pc_diag *diag, enum pc_result code, const struct parse *p)
{
        const struct pc_slice *der = &p->cert->der;

        diag->code = code;
        diag->offset = der->len == 0 ? 0 : (size_t)(p->check.at.data - der->data);
        diag->field = p->field;
        diag->entry = 0;
        diag->position = 0;
        diag->length = 0;
}

enum pc_result pc_certificate_parse(struct pc_certificate *out, struct pc_slice der, struct pc_diag *diag)
{
        struct parse p = {{der, 0}, PC_FIELD_CERTIFICATE, out};
        enum pc_result code;

        /* What a certificate may lack; all else is filled on success. */
        out->extensions.data = NULL;
        out->extensions.len = 0;
        out->irregularities = 0;
        memset(&out->index, 0, sizeof out->index);
        out->der = der;
        code = read_certificate(&p);
        if (code == PC_OK) {
                out->irregularities |= p.check.irregular;
                return PC_OK;
        }
        if (diag != NULL) {
                explain(diag, code, &p);
        }
        memset(out, 0, sizeof *out);
        return code;
}

/*@ requires valid_certificate(cert);
    assigns \nothing;
    ensures valid_slice(\result.oid) && valid_slice(\result.parameters);
*/
struct pc_algorithm pc_signature_algorithm(const struct pc_certificate *cert)
{
        struct pc_algorithm algorithm = {{NULL, 0}, cert->signature_algorithm};

        if (pc_fast_expect(&algorithm.parameters, PC_TAG_OID, &algorithm.oid) != PC_OK) {
                algorithm.parameters.len = 0;
        }
        return algorithm;
}
