#include "x509/signature_hash.h"

#include <string.h>

#include "x509/certificate.h"

/* An OBJECT IDENTIFIER, in place, and the hash that it stands for. */
struct hash_oid {
        uint8_t len;
        uint8_t oid[9];
        uint8_t hash; /* enum pc_hash */
};

#define PKCS1 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01

/* Hash functions, HASHES of them, and then signature algorithms. */
static const struct hash_oid hash_oids[] = {
        {5, {0x2B, 0x0E, 0x03, 0x02, 0x1A}, PC_HASH_SHA1},
        {9, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01}, PC_HASH_SHA256},
        {9, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02}, PC_HASH_SHA384},
        {9, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03}, PC_HASH_SHA512},
        {9, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04}, PC_HASH_SHA224},
        {9, {PKCS1, 0x04}, PC_HASH_MD5},
        {9, {PKCS1, 0x05}, PC_HASH_SHA1},
        {9, {PKCS1, 0x0B}, PC_HASH_SHA256},
        {9, {PKCS1, 0x0C}, PC_HASH_SHA384},
        {9, {PKCS1, 0x0D}, PC_HASH_SHA512},
        {9, {PKCS1, 0x0E}, PC_HASH_SHA224},
        {7, {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x01}, PC_HASH_SHA1},         /* ecdsa-with-SHA1 */
        {8, {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x01}, PC_HASH_SHA224}, /* ecdsa-with-SHA224 */
        {8, {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02}, PC_HASH_SHA256},
        {8, {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03}, PC_HASH_SHA384},
        {8, {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x04}, PC_HASH_SHA512},
        {7, {0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x03}, PC_HASH_SHA1},               /* id-dsa-with-sha1 */
        {9, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, 0x01}, PC_HASH_SHA224}, /* id-dsa-with-sha224 */
        {9, {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, 0x02}, PC_HASH_SHA256},
};

#define HASHES    5
#define HASH_OIDS (sizeof(hash_oids) / sizeof(hash_oids[0]))

static const uint8_t rsassa_pss[] = {PKCS1, 0x0A};

/*@ requires first <= end <= HASH_OIDS && valid_slice(oid) && \valid(out);
    assigns *out;
    ensures \result == PC_OK || (\result == PC_NONE && *out == \old(*out));
    ensures \result == PC_OK ==> *out <= PC_HASH_SHA512;
*/
static enum pc_result find_hash(size_t first, size_t end, struct pc_slice oid, enum pc_hash *out)
{
        size_t i;

        /*@ loop invariant first <= i <= end;
            loop assigns i;
            loop variant end - i;
        */
        for (i = first; i < end; i++) {
                //@ assert i \in {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};
                //@ assert hash_oids[i].len <= 9 && hash_oids[i].hash <= PC_HASH_SHA512;
                if (oid.len == hash_oids[i].len && memcmp(oid.data, hash_oids[i].oid, oid.len) == 0) {
                        *out = (enum pc_hash)hash_oids[i].hash;
                        return PC_OK;
                }
        }
        return PC_NONE;
}

/*
 * RSASSA-PSS-params ::= SEQUENCE { hashAlgorithm [0] HashAlgorithm DEFAULT sha1, ... }: RFC 4055 3.1. The
 * hash of the mask generation is the same (RFC 4055 3.1, RFC 8017 A.2.3 recommends it), or no matter of what
 * is signed.
 */
/*@ requires valid_slice(parameters) && \valid(out);
    assigns *out;
    ensures \result == PC_OK || (\result == PC_NONE && *out == \old(*out));
    ensures \result == PC_OK ==> *out <= PC_HASH_SHA512;
*/
static enum pc_result pss_hash(struct pc_slice parameters, enum pc_hash *out)
{
        struct pc_slice fields;
        struct pc_slice algorithm;
        struct pc_slice oid;
        enum pc_result code = pc_der_expect(&parameters, PC_TAG_SEQUENCE, &fields);

        if (code == PC_OK) {
                code = pc_der_optional(&fields, PC_TAG_CONTEXT_CONSTRUCTED(0), &algorithm);
        }
        if (code == PC_NONE) {
                *out = PC_HASH_SHA1;
                return PC_OK;
        }
        if (code == PC_OK) {
                code = pc_der_expect(&algorithm, PC_TAG_SEQUENCE, &fields);
        }
        if (code == PC_OK) {
                code = pc_der_expect(&fields, PC_TAG_OID, &oid);
        }
        return code == PC_OK ? find_hash(0, HASHES, oid, out) : PC_NONE;
}

/*@ requires hash <= PC_HASH_SHA512;
    assigns \nothing;
    ensures 16 <= \result <= PC_HASH_MAX;
*/
size_t pc_hash_size(enum pc_hash hash)
{
        static const uint8_t sizes[] = {
                [PC_HASH_MD5] = 16,    [PC_HASH_SHA1] = 20,   [PC_HASH_SHA224] = 28,
                [PC_HASH_SHA256] = 32, [PC_HASH_SHA384] = 48, [PC_HASH_SHA512] = 64,
        };

        return sizes[hash];
}

/*@ requires valid_certificate(cert) && \valid(out) && \separated(cert, out);
    assigns *out;
    ensures \result == PC_OK || (\result == PC_NONE && *out == \old(*out));
    ensures \result == PC_OK ==> *out <= PC_HASH_SHA512;
*/
enum pc_result pc_signature_hash(const struct pc_certificate *cert, enum pc_hash *out)
{
        const struct pc_algorithm algorithm = pc_signature_algorithm(cert);

        if (algorithm.oid.len == sizeof rsassa_pss &&
            memcmp(algorithm.oid.data, rsassa_pss, sizeof rsassa_pss) == 0) {
                return pss_hash(algorithm.parameters, out);
        }
        return find_hash(HASHES, HASH_OIDS, algorithm.oid, out);
}
