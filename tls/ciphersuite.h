/* Cipher suites and protocol versions by their IANA numbers, as Python names them. */
#ifndef PC_TLS_CIPHERSUITE_H
#define PC_TLS_CIPHERSUITE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One row: the three items that Python's SSLSocket.cipher() returns. */
struct pc_cipher_suite {
        unsigned id : 16;   /* IANA's number */
        unsigned bits : 12; /* of strength, not the key's size: 112 for 3DES */
        unsigned since : 4; /* for pc_cipher_suite_protocol */
        const char *name;   /* OpenSSL's: "ECDHE-RSA-AES128-GCM-SHA256" */
};

/* The suite of that number, or NULL. Static. */
const struct pc_cipher_suite *pc_cipher_suite_find(uint16_t id);

/* The oldest protocol that the suite is defined for, spelled as OpenSSL does: "TLSv1.0". Static. */
const char *pc_cipher_suite_protocol(const struct pc_cipher_suite *suite);

/* "TLSv1.2" for 0x0303, as Python's SSLSocket.version() has it; NULL for a number that is none. Static. */
const char *pc_protocol_name(uint16_t protocol);

#ifdef __cplusplus
}
#endif

#endif
