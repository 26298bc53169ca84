#include "x509/extension.h"

#include <string.h>

#include "asn1/integer.h"
#include "x509/certificate.h"
#include "asn1/fast.h"
#include "x509/check.h"
#include "x509/shape.h"

/* id-ce ::= { joint-iso-ccitt(2) ds(5) 29 }, RFC 5280 4.2.1: kind + 1 by the last arc, from 14 on. */
#define ID_CE_FIRST 14
static const uint8_t id_ce_kinds[] = {
        [14 - ID_CE_FIRST] = PC_EXTENSION_SUBJECT_KEY_IDENTIFIER + 1,
        [15 - ID_CE_FIRST] = PC_EXTENSION_KEY_USAGE + 1,
        [17 - ID_CE_FIRST] = PC_EXTENSION_SUBJECT_ALT_NAME + 1,
        [18 - ID_CE_FIRST] = PC_EXTENSION_ISSUER_ALT_NAME + 1,
        [19 - ID_CE_FIRST] = PC_EXTENSION_BASIC_CONSTRAINTS + 1,
        [30 - ID_CE_FIRST] = PC_EXTENSION_NAME_CONSTRAINTS + 1,
        [31 - ID_CE_FIRST] = PC_EXTENSION_CRL_DISTRIBUTION_POINTS + 1,
        [32 - ID_CE_FIRST] = PC_EXTENSION_CERTIFICATE_POLICIES + 1,
        [33 - ID_CE_FIRST] = PC_EXTENSION_POLICY_MAPPINGS + 1,
        [35 - ID_CE_FIRST] = PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER + 1,
        [36 - ID_CE_FIRST] = PC_EXTENSION_POLICY_CONSTRAINTS + 1,
        [37 - ID_CE_FIRST] = PC_EXTENSION_EXTENDED_KEY_USAGE + 1,
        [46 - ID_CE_FIRST] = PC_EXTENSION_FRESHEST_CRL + 1,
        [54 - ID_CE_FIRST] = PC_EXTENSION_INHIBIT_ANY_POLICY + 1,
};

/* Those elsewhere: id-pe ::= 1.3.6.1.5.5.7.1 (RFC 5280 A.1), and 1.3.6.1.4.1.11129.2.4.2 (RFC 6962 3.3). */
static const struct other_kind {
        uint8_t oid[10];
        uint8_t len;
        uint8_t kind;
} other_kinds[] = {
        {{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01}, 8, PC_EXTENSION_AUTHORITY_INFO_ACCESS},
        {{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x0B}, 8, PC_EXTENSION_SUBJECT_INFO_ACCESS},
        {{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x18}, 8, PC_EXTENSION_TLS_FEATURE},
        {{0x2B, 0x06, 0x01, 0x04, 0x01, 0xD6, 0x79, 0x02, 0x04, 0x02}, 10, PC_EXTENSION_SCT_LIST},
};

#define OTHER_KINDS (sizeof(other_kinds) / sizeof(other_kinds[0]))

/*@ assigns \nothing;
    ensures \result <= PC_EXTENSION_UNKNOWN;
*/
static enum pc_extension_kind id_ce_kind(uint8_t arc)
{
        const size_t i = (size_t)arc - ID_CE_FIRST;

        if (i < sizeof id_ce_kinds && id_ce_kinds[i] != 0) {
                return (enum pc_extension_kind)(id_ce_kinds[i] - 1);
        }
        return PC_EXTENSION_UNKNOWN;
}

/*@ requires valid_slice(oid);
    assigns \nothing;
    ensures \result <= PC_EXTENSION_UNKNOWN;
*/
static enum pc_extension_kind kind_of(struct pc_slice oid)
{
        size_t i;

        if (oid.len == 3 && oid.data[0] == 0x55 && oid.data[1] == 0x1D) {
                return id_ce_kind(oid.data[2]);
        }
        /*@ loop invariant 0 <= i <= OTHER_KINDS;
            loop assigns i;
            loop variant OTHER_KINDS - i;
        */
        for (i = 0; i < OTHER_KINDS; i++) {
                if (oid.len == other_kinds[i].len && memcmp(oid.data, other_kinds[i].oid, oid.len) == 0) {
                        return (enum pc_extension_kind)other_kinds[i].kind;
                }
        }
        return PC_EXTENSION_UNKNOWN;
}

/*
 * Takes an extension of id-ce in fewer than 128 octets, as most are:
 *
 *     30 n+7   06 03 55 1D xx             04 n  n octets
 *     30 n+10  06 03 55 1D xx  01 01 FF   04 n  n octets
 */
/*@ requires \valid(in) && valid_slice(*in) && \valid(out) && \separated(in, out);
    assigns *in, *out;
    ensures \result ==> valid_extension(*out, \old(*in)) && follows(\old(*in), *in);
    ensures !\result ==> *in == \old(*in);
*/
static inline bool take_usual(struct pc_slice *in, struct pc_extension *out)
{
        const uint8_t *data = in->data;
        uint64_t head;
        size_t len;
        size_t before;

        if (in->len < 9) {
                return false;
        }
        head = pc_load_eight(data);
        len = data[1];
        if ((head & UINT64_C(0x0000FFFFFFFF00FF)) != UINT64_C(0x00001D5503060030) || len >= 0x80 || len > in->len - 2 ||
            data[6] >= 0x80) {
                return false;
        }
        before = 7;
        if (data[7] == PC_TAG_BOOLEAN && len >= 10 && pc_load_four(data + 7) == 0x04FF0101) {
                before = 10;
        } else if (data[7] != PC_TAG_OCTET_STRING) {
                return false;
        }
        if (len != before + data[before + 1]) {
                return false;
        }
        out->kind = id_ce_kind(data[6]);
        out->critical = before != 7;
        out->oid.data = data + 4;
        out->oid.len = 3;
        out->value.data = data + before + 2;
        out->value.len = len - before;
        in->data = data + 2 + len;
        in->len -= 2 + len;
        return true;
}

/*@ requires valid_check(c) && \valid(out) && \separated(c, out);
    assigns *c, *out;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
    ensures \result == PC_OK ==> valid_extension(*out, \old(c->at));
*/
static enum pc_result read_extension(struct pc_check *c, struct pc_extension *out)
{
        size_t behind;
        enum pc_result code = pc_scope_enter_long(&c->at, PC_TAG_SEQUENCE, &behind);

        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice fields = c->at;
        code = pc_read_oid(&c->at, &out->oid);
        //@ assert code == PC_OK ==> rest_of(fields, c->at) && part_of(fields, out->oid);
        if (code == PC_OK) {
                out->kind = kind_of(out->oid);
                code = pc_default_false_read(c, &out->critical);
        }
        //@ assert code == PC_OK ==> rest_of(fields, c->at);
        //@ ghost struct pc_slice before = c->at;
        if (code == PC_OK) {
                code = pc_fast_expect_long(&c->at, PC_TAG_OCTET_STRING, &out->value);
        }
        //@ assert code == PC_OK ==> splits(before, out->value, c->at) && valid_slice(out->value);
        //@ assert code == PC_OK ==> rest_of(fields, c->at);
        //@ assert code == PC_OK ==> part_of(fields, out->value);
        //@ assert code == PC_OK ==> part_of(fields, out->oid);
        return pc_scope_leave(&c->at, behind, code);
}

/*@ requires valid_check(c) && \valid(out) && \separated(c, out);
    assigns *c, *out;
    ensures \result <= 0 && checked(\result, \old(c->at), c->at);
    ensures \result == PC_OK ==> valid_extension(*out, \old(c->at));
*/
enum pc_result pc_extension_check(struct pc_check *c, struct pc_extension *out)
{
        return PC_FAST && take_usual(&c->at, out) ? PC_OK : read_extension(c, out);
}

/*@ requires valid_certificate(cert);
    assigns \nothing;
    ensures \result.rest == cert->extensions;
*/
struct pc_extension_iter pc_extensions(const struct pc_certificate *cert)
{
        struct pc_extension_iter it = {cert->extensions};

        return it;
}

/*@ requires \valid(it) && valid_slice(it->rest) && \valid(out) && \separated(it, out);
    assigns *it, *out;
    ensures \result <= 0 || \result == PC_END;
    ensures \result == PC_OK ==> follows(\old(it->rest), it->rest);
    ensures \result == PC_OK ==> valid_extension(*out, \old(it->rest));
*/
enum pc_result pc_extension_next(struct pc_extension_iter *it, struct pc_extension *out)
{
        struct pc_check check = {it->rest, 0};
        enum pc_result code;

        if (it->rest.len == 0) {
                return PC_END;
        }
        code = pc_extension_check(&check, out);
        it->rest = check.at;
        return code;
}

/*@ requires valid_certificate(cert) && kind < PC_EXTENSION_KINDS && \valid(out) && \separated(cert, out);
    assigns *out;
    ensures \result == PC_OK ==> valid_extension(*out, cert->extensions);
*/
enum pc_result pc_extension_find(const struct pc_certificate *cert, enum pc_extension_kind kind,
                                 struct pc_extension *out)
{
        struct pc_extension_iter it = pc_extensions(cert);
        enum pc_result code = pc_extension_index_find(&cert->index, kind);

        if (code != PC_OK) {
                return code;
        }
        /* It is there, so that 'out' gets no other one than it in the end. */
        /*@ loop invariant valid_slice(it.rest) && rest_of(cert->extensions, it.rest);
            loop assigns it, code, *out;
            loop variant it.rest.len;
        */
        do {
                code = pc_extension_next(&it, out);
        } while (code == PC_OK && out->kind != kind);
        return code;
}
