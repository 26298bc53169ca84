/*
 * The backend for who already runs mbedTLS, 2.28 or 3. Of TLS 1.3, which 3 has, tls-unique is not to be had.
 *
 * After the handshake, one call:
 *
 *     struct pc_peer peer = pc_mbedtls_peer(&ssl);
 *
 * Who also wants the chain that was refused, the path that was validated, words for what went wrong, names
 * checked by Python's rules, or tls-unique of a resumed connection, puts a tap in before the handshake:
 *
 *     static struct pc_mbedtls tap;
 *     static uint8_t chain[8192];
 *
 *     struct pc_mbedtls_config config = {.verify = PC_VERIFY_REQUIRED, .server_name = "example.org",
 *                                        .chain = chain, .chain_size = sizeof chain};
 *
 *     pc_mbedtls_attach(&tap, &ssl, &config);
 *     ret = mbedtls_ssl_handshake(&ssl); ...
 *     pc_mbedtls_ended(&tap, ret);
 *     struct pc_peer peer = pc_mbedtls_tap_peer(&tap);
 */
#ifndef PC_PEERCERT_MBEDTLS_H
#define PC_PEERCERT_MBEDTLS_H

#include <mbedtls/ssl.h>

#include "tls/backend.h"
#include "tls/chain.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What a context says of its peer; lives as long as the context, and needs a library that keeps the peer's
 * certificates (MBEDTLS_SSL_KEEP_PEER_CERTIFICATE, its default).
 *
 * The verdict is mbedTLS's own, on the name given to mbedtls_ssl_set_hostname. A context does not tell
 * whether it was resumed, and is taken not to be: with a resumed one, tls-unique wants a tap.
 */
struct pc_peer pc_mbedtls_peer(const mbedtls_ssl_context *ssl);

/* Everything pointed to must outlive the connection. All zero is PC_VERIFY_NONE without a buffer. */
struct pc_mbedtls_config {
        enum pc_verify_mode verify; /* a client's PC_VERIFY_OPTIONAL is PC_VERIFY_REQUIRED, as in Python */
        const char *server_name;    /* a server's certificate must be valid for it, or NULL for any */
        unsigned host_flags;        /* for pc_host_check */
        uint8_t *chain;             /* gets the peer's certificates, with 4 octets more for each */
        size_t chain_size;          /* octets at 'chain' */
};

/* As many certificates as mbedTLS builds a path of. */
#define PC_MBEDTLS_PATH (MBEDTLS_X509_MAX_INTERMEDIATE_CA + 2)

/* As many suites as are kept of those that both ends have. */
#define PC_MBEDTLS_SUITES 64

/* One step of the path: what mbedTLS says of a certificate. */
struct pc_mbedtls_step {
        const mbedtls_x509_crt *cert; /* mbedTLS's */
        uint32_t flags;               /* MBEDTLS_X509_BADCERT_...: what is wrong with it */
        size_t index; /* in the chain as sent; as many as were sent: a trust anchor that was not */
};

struct pc_mbedtls_secrets;

/* Lives with the caller, as long as the connection and the peer; its fields are the backend's own. */
struct pc_mbedtls {
        mbedtls_ssl_context *ssl;
        struct pc_mbedtls_config config;
        struct pc_chain chain;
        struct pc_verify_result verdict;
        struct pc_mbedtls_step path[PC_MBEDTLS_PATH]; /* leaf first */
        size_t path_len;
        bool judged;  /* a chain came, and the verdict is on it */
        bool full;    /* a full handshake is going on, or was; else 'judged' tells */
        bool resumed; /* the chain and the verdict are an earlier connection's */
        bool whole;   /* and it is all of that chain */
        bool failed, closed;
        bool any_order;                           /* issuers are looked for in all of the chain */
        const struct pc_mbedtls_secrets *secrets; /* a session's; else NULL */
        struct pc_slice own;                      /* this end's certificate; empty for none */
        char asked_name[256];                     /* by the client; empty for none */
        bool offered;                             /* a ClientHello has come, and the suites are known */
        uint16_t shared[PC_MBEDTLS_SUITES];
        size_t shared_len;
};

/*
 * Makes 'tap' the verify callback of a context that is set up (mbedtls_ssl_setup), before its handshake. The
 * path is validated by mbedTLS, with the trust anchors of its configuration; the purpose and the name by
 * Python's rules; mbedTLS's own view of the name does not count. A verdict that is not good makes mbedTLS
 * fail under MBEDTLS_SSL_VERIFY_REQUIRED, with an alert near OpenSSL's.
 *
 * With PC_VERIFY_NONE, the chain is kept and mbedTLS judges it by itself. On a client under
 * MBEDTLS_SSL_VERIFY_NONE the callback is not called: only MBEDTLS_SSL_VERIFY_OPTIONAL shows all of the
 * chain.
 */
void pc_mbedtls_attach(struct pc_mbedtls *tap, mbedtls_ssl_context *ssl,
                       const struct pc_mbedtls_config *config);

/*
 * Tells the tap how a call of the library's went: 'error' is what it returned. From a fatal error on the
 * connection counts as failed, and where it was a certificate that mbedTLS cannot decode, the chain and a
 * verdict are there. Returns that verdict's alert, or 0.
 */
uint8_t pc_mbedtls_ended(struct pc_mbedtls *tap, int error);

/* For the facade; lives as long as the tap. */
struct pc_peer pc_mbedtls_tap_peer(const struct pc_mbedtls *tap);

/* What a context or a tap answers to the facade; its 'digest' can be used without a connection. */
extern const struct pc_backend pc_mbedtls_backend;

#ifdef __cplusplus
}
#endif

#endif
