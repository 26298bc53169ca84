#include <string.h>

#include "x509/usage.h"
#include "x509/verify.h"

#define KEY_USAGE(usage) (1u << PC_KEY_USAGE_##usage)

/* What opens one purpose: RFC 5280 4.2.1.12, and the two "server gated" ones that OpenSSL honours. */
struct opener {
        enum pc_purpose purpose;
        uint8_t len;
        uint8_t oid[10];
};

static const struct opener openers[] = {
        {PC_PURPOSE_TLS_SERVER, 8, {0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01}},
        {PC_PURPOSE_TLS_SERVER, 10, {0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x0A, 0x03, 0x03}},
        {PC_PURPOSE_TLS_SERVER, 9, {0x60, 0x86, 0x48, 0x01, 0x86, 0xF8, 0x42, 0x04, 0x01}},
        {PC_PURPOSE_TLS_CLIENT, 8, {0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02}},
};

/* A TLS peer signs, or it decrypts or agrees on a key; a client cannot be asked to decrypt. */
static const uint16_t key_usages[] = {
        [PC_PURPOSE_TLS_SERVER] =
                KEY_USAGE(DIGITAL_SIGNATURE) | KEY_USAGE(KEY_ENCIPHERMENT) | KEY_USAGE(KEY_AGREEMENT),
        [PC_PURPOSE_TLS_CLIENT] = KEY_USAGE(DIGITAL_SIGNATURE) | KEY_USAGE(KEY_AGREEMENT),
};

/*@ requires valid_slice(oid);
    assigns \nothing;
*/
static bool opens(struct pc_slice oid, enum pc_purpose purpose)
{
        size_t i;

        /*@ loop invariant 0 <= i <= sizeof(openers) / sizeof(openers[0]);
            loop assigns i;
            loop variant sizeof(openers) / sizeof(openers[0]) - i;
        */
        for (i = 0; i < sizeof openers / sizeof openers[0]; i++) {
                if (openers[i].purpose == purpose && openers[i].len == oid.len &&
                    memcmp(openers[i].oid, oid.data, oid.len) == 0) {
                        return true;
                }
        }
        return false;
}

/*@ requires valid_certificate(cert) && purpose <= PC_PURPOSE_TLS_CLIENT;
    assigns \nothing;
*/
static enum pc_result check_key_usage(const struct pc_certificate *cert, enum pc_purpose purpose)
{
        uint16_t bits;
        enum pc_result code = pc_key_usage(cert, &bits);

        if (code != PC_OK) {
                return code == PC_NONE ? PC_OK : code;
        }
        return (bits & key_usages[purpose]) != 0 ? PC_OK : PC_ERR_X509_PURPOSE;
}

/*@ requires valid_certificate(cert) && purpose <= PC_PURPOSE_TLS_CLIENT;
    assigns \nothing;
*/
enum pc_result pc_issuer_purpose_check(const struct pc_certificate *cert, enum pc_purpose purpose)
{
        struct pc_oid_iter it;
        struct pc_slice oid;
        enum pc_result code = pc_extended_key_usage(cert, &it);

        if (code != PC_OK) {
                return code == PC_NONE ? PC_OK : code;
        }
        /*@ loop invariant valid_slice(it.rest);
            loop assigns it, oid;
            loop variant it.rest.len;
        */
        while (pc_oid_next(&it, &oid) == PC_OK) {
                if (opens(oid, purpose)) {
                        return PC_OK;
                }
        }
        return PC_ERR_X509_PURPOSE;
}

/*@ requires valid_certificate(cert) && purpose <= PC_PURPOSE_TLS_CLIENT;
    assigns \nothing;
*/
enum pc_result pc_purpose_check(const struct pc_certificate *cert, enum pc_purpose purpose)
{
        enum pc_result code = check_key_usage(cert, purpose);

        return code == PC_OK ? pc_issuer_purpose_check(cert, purpose) : code;
}
