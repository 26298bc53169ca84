/* A BearSSL server in the same process as a session, and a line between them that can be made to behave
 * badly. */
#ifndef PC_TESTS_UNIT_TLS_BEARSSL_LINE_H
#define PC_TESTS_UNIT_TLS_BEARSSL_LINE_H

#include "tls_support.h"

#include "tls/bearssl/peercert_bearssl.h"
#include "tls/session.h"

#define LINE_NO_LIMIT SIZE_MAX

/* The server, and the line to it. */
struct line {
        br_ssl_server_context server;
        br_x509_certificate chain[256];
        unsigned char records[BR_SSL_BUFSIZE_BIDI];
        unsigned char key[32];
        br_ec_private_key private_key;
        size_t most;    /* octets that one call moves */
        unsigned stall; /* so many calls of stall + 1 would block, at random */
        uint32_t random;
        size_t cut;    /* the line ends after so many octets to the client */
        size_t given;  /* octets to the client so far */
        size_t damage; /* this one of them arrives changed */
        bool dead;     /* writing fails */
        bool dies;     /* it does once the client has read something */
};

extern struct line line;

struct fixture {
        struct pc_trust_store *trust;
        struct pc_session_config config;
        uint8_t chain[4096];
        struct pc_session *session;
};

extern const struct pc_transport line_transport;

/* A session that verifies the server by its root and its name; the server presents "leaf" and "intermediate".
 */
int line_set_up(void **state);
int line_tear_down(void **state);

/* Both anew; the line is a good one again. */
void line_start_server(void);
void line_open_session(struct fixture *f);

/* Until it is done or has failed: a call that would block is made again. */
enum pc_result line_shake_hands(struct fixture *f);

enum pc_handshake_state line_state(const struct fixture *f);

/* For BearSSL's structs. */
unsigned char *line_octets(struct pc_slice slice);

#endif
