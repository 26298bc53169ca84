#include "tls/ciphersuite.h"

#include <stddef.h>

/* Indices into pc_cipher_suite_protocol's texts. */
enum { SSL3, TLS10, TLS12, TLS13 };

/*
 * By number. OpenSSL has no names for static ECDH (C003 to C00F, C025 to C032 in part): they are named as
 * their ECDHE counterparts are.
 */
static const struct pc_cipher_suite suites[] = {
        {0x000A, 112, SSL3, "DES-CBC3-SHA"},
        {0x002F, 128, SSL3, "AES128-SHA"},
        {0x0033, 128, SSL3, "DHE-RSA-AES128-SHA"},
        {0x0035, 256, SSL3, "AES256-SHA"},
        {0x0039, 256, SSL3, "DHE-RSA-AES256-SHA"},
        {0x003C, 128, TLS12, "AES128-SHA256"},
        {0x003D, 256, TLS12, "AES256-SHA256"},
        {0x0067, 128, TLS12, "DHE-RSA-AES128-SHA256"},
        {0x006B, 256, TLS12, "DHE-RSA-AES256-SHA256"},
        {0x009C, 128, TLS12, "AES128-GCM-SHA256"},
        {0x009D, 256, TLS12, "AES256-GCM-SHA384"},
        {0x009E, 128, TLS12, "DHE-RSA-AES128-GCM-SHA256"},
        {0x009F, 256, TLS12, "DHE-RSA-AES256-GCM-SHA384"},
        {0x1301, 128, TLS13, "TLS_AES_128_GCM_SHA256"},
        {0x1302, 256, TLS13, "TLS_AES_256_GCM_SHA384"},
        {0x1303, 256, TLS13, "TLS_CHACHA20_POLY1305_SHA256"},
        {0xC003, 112, TLS10, "ECDH-ECDSA-DES-CBC3-SHA"},
        {0xC004, 128, TLS10, "ECDH-ECDSA-AES128-SHA"},
        {0xC005, 256, TLS10, "ECDH-ECDSA-AES256-SHA"},
        {0xC008, 112, TLS10, "ECDHE-ECDSA-DES-CBC3-SHA"},
        {0xC009, 128, TLS10, "ECDHE-ECDSA-AES128-SHA"},
        {0xC00A, 256, TLS10, "ECDHE-ECDSA-AES256-SHA"},
        {0xC00D, 112, TLS10, "ECDH-RSA-DES-CBC3-SHA"},
        {0xC00E, 128, TLS10, "ECDH-RSA-AES128-SHA"},
        {0xC00F, 256, TLS10, "ECDH-RSA-AES256-SHA"},
        {0xC012, 112, TLS10, "ECDHE-RSA-DES-CBC3-SHA"},
        {0xC013, 128, TLS10, "ECDHE-RSA-AES128-SHA"},
        {0xC014, 256, TLS10, "ECDHE-RSA-AES256-SHA"},
        {0xC023, 128, TLS12, "ECDHE-ECDSA-AES128-SHA256"},
        {0xC024, 256, TLS12, "ECDHE-ECDSA-AES256-SHA384"},
        {0xC025, 128, TLS12, "ECDH-ECDSA-AES128-SHA256"},
        {0xC026, 256, TLS12, "ECDH-ECDSA-AES256-SHA384"},
        {0xC027, 128, TLS12, "ECDHE-RSA-AES128-SHA256"},
        {0xC028, 256, TLS12, "ECDHE-RSA-AES256-SHA384"},
        {0xC029, 128, TLS12, "ECDH-RSA-AES128-SHA256"},
        {0xC02A, 256, TLS12, "ECDH-RSA-AES256-SHA384"},
        {0xC02B, 128, TLS12, "ECDHE-ECDSA-AES128-GCM-SHA256"},
        {0xC02C, 256, TLS12, "ECDHE-ECDSA-AES256-GCM-SHA384"},
        {0xC02D, 128, TLS12, "ECDH-ECDSA-AES128-GCM-SHA256"},
        {0xC02E, 256, TLS12, "ECDH-ECDSA-AES256-GCM-SHA384"},
        {0xC02F, 128, TLS12, "ECDHE-RSA-AES128-GCM-SHA256"},
        {0xC030, 256, TLS12, "ECDHE-RSA-AES256-GCM-SHA384"},
        {0xC031, 128, TLS12, "ECDH-RSA-AES128-GCM-SHA256"},
        {0xC032, 256, TLS12, "ECDH-RSA-AES256-GCM-SHA384"},
        {0xC09C, 128, TLS12, "AES128-CCM"},
        {0xC09D, 256, TLS12, "AES256-CCM"},
        {0xC0A0, 128, TLS12, "AES128-CCM8"},
        {0xC0A1, 256, TLS12, "AES256-CCM8"},
        {0xC0AC, 128, TLS12, "ECDHE-ECDSA-AES128-CCM"},
        {0xC0AD, 256, TLS12, "ECDHE-ECDSA-AES256-CCM"},
        {0xC0AE, 128, TLS12, "ECDHE-ECDSA-AES128-CCM8"},
        {0xC0AF, 256, TLS12, "ECDHE-ECDSA-AES256-CCM8"},
        {0xCCA8, 256, TLS12, "ECDHE-RSA-CHACHA20-POLY1305"},
        {0xCCA9, 256, TLS12, "ECDHE-ECDSA-CHACHA20-POLY1305"},
        {0xCCAA, 256, TLS12, "DHE-RSA-CHACHA20-POLY1305"},
};

const struct pc_cipher_suite *pc_cipher_suite_find(uint16_t id)
{
        size_t low = 0;
        size_t high = sizeof suites / sizeof suites[0];

        while (low < high) {
                size_t middle = low + (high - low) / 2;

                if (suites[middle].id == id) {
                        return &suites[middle];
                }
                if (suites[middle].id < id) {
                        low = middle + 1;
                } else {
                        high = middle;
                }
        }
        return NULL;
}

const char *pc_cipher_suite_protocol(const struct pc_cipher_suite *suite)
{
        static const char *const texts[] = {
                [SSL3] = "SSLv3",
                [TLS10] = "TLSv1.0",
                [TLS12] = "TLSv1.2",
                [TLS13] = "TLSv1.3",
        };

        return texts[suite->since];
}

const char *pc_protocol_name(uint16_t protocol)
{
        static const char *const names[] = {"SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"};

        if (protocol < 0x0300 || protocol > 0x0304) {
                return NULL;
        }
        return names[protocol - 0x0300];
}
