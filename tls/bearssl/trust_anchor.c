#include "tls/bearssl/internal.h"
#include "x509/spki.h"
#include "x509/usage.h"

struct named_curve {
        struct pc_slice oid;
        int id;        /* BearSSL's */
        size_t octets; /* of an uncompressed point */
};

/* RFC 8017 A.1, RFC 5480 2.1.1.1. */
static const uint8_t rsa_encryption[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01};
static const uint8_t p256[] = {0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07};
static const uint8_t p384[] = {0x2B, 0x81, 0x04, 0x00, 0x22};
static const uint8_t p521[] = {0x2B, 0x81, 0x04, 0x00, 0x23};

static const struct named_curve named_curves[] = {
        {{p256, sizeof p256}, BR_EC_secp256r1, 65},
        {{p384, sizeof p384}, BR_EC_secp384r1, 97},
        {{p521, sizeof p521}, BR_EC_secp521r1, 133},
};

unsigned char *pc_bearssl_octets(struct pc_slice slice)
{
        return (unsigned char *)(uintptr_t)slice.data;
}

static enum pc_result rsa_key(const struct pc_public_key *key, br_x509_pkey *out)
{
        struct pc_slice plain_rsa = {rsa_encryption, sizeof rsa_encryption};

        /* A key that is bound to RSASSA-PSS must verify nothing else (RFC 4055 1.2), and BearSSL has no PSS.
         */
        if (!pc_slice_equal(key->algorithm.oid, plain_rsa)) {
                return PC_ERR_TLS_UNSUPPORTED;
        }
        out->key_type = BR_KEYTYPE_RSA;
        out->key.rsa.n = pc_bearssl_octets(key->modulus);
        out->key.rsa.nlen = key->modulus.len;
        out->key.rsa.e = pc_bearssl_octets(key->exponent);
        out->key.rsa.elen = key->exponent.len;
        return PC_OK;
}

static enum pc_result ec_key(const struct pc_public_key *key, br_x509_pkey *out)
{
        for (size_t i = 0; i < sizeof named_curves / sizeof named_curves[0]; i++) {
                if (!pc_slice_equal(key->curve, named_curves[i].oid)) {
                        continue;
                }
                /* BearSSL takes uncompressed points only. */
                if (key->key.octets.len != named_curves[i].octets) {
                        return PC_ERR_TLS_UNSUPPORTED;
                }
                out->key_type = BR_KEYTYPE_EC;
                out->key.ec.curve = named_curves[i].id;
                out->key.ec.q = pc_bearssl_octets(key->key.octets);
                out->key.ec.qlen = key->key.octets.len;
                return PC_OK;
        }
        return PC_ERR_TLS_UNSUPPORTED;
}

enum pc_result pc_bearssl_public_key(const struct pc_certificate *cert, br_x509_pkey *out)
{
        struct pc_public_key key;
        enum pc_result result = pc_public_key_read(cert, &key, NULL);

        if (result != PC_OK) {
                return result;
        }
        switch (key.type) {
        case PC_KEY_RSA:
                return rsa_key(&key, out);
        case PC_KEY_EC:
                return ec_key(&key, out);
        default:
                return PC_ERR_TLS_UNSUPPORTED;
        }
}

/* As OpenSSL's X509_check_ca has it. An extension that cannot be read makes no CA. */
static bool may_issue(const struct pc_certificate *cert)
{
        struct pc_basic_constraints constraints;
        uint16_t usage;
        enum pc_result has_usage = pc_key_usage(cert, &usage);

        if (has_usage != PC_NONE && (has_usage != PC_OK || (usage & 1u << PC_KEY_USAGE_KEY_CERT_SIGN) == 0)) {
                return false;
        }

        enum pc_result has_constraints = pc_basic_constraints(cert, &constraints);

        if (has_constraints != PC_NONE) {
                return has_constraints == PC_OK && constraints.ca;
        }
        return has_usage == PC_OK || (cert->version == 1 && pc_slice_equal(cert->issuer, cert->subject));
}

/* The subject with its header: it follows the validity at once. */
static struct pc_slice subject_name(const struct pc_certificate *cert)
{
        const uint8_t *start = cert->validity.data + cert->validity.len;
        struct pc_slice name = {start, (size_t)(cert->subject.data + cert->subject.len - start)};

        return name;
}

enum pc_result pc_bearssl_trust_anchor(struct pc_slice der, br_x509_trust_anchor *out)
{
        struct pc_certificate cert;
        br_x509_pkey key;
        enum pc_result result = pc_certificate_parse(&cert, der, NULL);

        if (result != PC_OK) {
                return result;
        }
        result = pc_bearssl_public_key(&cert, &key);
        if (result != PC_OK) {
                return result;
        }

        struct pc_slice name = subject_name(&cert);

        out->dn.data = pc_bearssl_octets(name);
        out->dn.len = name.len;
        out->flags = may_issue(&cert) ? BR_X509_TA_CA : 0;
        out->pkey = key;
        return PC_OK;
}
