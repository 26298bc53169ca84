#include "tls/bearssl/internal.h"

#include <string.h>

#include "x509/key_identifier.h"

/* The largest output of a hash function that BearSSL has. */
#define HASH_MAX 64

struct anchor_hash {
        size_t len; /* of the hash function's output: it tells which */
        const unsigned char *oid;
};

/* The DigestInfo OIDs that an RSA signature is checked with. */
static const struct anchor_hash hash_oids[] = {
        {br_sha1_SIZE, BR_HASH_OID_SHA1},     {br_sha224_SIZE, BR_HASH_OID_SHA224},
        {br_sha256_SIZE, BR_HASH_OID_SHA256}, {br_sha384_SIZE, BR_HASH_OID_SHA384},
        {br_sha512_SIZE, BR_HASH_OID_SHA512},
};

static const unsigned char *hash_oid_of(size_t len)
{
        for (size_t i = 0; i < sizeof hash_oids / sizeof hash_oids[0]; i++) {
                if (hash_oids[i].len == len) {
                        return hash_oids[i].oid;
                }
        }
        return NULL;
}

/* Compares an anchor's name with a hash that br_x509_minimal has left, with its own idle hash context. */
static bool name_hashes_to(br_x509_minimal_context *minimal, const br_x509_trust_anchor *anchor,
                           const unsigned char *hash)
{
        const br_hash_class *impl = minimal->dn_hash_impl;
        unsigned char own[HASH_MAX];

        impl->init(&minimal->dn_hash.vtable);
        impl->update(&minimal->dn_hash.vtable, anchor->dn.data, anchor->dn.len);
        impl->out(&minimal->dn_hash.vtable, own);
        return memcmp(own, hash, impl->desc >> BR_HASHDESC_OUT_OFF & BR_HASHDESC_OUT_MASK) == 0;
}

static bool is_ca(const br_x509_trust_anchor *anchor)
{
        return (anchor->flags & BR_X509_TA_CA) != 0;
}

static bool rsa_verifies(const br_x509_minimal_context *minimal, const br_rsa_public_key *key)
{
        unsigned char hash[HASH_MAX];
        const unsigned char *oid = hash_oid_of(minimal->cert_sig_hash_len);

        return oid != NULL && minimal->irsa != 0 &&
               minimal->irsa(minimal->cert_sig, minimal->cert_sig_len, oid, minimal->cert_sig_hash_len, key,
                             hash) &&
               memcmp(hash, minimal->tbs_hash, minimal->cert_sig_hash_len) == 0;
}

/* Whether the anchor's key verifies the signature of the certificate decoded last. */
static bool key_verifies(const br_x509_minimal_context *minimal, const br_x509_pkey *key)
{
        if (key->key_type != minimal->cert_signer_key_type) {
                return false;
        }
        if (key->key_type == BR_KEYTYPE_RSA) {
                return rsa_verifies(minimal, &key->key.rsa);
        }
        return minimal->iecdsa != 0 &&
               minimal->iecdsa(minimal->iec, minimal->tbs_hash, minimal->cert_sig_hash_len, &key->key.ec,
                               minimal->cert_sig, minimal->cert_sig_len);
}

static bool same_number(const unsigned char *a, size_t a_len, const unsigned char *b, size_t b_len)
{
        while (a_len > 0 && *a == 0) {
                a++;
                a_len--;
        }
        while (b_len > 0 && *b == 0) {
                b++;
                b_len--;
        }
        return a_len == b_len && memcmp(a, b, a_len) == 0;
}

static bool same_key(const br_x509_pkey *a, const br_x509_pkey *b)
{
        if (a->key_type != b->key_type) {
                return false;
        }
        if (a->key_type == BR_KEYTYPE_RSA) {
                const br_rsa_public_key *x = &a->key.rsa;
                const br_rsa_public_key *y = &b->key.rsa;

                return same_number(x->n, x->nlen, y->n, y->nlen) && same_number(x->e, x->elen, y->e, y->elen);
        }
        return a->key.ec.curve == b->key.ec.curve && a->key.ec.qlen == b->key.ec.qlen &&
               memcmp(a->key.ec.q, b->key.ec.q, a->key.ec.qlen) == 0;
}

/* The anchor that is this very server's: br_x509_minimal stops at once then, before the certificate's end. */
static size_t direct_anchor(br_x509_minimal_context *minimal)
{
        for (size_t i = 0; i < minimal->trust_anchors_num; i++) {
                const br_x509_trust_anchor *anchor = &minimal->trust_anchors[i];

                if (!is_ca(anchor) && same_key(&anchor->pkey, &minimal->pkey) &&
                    name_hashes_to(minimal, anchor, minimal->current_dn_hash)) {
                        return i;
                }
        }
        return SIZE_MAX;
}

/* The next trust anchor, from 'i' on, that has the name which the last certificate gives as its issuer's. */
static size_t next_issuer(br_x509_minimal_context *minimal, size_t i)
{
        for (; i < minimal->trust_anchors_num; i++) {
                const br_x509_trust_anchor *anchor = &minimal->trust_anchors[i];

                if (is_ca(anchor) && name_hashes_to(minimal, anchor, minimal->saved_dn_hash)) {
                        return i;
                }
        }
        return SIZE_MAX;
}

/*
 * The one of that name; of several, the first whose key verifies the signature. The one of several costs as
 * much again as br_x509_minimal's own verification.
 */
static size_t issuing_anchor(br_x509_minimal_context *minimal)
{
        size_t i = next_issuer(minimal, 0);

        if (i == SIZE_MAX || next_issuer(minimal, i + 1) == SIZE_MAX) {
                return i;
        }
        while (i != SIZE_MAX && !key_verifies(minimal, &minimal->trust_anchors[i].pkey)) {
                i = next_issuer(minimal, i + 1);
        }
        return i;
}

size_t pc_bearssl_anchor_used(br_x509_minimal_context *minimal)
{
        /* A certificate that was decoded to its end has its length set to 0. */
        return minimal->cert_length == 0 ? issuing_anchor(minimal) : direct_anchor(minimal);
}

/* Key identifiers are hints: where one is missing, nothing speaks against it (RFC 5280 4.2.1.1). */
static bool may_be_key_of(const struct pc_certificate *last, struct pc_slice anchor_der)
{
        struct pc_certificate anchor;
        struct pc_authority_key_identifier wanted;
        struct pc_slice own;

        if (pc_certificate_parse(&anchor, anchor_der, NULL) != PC_OK ||
            pc_authority_key_identifier(last, &wanted) != PC_OK || !wanted.has_key_id ||
            pc_subject_key_identifier(&anchor, &own) != PC_OK) {
                return true;
        }
        return pc_slice_equal(wanted.key_id, own);
}

bool pc_bearssl_issuer_is_anchor(const struct pc_bearssl *tap, const struct pc_certificate *last)
{
        br_x509_minimal_context *minimal = tap->minimal;

        for (size_t i = next_issuer(minimal, 0); i != SIZE_MAX; i = next_issuer(minimal, i + 1)) {
                if (tap->config.anchors == NULL || may_be_key_of(last, tap->config.anchors[i])) {
                        return true;
                }
        }
        return false;
}

enum pc_result pc_bearssl_anchor_der(const struct pc_bearssl *tap, struct pc_slice *der)
{
        if (tap->anchor == SIZE_MAX || tap->config.anchors == NULL) {
                return PC_NONE;
        }
        *der = tap->config.anchors[tap->anchor];
        return PC_OK;
}
