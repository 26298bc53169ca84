#include "x509/spki.h"

#include <string.h>

#include "x509/check.h"
#include "x509/curve.h"

/* Where in the certificate is being read, for the diagnostics. */
struct place {
        struct pc_slice at;
        enum pc_field field;
};

/*
 * An algorithm that is known, 'key_len' and 'bits' where it fixes them (RFC 8410). The OBJECT IDENTIFIER
 * stands in place, so that the table needs no relocations.
 */
struct key_algorithm {
        uint8_t oid_len;
        uint8_t oid[9];
        uint8_t type; /* enum pc_key_type */
        uint8_t key_len;
        uint16_t bits;
};

static const struct key_algorithm key_algorithms[] = {
        {9, {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01}, PC_KEY_RSA, 0, 0}, /* rsaEncryption */
        {9, {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A}, PC_KEY_RSA, 0, 0}, /* id-RSASSA-PSS */
        {7, {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01}, PC_KEY_EC, 0, 0},
        {7, {0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01}, PC_KEY_DSA, 0, 0},
        {3, {0x2B, 0x65, 0x6E}, PC_KEY_X25519, 32, 255},
        {3, {0x2B, 0x65, 0x6F}, PC_KEY_X448, 56, 448},
        {3, {0x2B, 0x65, 0x70}, PC_KEY_ED25519, 32, 255},
        {3, {0x2B, 0x65, 0x71}, PC_KEY_ED448, 57, 448},
};

#define KEY_ALGORITHMS (sizeof(key_algorithms) / sizeof(key_algorithms[0]))

/* The algorithm with these contents octets, NULL where it is not known. */
/*@ requires valid_slice(oid);
    assigns \result \from oid;
    ensures \result == \null || \valid_read(\result);
*/
static const struct key_algorithm *find_algorithm(struct pc_slice oid)
{
        size_t i;

        /*@ loop invariant 0 <= i <= KEY_ALGORITHMS;
            loop assigns i;
            loop variant KEY_ALGORITHMS - i;
        */
        for (i = 0; i < KEY_ALGORITHMS; i++) {
                const struct key_algorithm *algorithm = &key_algorithms[i];

                if (oid.len == algorithm->oid_len && memcmp(oid.data, algorithm->oid, oid.len) == 0) {
                        return algorithm;
                }
        }
        return NULL;
}

/* INTEGER above zero, as a magnitude. Nothing moves on failure. */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in);
    assigns *in, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> follows(\old(*in), *in) && part_of(\old(*in), *out) && out->len > 0 && valid_slice(*in);
*/
static enum pc_result read_positive(struct pc_slice *in, struct pc_slice *out)
{
        struct pc_slice rest = *in;
        struct pc_slice content;
        struct pc_magnitude magnitude;
        enum pc_result code = pc_read_integer(&rest, &content);

        if (code != PC_OK) {
                return code;
        }
        magnitude = pc_integer_magnitude(content);
        if (magnitude.negative || magnitude.octets.data[0] == 0) {
                return PC_ERR_X509_VALUE;
        }
        *in = rest;
        *out = magnitude.octets;
        return PC_OK;
}

/* The number of bits of a magnitude that is not zero. */
/*@ requires valid_slice(magnitude) && 0 < magnitude.len <= PC_CERTIFICATE_MAX;
    assigns \nothing;
*/
static size_t count_bits(struct pc_slice magnitude)
{
        size_t bits = 8 * (magnitude.len - 1);
        unsigned first;

        /*@ loop invariant first <= 255 && bits + first <= 8 * (magnitude.len - 1) + 255;
            loop assigns first, bits;
            loop variant first;
        */
        for (first = magnitude.data[0]; first != 0; first /= 2) {
                bits++;
        }
        return bits;
}

/* NULL for rsaEncryption (RFC 3279 2.3.1), absent or a SEQUENCE for RSASSA-PSS (RFC 4055 3.1). */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
static enum pc_result read_rsa_parameters(struct pc_slice *in)
{
        struct pc_slice content;
        enum pc_result code = pc_der_optional(in, PC_TAG_SEQUENCE, &content);

        if (code == PC_NONE && in->len != 0) {
                code = pc_der_expect(in, PC_TAG_NULL, &content);
        }
        return code == PC_NONE ? PC_OK : code;
}

/* RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }: RFC 3279 2.3.1 */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in) && in->len <= PC_CERTIFICATE_MAX;
    assigns *in, out->modulus, out->exponent, out->bits;
    ensures \result <= 0;
*/
static enum pc_result read_rsa_key(struct pc_slice *in, struct pc_public_key *out)
{
        struct pc_slice fields;
        enum pc_result code = pc_der_expect(in, PC_TAG_SEQUENCE, &fields);

        if (code == PC_OK) {
                code = pc_der_end(*in);
        }
        if (code != PC_OK) {
                return code;
        }
        *in = fields;
        code = read_positive(in, &out->modulus);
        if (code == PC_OK) {
                code = read_positive(in, &out->exponent);
        }
        if (code == PC_OK) {
                code = pc_der_end(*in);
        }
        if (code == PC_OK) {
                out->bits = count_bits(out->modulus);
        }
        return code;
}

/* Dss-Parms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }, or absent and inherited: RFC 3279 2.3.2 */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in) && in->len <= PC_CERTIFICATE_MAX;
    assigns *in, out->bits;
    ensures \result <= 0;
*/
static enum pc_result read_dsa_parameters(struct pc_slice *in, struct pc_public_key *out)
{
        struct pc_slice fields;
        struct pc_slice prime;
        struct pc_slice number;
        enum pc_result code;

        if (in->len == 0) {
                return PC_OK;
        }
        code = pc_der_expect(in, PC_TAG_SEQUENCE, &fields);
        if (code != PC_OK) {
                return code;
        }
        *in = fields;
        code = read_positive(in, &prime);
        if (code == PC_OK) {
                code = read_positive(in, &number);
        }
        if (code == PC_OK) {
                code = read_positive(in, &number);
        }
        if (code == PC_OK) {
                out->bits = count_bits(prime);
        }
        return code == PC_OK ? pc_der_end(*in) : code;
}

/* DSAPublicKey ::= INTEGER */
/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
static enum pc_result read_dsa_key(struct pc_slice *in)
{
        struct pc_slice number;
        enum pc_result code = read_positive(in, &number);

        return code == PC_OK ? pc_der_end(*in) : code;
}

/* EcpkParameters: a named curve, or all of the curve, which is not looked into (RFC 3279 2.3.5). */
/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in) && in->len <= PC_CERTIFICATE_MAX;
    requires out->bits <= 0xFFFF;
    assigns *in, out->curve, out->bits;
    ensures \result <= 0 && (\result == PC_OK ==> out->bits <= 0xFFFF);
*/
static enum pc_result read_ec_parameters(struct pc_slice *in, struct pc_public_key *out)
{
        struct pc_slice explicit_curve;
        enum pc_result code = pc_der_optional(in, PC_TAG_SEQUENCE, &explicit_curve);

        if (code == PC_NONE) {
                code = pc_read_oid(in, &out->curve);
                out->bits = code == PC_OK ? pc_curve_bits(out->curve) : 0;
        }
        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in) && in->len <= PC_CERTIFICATE_MAX;
    requires out->bits <= 0xFFFF;
    assigns *in, out->curve, out->bits;
    ensures \result <= 0 && (\result == PC_OK && out->type == PC_KEY_EC ==> out->bits <= 0xFFFF);
*/
static enum pc_result read_parameters(struct pc_slice *in, struct pc_public_key *out)
{
        switch (out->type) {
        case PC_KEY_RSA:
                return read_rsa_parameters(in);
        case PC_KEY_EC:
                return read_ec_parameters(in, out);
        case PC_KEY_DSA:
                return read_dsa_parameters(in, out);
        case PC_KEY_ED25519:
        case PC_KEY_ED448:
        case PC_KEY_X25519:
        case PC_KEY_X448:
        case PC_KEY_UNKNOWN:
                break;
        }
        /* RFC 8410 3: the parameters MUST be absent. */
        return pc_der_end(*in);
}

/*@ requires \valid(in) && \valid(out) && \separated(in, out) && valid_slice(*in) && in->len <= PC_CERTIFICATE_MAX;
    requires out->type == PC_KEY_EC ==> out->bits <= 0xFFFF;
    assigns *in, out->modulus, out->exponent, out->bits;
    ensures \result <= 0;
*/
static enum pc_result read_key(struct pc_slice *in, struct pc_public_key *out, size_t key_len)
{
        switch (out->type) {
        case PC_KEY_RSA:
                return read_rsa_key(in, out);
        case PC_KEY_EC:
                return pc_curve_point_check(in, out->bits);
        case PC_KEY_DSA:
                return read_dsa_key(in);
        case PC_KEY_ED25519:
        case PC_KEY_ED448:
        case PC_KEY_X25519:
        case PC_KEY_X448:
        case PC_KEY_UNKNOWN:
                break;
        }
        return in->len == key_len ? PC_OK : PC_ERR_X509_VALUE;
}

/* Parameters and key of a known algorithm. */
/*@ requires \valid_read(algorithm) && \valid(place) && \valid(out) && \separated(place, out);
    requires valid_slice(out->algorithm.parameters) && valid_slice(out->key.octets);
    requires out->algorithm.parameters.len <= PC_CERTIFICATE_MAX && out->key.octets.len <= PC_CERTIFICATE_MAX;
    assigns *place, *out;
    ensures \result <= 0;
*/
static enum pc_result read_known(const struct key_algorithm *algorithm, struct place *place,
                                 struct pc_public_key *out)
{
        enum pc_result code;

        out->type = (enum pc_key_type)algorithm->type;
        out->bits = algorithm->bits;
        place->at = out->algorithm.parameters;
        place->field = PC_FIELD_SPKI_PARAMETERS;
        code = read_parameters(&place->at, out);
        if (code != PC_OK) {
                return code;
        }
        place->at = out->key.octets;
        place->field = PC_FIELD_SPKI_KEY;
        if (out->key.unused_bits != 0) {
                return PC_ERR_X509_VALUE;
        }
        return read_key(&place->at, out, algorithm->key_len);
}

/* AlgorithmIdentifier and BIT STRING: what stands whatever the algorithm. */
/*@ requires \valid(place) && \valid(out) && \separated(place, out) && valid_slice(place->at);
    assigns *place, *out;
    ensures \result <= 0;
    ensures \result == PC_OK ==> valid_slice(out->algorithm.oid);
    ensures \result == PC_OK ==>
            valid_slice(out->algorithm.parameters) && out->algorithm.parameters.len <= \old(place->at.len);
    ensures \result == PC_OK ==> valid_slice(out->key.octets) && out->key.octets.len <= \old(place->at.len);
*/
static enum pc_result read_fields(struct place *place, struct pc_public_key *out)
{
        struct pc_slice rest;
        struct pc_slice content;
        enum pc_result code;

        place->field = PC_FIELD_SPKI_ALGORITHM;
        code = pc_algorithm_check(&place->at, &out->algorithm.parameters, &out->algorithm.oid);
        if (code == PC_OK) {
                code = pc_der_expect(&out->algorithm.parameters, PC_TAG_OID, &out->algorithm.oid);
        }
        if (code != PC_OK) {
                return code;
        }
        place->field = PC_FIELD_SPKI_KEY;
        rest = place->at;
        code = pc_der_expect(&rest, PC_TAG_BIT_STRING, &content);
        if (code == PC_OK) {
                code = pc_bit_string_read(content, &out->key);
        }
        if (code != PC_OK) {
                return code;
        }
        place->at = rest;
        return pc_der_end(rest);
}

/*@ requires \valid(place) && \valid(out) && \separated(place, out);
    requires valid_slice(place->at) && place->at.len <= PC_CERTIFICATE_MAX;
    assigns *place, *out;
    ensures \result <= 0;
*/
static enum pc_result read_info(struct place *place, struct pc_public_key *out)
{
        struct pc_slice fields;
        const struct key_algorithm *algorithm;
        enum pc_result code = pc_der_expect(&place->at, PC_TAG_SEQUENCE, &fields);

        if (code == PC_OK) {
                code = pc_der_end(place->at);
        }
        if (code != PC_OK) {
                return code;
        }
        place->at = fields;
        code = read_fields(place, out);
        if (code != PC_OK) {
                return code;
        }
        algorithm = find_algorithm(out->algorithm.oid);
        return algorithm != NULL ? read_known(algorithm, place, out) : PC_OK;
}

/*@ requires valid_certificate(cert) && \valid(out) && (diag == \null || \valid(diag));
    assigns *out, *diag;
    ensures \result <= 0;
*/
enum pc_result pc_public_key_read(const struct pc_certificate *cert, struct pc_public_key *out,
                                  struct pc_diag *diag)
{
        static const struct pc_public_key empty;
        static const struct pc_diag no_fault;
        struct pc_public_key key = empty;
        struct place place = {cert->spki, PC_FIELD_SPKI};
        enum pc_result code = read_info(&place, &key);

        if (code == PC_OK) {
                *out = key;
        } else if (diag != NULL) {
                *diag = no_fault;
                diag->code = code;
                diag->field = place.field;
                diag->offset = (size_t)(place.at.data - cert->der.data);
        }
        return code;
}
