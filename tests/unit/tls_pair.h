/* Two sessions in one process, a client's and a server's, over a line that can be made to behave badly. */
#ifndef PC_TESTS_UNIT_TLS_PAIR_H
#define PC_TESTS_UNIT_TLS_PAIR_H

#include "tls_support.h"

#include "tls/session.h"

#define PAIR_NO_LIMIT SIZE_MAX

/* RFC 5246 6.2.1: type, version, length. */
#define PAIR_RECORD_HEADER 5

/* Where in the stream of records an octet stands. */
struct pair_place {
        uint8_t header[PAIR_RECORD_HEADER]; /* of its record, as far as that has come */
        size_t len;                         /* of that; less than all where the octet is one of it */
        size_t left;                        /* in the record behind the header */
};

/* What flows to one end. */
struct pair_pipe {
        uint8_t octets[1 << 17];
        size_t start, end;
        size_t cut;    /* it ends after so many octets */
        size_t given;  /* octets so far */
        size_t damage; /* this one of them arrives changed */
        uint8_t mask;  /* by these bits */
        size_t stride; /* 0, or: before each octet whose number is 'rest' modulo this, one call is in vain */
        size_t rest;
        bool paused;               /* it was, here */
        struct pair_place place;   /* of the next octet */
        struct pair_place damaged; /* of the one that was changed */
};

/* What a call of the transport comes to, instead of what it should. */
enum pair_fault {
        PAIR_FAULT_NONE,
        PAIR_FAULT_FAILS,
        PAIR_FAULT_STRANGE_ERROR,    /* one that is not a transport's */
        PAIR_FAULT_STRANGE,          /* neither success, nor an error, nor to be called again */
        PAIR_FAULT_ENDS,             /* the end of the stream, also where it writes */
        PAIR_FAULT_NOTHING,          /* success, with no octet moved */
        PAIR_FAULT_TOO_MUCH,         /* success, with an octet more than there is room for */
        PAIR_FAULT_ALL,              /* success, with as many octets as a number can say */
        PAIR_FAULT_LITTLE,           /* one octet */
        PAIR_FAULT_BLOCKS,           /* nothing for now */
        PAIR_FAULT_BLOCKS_OTHERWISE, /* the same, by the code of the other function */
};

/* One end. */
struct pair_end {
        struct pair_pipe in;
        struct pair_end *peer;
        struct pc_session_config config;
        struct pc_session *session;
        enum pc_result result; /* of the handshake */
        uint8_t chain[8192];
        uint8_t *buffer; /* instead of that one, with so many octets; or NULL */
        size_t buffer_size;
        unsigned calls;
        bool dead; /* what it writes fails */
        enum pair_fault fault;
        size_t faulty;    /* the call of the transport, reading or writing, that it befalls, the first 0 */
        size_t transfers; /* how many of them there were */
        size_t shaken;    /* of these, how many had been made when the handshake was done */
        bool faulty_read; /* it was one that reads */
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

/* Opens the sessions anew, over a new line without any fault. */
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
