/* Two sessions in one process, a client's and a server's, over a line that can be made to behave badly. */
#ifndef PC_TESTS_UNIT_TLS_PAIR_H
#define PC_TESTS_UNIT_TLS_PAIR_H

#include "tls_support.h"

#include "tls/session.h"

#define PAIR_NO_LIMIT SIZE_MAX

/* What flows to one end. */
struct pair_pipe {
        uint8_t octets[1 << 17];
        size_t start, end;
        size_t cut;    /* it ends after so many octets */
        size_t given;  /* octets so far */
        size_t damage; /* this one of them arrives changed */
};

/* One end. */
struct pair_end {
        struct pair_pipe in;
        struct pair_end *peer;
        struct pc_session_config config;
        struct pc_session *session;
        enum pc_result result; /* of the handshake */
        uint8_t chain[8192];
        unsigned calls;
        bool dead; /* what it writes fails */
};

struct pair {
        struct pair_end client, server;
        struct pc_trust_store *trust;
        struct pc_credentials *server_own, *client_own;
        struct pc_session_cache *cache;
        size_t most; /* octets that one call moves */
        bool stalls; /* every other call would block */
};

/*
 * Sets up both, a server of "leaf" and a client of "client" that verifies it; both trust "root" and
 * "intermediate". A test changes what it likes before it connects.
 */
int pair_set_up(void **state);
int pair_tear_down(void **state);

/* tests/unit/tls/CERTIFICATE.pem and KEY.key; to be freed. */
struct pc_credentials *pair_credentials(const char *certificate, const char *key);

/* Opens the sessions anew, over a new line without cut or damage. */
void pair_open(struct pair *pair, const char *backend);

/* Lets both ends shake hands until neither gets any further. Who fails hangs up. */
void pair_shake_hands(struct pair *pair);

/* Both, with success. */
void pair_connect(struct pair *pair, const char *backend);

/* An end's peer, and its state. */
struct pc_peer pair_peer(const struct pair_end *end);
enum pc_handshake_state pair_state(const struct pair_end *end);

/* What the client's session is saved as, after it has read what there is; to be freed. */
struct pc_slice pair_save(struct pair *pair);

/*
 * Passes the session that the client is to resume off as one for another server, or for none, as it does not
 * come from pc_session_save: so that the client asks for that one. For backends whose state names no server.
 */
void pair_rename(struct pair *pair, const char *backend, const char *server_name);

/* An end reads until something comes, or the end, or a failure; PC_WANT_READ: nothing is there. */
enum pc_result pair_read(struct pair_end *end, uint8_t *buf, size_t size, size_t *done);

/* Octets from one end to the other. */
void pair_send(struct pair_end *from, const char *text);

#endif
