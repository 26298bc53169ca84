/* A connection that is only data, as a backend: for tests, for fuzzing, and for peers learnt of elsewhere. */
#ifndef PC_PEERCERT_MEMORY_H
#define PC_PEERCERT_MEMORY_H

#include "tls/backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the backend's functions answer. All zero is a client that has not started. It knows no hash. */
struct pc_memory_connection {
        enum pc_handshake_state state;         /* how far it is */
        enum pc_role role;                     /* which end this one is */
        enum pc_verify_mode verify_mode;       /* what is asked of the peer's certificate */
        const struct pc_slice *peer_chain;     /* leaf first; 'data' NULL: a certificate that did not fit */
        size_t peer_chain_len;                 /* certificates */
        const struct pc_slice *verified_chain; /* leaf to trust anchor */
        size_t verified_chain_len;             /* certificates */
        struct pc_verify_result verify_result; /* 'text' NULL: an empty one */
        uint16_t protocol;                     /* 0x0303: TLS 1.2; 0: not chosen */
        uint16_t cipher_suite;                 /* IANA's number; 0: not chosen */
        struct pc_slice
                finished[2]; /* verify_data of the Finished sent first, and of the other; empty: not yet */
        bool resumed;        /* it goes on from an earlier one */
        bool chain_kept;     /* of which it has all of the chain still */
        const char *server_name;              /* that the client asked for; NULL: none */
        const uint16_t *shared_cipher_suites; /* NULL: Python's None */
        size_t shared_cipher_suites_len;      /* suites */
        const char *compression;              /* the method's name; NULL: none */
        struct pc_slice keying_material; /* for whatever label, 'size' octets of it; shorter: there is none */
        struct pc_slice own_certificate; /* empty: none was sent */
};

/* What a struct pc_memory_connection answers to the facade. */
extern const struct pc_backend pc_memory_backend;

/* The connection must outlive the peer. */
struct pc_peer pc_memory_peer(const struct pc_memory_connection *connection);

#ifdef __cplusplus
}
#endif

#endif
