#include "x509/certificate.h"

#include <string.h>

#include "asn1/fast.h"
#include "x509/parse.h"

/*@ requires \valid_read(a) && \valid_read(b) && valid_slice(*a) && valid_slice(*b);
    assigns \nothing;
*/
static bool same_octets(const struct pc_slice *a, const struct pc_slice *b)
{
        return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

/* The outer AlgorithmIdentifier, which is to be the same as the inner one. */
/*@ requires valid_parse(p) && valid_slice(p->cert->signature_algorithm);
    assigns p->check, p->cert->signature_algorithm;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->signature_algorithm);
*/
static enum pc_result read_outer_algorithm(struct pc_parse *p)
{
        struct pc_slice inner = p->cert->signature_algorithm;
        struct pc_slice oid;
        enum pc_result code;

        if (PC_FAST && pc_shape_take_same(&p->check.at, inner, &p->cert->signature_algorithm)) {
                return PC_OK;
        }
        code = pc_algorithm_check(&p->check.at, &p->cert->signature_algorithm, &oid);
        if (code == PC_OK && !same_octets(&inner, &p->cert->signature_algorithm)) {
                pc_parse_note(p, PC_IRREGULAR_SIGNATURE_MISMATCH);
        }
        return code;
}

/*@ requires valid_parse(p) && valid_slice(p->cert->signature_algorithm);
    assigns p->check, p->field, p->cert->signature_algorithm, p->cert->signature;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->signature_algorithm);
    ensures \result == PC_OK ==> part_of(\old(p->check.at), p->cert->signature);
    ensures p->cert == \old(p->cert);
    ensures p->cert->der == \old(p->cert->der);
    ensures p->cert->tbs == \old(p->cert->tbs);
    ensures p->cert->serial == \old(p->cert->serial);
    ensures p->cert->issuer == \old(p->cert->issuer);
    ensures p->cert->validity == \old(p->cert->validity);
    ensures p->cert->subject == \old(p->cert->subject);
    ensures p->cert->spki == \old(p->cert->spki);
    ensures p->cert->unique_ids == \old(p->cert->unique_ids);
    ensures p->cert->extensions == \old(p->cert->extensions);
    ensures valid_index{Pre}(p->cert) ==> valid_index(p->cert);
    ensures new_index{Pre}(p->cert) ==> new_index(p->cert);
*/
PC_APART static enum pc_result read_signature(struct pc_parse *p)
{
        enum pc_result code;

        p->field = PC_FIELD_SIGNATURE_ALGORITHM;
        code = read_outer_algorithm(p);
        //@ assert p->cert == \at(p->cert, Pre) && \separated(p, p->cert);
        if (code == PC_OK) {
                p->field = PC_FIELD_SIGNATURE_VALUE;
                code = pc_parse_bits(p, &p->cert->signature);
        }
        //@ assert p->cert == \at(p->cert, Pre);
        return code;
}

/* What a Certificate has, which has been entered. */
/*@ requires valid_parse(p) && indexing(p) && p->cert->extensions.len == 0;
    assigns p->check, p->field, *p->cert;
    ensures p->cert->der == \old(p->cert->der);
    ensures \result <= 0;
    ensures \result == PC_OK ==> part_of(p->cert->der, p->check.at);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->tbs);
    ensures \result == PC_OK ==>
        found_in(p->cert->der, p->cert->serial, p->cert->signature_algorithm, p->cert->issuer, p->cert->validity,
                 p->cert->subject, p->cert->spki, p->cert->unique_ids);
    ensures \result == PC_OK ==> p->cert->extensions.len == 0 || part_of(p->cert->der, p->cert->extensions);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->signature);
    ensures \result == PC_OK ==> valid_index(p->cert) && new_index(p->cert);
*/
static enum pc_result read_inside(struct pc_parse *p)
{
        enum pc_result code = pc_tbs_check(p);

        //@ assert p->cert == \at(p->cert, Pre) && \separated(p, p->cert);
        //@ ghost struct pc_slice behind = p->check.at;
        if (code == PC_OK) {
                code = read_signature(p);
        }
        //@ assert p->cert == \at(p->cert, Pre);
        //@ assert p->cert->der == \at(p->cert->der, Pre);
        //@ assert code == PC_OK ==> part_of(p->cert->der, behind) && follows(behind, p->check.at);
        return code;
}

/*@ // Where 'part' lies, alone: whether it is valid follows from 'whole'.
    predicate lies_in(struct pc_slice whole, struct pc_slice part) =
        0 <= part.data - whole.data && part.data - whole.data + part.len <= whole.len &&
        part.data == whole.data + (part.data - whole.data);

    predicate fields_lie_in(struct pc_slice whole, struct pc_certificate *c) =
        lies_in(whole, c->serial) && lies_in(whole, c->signature_algorithm) && lies_in(whole, c->issuer) &&
        lies_in(whole, c->validity) && lies_in(whole, c->subject) && lies_in(whole, c->spki) &&
        lies_in(whole, c->unique_ids) && (c->extensions.len == 0 || lies_in(whole, c->extensions));

    predicate found(struct pc_certificate *c) =
        lies_in(c->der, c->tbs) && fields_lie_in(c->der, c) && lies_in(c->der, c->signature) &&
        c->der.len <= PC_CERTIFICATE_MAX && valid_index(c);
*/

/* All of the Certificate but its extensions' contents. */
/*@ requires valid_parse(p) && p->check.at == p->cert->der && p->cert->extensions.len == 0;
    requires p->cert->der.len <= PC_CERTIFICATE_MAX && valid_index(p->cert) && new_index(p->cert);
    assigns p->check, p->field, *p->cert;
    ensures p->cert->der == \old(p->cert->der);
    ensures \result <= 0;
    ensures \result == PC_OK ==> lies_in(p->cert->der, p->cert->tbs);
    ensures \result == PC_OK ==> fields_lie_in(p->cert->der, p->cert);
    ensures \result == PC_OK ==> lies_in(p->cert->der, p->cert->signature);
    ensures \result == PC_OK ==> valid_index(p->cert) && new_index(p->cert);
*/
static enum pc_result read_sequence(struct pc_parse *p)
{
        size_t behind;
        enum pc_result code = pc_scope_enter_long(&p->check.at, PC_TAG_SEQUENCE, &behind);

        if (code != PC_OK) {
                return code;
        }
        //@ assert p->cert == \at(p->cert, Pre) && p->cert->der == \at(p->cert->der, Pre);
        //@ assert part_of(p->cert->der, p->check.at);
        //@ assert valid_index(p->cert) && new_index(p->cert);
        code = read_inside(p);
        //@ assert p->cert == \at(p->cert, Pre) && p->cert->der == \at(p->cert->der, Pre);
        if (code != PC_OK) {
                return code;
        }
        p->field = PC_FIELD_CERTIFICATE;
        return pc_scope_leave(&p->check.at, behind, PC_OK);
}

/*@ requires valid_parse(p) && p->check.at == p->cert->der && p->cert->extensions.len == 0;
    requires valid_index(p->cert) && new_index(p->cert);
    assigns p->check, p->field, *p->cert;
    ensures p->cert->der == \old(p->cert->der);
    ensures \result <= 0 && (\result == PC_OK ==> found(p->cert));
*/
static enum pc_result read_certificate(struct pc_parse *p)
{
        enum pc_result code;

        if (p->check.at.len == 0) {
                return PC_ERR_X509_EMPTY;
        }
        if (p->check.at.len > PC_CERTIFICATE_MAX) {
                return PC_ERR_X509_SIZE;
        }
        code = read_sequence(p);
        if (code == PC_OK) {
                code = pc_extension_index_check(p->cert, &p->check.at, &p->field);
        }
        return code == PC_OK ? pc_fast_end(p->check.at) : code;
}

/*@ requires \valid(diag) && \valid_read(p) && \valid_read(p->cert);
    assigns *diag;
*/
static void explain(struct pc_diag *diag, enum pc_result code, const struct pc_parse *p)
{
        const struct pc_slice *der = &p->cert->der;

        diag->code = code;
        diag->offset = der->len == 0 ? 0 : (size_t)(p->check.at.data - der->data);
        diag->field = p->field;
        diag->entry = 0;
        diag->position = 0;
        diag->length = 0;
}

/* Fills 'out', which holds what is to be parsed, and for the rest what a certificate may lack. */
/*@ requires \valid(out) && valid_slice(out->der) && (diag == \null || \valid(diag));
    requires out->extensions.len == 0 && valid_index(out) && new_index(out);
    assigns *out, *diag;
    ensures \result <= 0;
    ensures \result == PC_OK ==> out->der == \old(out->der);
    ensures \result == PC_OK ==> found(out);
*/
static enum pc_result parse(struct pc_certificate *out, struct pc_diag *diag)
{
        struct pc_parse p = {{out->der, 0}, PC_FIELD_CERTIFICATE, out};
        enum pc_result code = read_certificate(&p);

        //@ assert p.cert == out && out->der == \at(out->der, Pre);
        //@ assert code == PC_OK ==> found(out);
        if (code == PC_OK) {
                out->irregularities |= p.check.irregular;
        } else if (diag != NULL) {
                explain(diag, code, &p);
        }
        return code;
}

/*@ requires \valid(out) && valid_slice(der) && (diag == \null || \valid(diag));
    assigns *out, *diag;
    ensures \result <= 0;
    ensures \result == PC_OK ==> valid_certificate(out);
*/
enum pc_result pc_certificate_parse(struct pc_certificate *out, struct pc_slice der, struct pc_diag *diag)
{
        unsigned kind;
        enum pc_result code;

        out->extensions.data = NULL;
        out->extensions.len = 0;
        out->irregularities = 0;
        out->index.seen = 0;
        out->index.repeated = 0;
        /*@ loop invariant 0 <= kind <= PC_EXTENSION_CHECKED;
            loop invariant \forall integer k; 0 <= k < kind ==> out->index.slot[k].code == PC_OK &&
                    out->index.slot[k].offset == 0 && out->index.slot[k].len == 0;
            loop assigns kind, out->index.slot[0 .. PC_EXTENSION_CHECKED - 1];
            loop variant PC_EXTENSION_CHECKED - kind;
        */
        for (kind = 0; kind < PC_EXTENSION_CHECKED; kind++) {
                out->index.slot[kind].offset = 0;
                out->index.slot[kind].len = 0;
                out->index.slot[kind].code = PC_OK;
        }
        out->der = der;
        code = parse(out, diag);
        if (code != PC_OK) {
                *out = (struct pc_certificate){0};
        }
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
