/* The tap fed through BearSSL's own vtable, as the engine would, without a connection. */
#ifndef PC_TESTS_UNIT_TLS_BEARSSL_FEED_H
#define PC_TESTS_UNIT_TLS_BEARSSL_FEED_H

#include "tls_support.h"

#include "tls/bearssl/peercert_bearssl.h"

#define FEED_MOST 8

/* One chain, what it is held against, and what the tap makes of it. */
struct feed {
        const char *chain[FEED_MOST];   /* up to NULL */
        const char *anchors[FEED_MOST]; /* up to NULL */
        struct pc_bearssl_config config;
        const char *sni;    /* what br_ssl_client_reset was given */
        size_t chunk;       /* octets an append, 0: 256 as BearSSL has it */
        bool anchors_known; /* their certificates, too */
        bool unverifying;   /* PC_VERIFY_NONE */
};

struct rig {
        br_ssl_client_context client;
        br_x509_minimal_context minimal;
        struct pc_bearssl_key_reader key_reader;
        br_x509_trust_anchor anchors[FEED_MOST];
        struct pc_slice ders[FEED_MOST];
        struct pc_bearssl tap;
        struct pc_peer peer;
};

extern struct rig rig;
extern uint8_t feed_buffer[8192];

/* A chain that should pass. */
struct feed feed_good(void);

void feed_attach(const struct feed *feed);

/* One certificate, 'chunk' octets an append. */
void feed_der(struct pc_slice der, size_t chunk);

/* Feeds all of it; returns what the engine is told. */
unsigned feed_run(const struct feed *feed);

struct pc_verify_result feed_verdict(void);
const br_x509_pkey *feed_key(unsigned *usages);

/* What the peer sent, and what was verified, each up to NULL. */
void feed_assert_sent(const char *const *chain);
void feed_assert_verified(const char *const *chain);

void feed_assert_accepted(const struct feed *feed, const char *const *verified);
void feed_assert_refused(const struct feed *feed, enum pc_result code, size_t index);

#endif
