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
*/
PC_APART static enum pc_result read_signature(struct pc_parse *p)
{
        enum pc_result code;

        p->field = PC_FIELD_SIGNATURE_ALGORITHM;
        code = read_outer_algorithm(p);
        if (code != PC_OK) {
                return code;
        }
        p->field = PC_FIELD_SIGNATURE_VALUE;
        return pc_parse_bits(p, &p->cert->signature);
}

/*@ predicate found(struct pc_certificate *c) =
        part_of(c->der, c->tbs) && fields_found(c->der, c) && part_of(c->der, c->signature) &&
        c->der.len <= PC_CERTIFICATE_MAX && valid_index(c);
*/

/*@ requires valid_parse(p) && p->check.at == p->cert->der && p->cert->extensions.len == 0;
    requires valid_index(p->cert) && new_index(p->cert);
    assigns *p, *p->cert;
    ensures p->cert == \old(p->cert) && p->cert->der == \old(p->cert->der);
    ensures \result <= 0 && (\result == PC_OK ==> found(p->cert));
*/
static enum pc_result read_certificate(struct pc_parse *p)
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
                code = pc_tbs_check(p);
        }
        //@ assert code == PC_OK ==> part_of(p->cert->der, p->cert->tbs);
        //@ assert code == PC_OK ==> fields_found(p->cert->der, p->cert);
        //@ assert code == PC_OK ==> part_of(p->cert->der, p->check.at);
        if (code == PC_OK) {
                code = read_signature(p);
        }
        //@ assert code == PC_OK ==> fields_found(p->cert->der, p->cert);
        //@ assert code == PC_OK ==> part_of(p->cert->der, p->cert->signature);
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

/*@ requires \valid(out) && valid_slice(der) && (diag == \null || \valid(diag));
    assigns *out, *diag;
    ensures \result <= 0;
    ensures \result == PC_OK ==> valid_certificate(out);
*/
enum pc_result pc_certificate_parse(struct pc_certificate *out, struct pc_slice der, struct pc_diag *diag)
{
        struct pc_parse p = {{der, 0}, PC_FIELD_CERTIFICATE, out};
        enum pc_result code;

        /* What a certificate may lack; all else is filled on success. */
        out->extensions.data = NULL;
        out->extensions.len = 0;
        out->irregularities = 0;
        out->index = (struct pc_extension_index){0};
        out->der = der;
        code = read_certificate(&p);
        if (code == PC_OK) {
                out->irregularities |= p.check.irregular;
                return PC_OK;
        }
        if (diag != NULL) {
                explain(diag, code, &p);
        }
        *out = (struct pc_certificate){0};
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
