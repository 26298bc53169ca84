/* Cipher suites and protocol versions by their IANA numbers, as Python names them. */
#ifndef PC_TLS_CIPHERSUITE_H
#define PC_TLS_CIPHERSUITE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One row: the three items that Python's SSLSocket.cipher() returns. */
struct pc_cipher_suite {
        uint16_t id;      /* IANA's number */
        uint16_t bits;    /* of strength, not the key's size: 112 for 3DES */
        const char *name; /* OpenSSL's: "ECDHE-RSA-AES128-GCM-SHA256" */
        const char
                *protocol; /* the oldest that the suite is defined for, spelled as OpenSSL does: "TLSv1.0" */
};

/* The suite of that number, or NULL. Static. */
const struct pc_cipher_suite *pc_cipher_suite_find(uint16_t id);

/* "TLSv1.2" for 0x0303, as Python's SSLSocket.version() has it; NULL for a number that is none. Static. */
const char *pc_protocol_name(uint16_t protocol);

#ifdef __cplusplus
}
#endif

#endif
