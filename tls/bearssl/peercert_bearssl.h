/*
 * The backend for who already runs BearSSL: one struct beside br_ssl_client_context (or
 * br_ssl_server_context) and br_x509_minimal_context, and one call in place of br_ssl_engine_set_x509.
 *
 *     static struct pc_bearssl tap;
 *     static uint8_t chain[4096];
 *
 *     struct pc_bearssl_config config = {.verify = PC_VERIFY_REQUIRED, .server_name = "example.org",
 *                                        .chain = chain, .chain_size = sizeof chain};
 *
 *     br_ssl_client_init_full(&sc, &xc, anchors, anchors_num);
 *     pc_bearssl_attach_client(&tap, &sc, &xc, &config);
 *     br_ssl_engine_set_buffer(&sc.eng, iobuf, sizeof iobuf, 1);
 *     br_ssl_client_reset(&sc, "example.org", 0);
 *     ... the handshake as before; then, whether it succeeded or not:
 *     struct pc_peer peer = pc_bearssl_peer(&tap);
 *
 * It copies the chain as it streams by, lets br_x509_minimal validate it, and adds what that engine leaves
 * out: the name by Python's rules, extended key usage, the trust anchor's own dates, and words for what went
 * wrong. No heap, no I/O.
 */
#ifndef PC_PEERCERT_BEARSSL_H
#define PC_PEERCERT_BEARSSL_H

#include <bearssl.h>

#include "tls/backend.h"
#include "tls/chain.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A session to be resumed; see pc_bearssl_save. It holds keys: whoever has it can read and pose as this end.
 */
struct pc_bearssl_saved {
        br_ssl_session_parameters parameters; /* BearSSL's, the master secret among them */
        uint8_t binding[32]; /* a digest of role, mode, names, own certificate and trust anchors */
        struct pc_verify_result verdict; /* on the chain that came when it was made */
        struct pc_slice leaf;            /* the peer's own certificate; empty for none */
        /*
         * What the peer has sent behind it, as pc_chain_list_rest writes it. Given by a server's cache that
         * has kept it, so that pc_unverified_chain is that of the earlier connection; 'data' NULL everywhere
         * else.
         */
        struct pc_slice rest;
};

/* Where a server keeps its sessions; see pc_bearssl_attach_cache. */
struct pc_bearssl_cache {
        void *ctx; /* for the two functions */
        /* Keeps a copy of 'session' and of its leaf, if it likes, under the session ID in its parameters. */
        void (*put)(void *ctx, const struct pc_bearssl_saved *session);
        /* The session that was put under that ID; false for none. The leaf is copied before anything else. */
        bool (*get)(void *ctx, const uint8_t id[32], struct pc_bearssl_saved *out);
};

/* Everything pointed to must outlive the connection. All zero is PC_VERIFY_NONE without a buffer. */
struct pc_bearssl_config {
        /*
         * A client's PC_VERIFY_OPTIONAL is PC_VERIFY_REQUIRED, as in Python. A server asks its client for a
         * certificate unless it is PC_VERIFY_NONE; PC_VERIFY_OPTIONAL takes a client without one, but none
         * with a bad one.
         */
        enum pc_verify_mode verify;

        /*
         * On a client, the name that the certificate must be valid for: a DNS name, or an IP address, for
         * which br_ssl_client_reset should be given NULL. NULL: the name that br_ssl_client_reset was given.
         * Where there is neither, a certificate that is to be verified is refused.
         */
        const char *server_name;
        bool no_name_check;  /* any name will do; a client's is never checked */
        unsigned host_flags; /* for pc_host_check */

        /*
         * Gets the peer's certificates; 4 octets more are needed for each one. What does not fit is missing
         * and the handshake goes on; but a peer's own certificate that is to be verified must fit, or it is
         * refused with PC_ERR_TLS_CHAIN_SIZE, and CAs that do not fit are not held to their extended key
         * usage, nor is anything that does not fit looked at to see whether it is a certificate.
         */
        uint8_t *chain;
        size_t chain_size; /* octets at 'chain' */

        /*
         * The certificates that the trust anchors of the br_x509_minimal_context were made from, in the same
         * order. NULL: not known, so that an expired anchor is not noticed and the verified chain ends below
         * it.
         */
        const struct pc_slice *anchors;

        /*
         * Seconds since 1970. 0: the time that br_x509_minimal_set_time was given, else the system's clock;
         * where there is none, or the time is before 1970, a certificate that is to be verified is refused with
         * PC_ERR_TLS_CONFIG.
         */
        int64_t now;

        /* For a client's PC_VERIFY_NONE: who reads the server's key, as pc_bearssl_key_reader_init sets up; or NULL. */
        const br_x509_class **key_reader;

        /* A server's. */
        bool no_ca_names; /* ask for a certificate without saying which trust anchors will do */
};

/* Lives with the caller, as long as the connection and the peer; its fields are the backend's own. */
struct pc_bearssl {
        const br_x509_class *vtable; /* first: the engine's handle on it */
        br_ssl_engine_context *engine;
        br_x509_minimal_context *minimal;
        struct pc_bearssl_config config;
        enum pc_role role;
        struct pc_chain chain;
        struct pc_verify_result verdict;
        const char *server_name; /* the one that is checked */
        int64_t now;
        bool judged;       /* a chain came, and the verdict is on it */
        bool recalled;     /* none has come, and chain and verdict are those of a session to be resumed */
        bool whole;        /* which has kept all of the chain */
        bool decided;      /* br_x509_minimal has made up its mind */
        size_t decided_at; /* at this certificate */
        size_t anchor;     /* the trust anchor used, counted as br_x509_minimal's; SIZE_MAX: none */
        size_t announced;  /* octets of all certificates, by their lengths */
        bool cut;          /* see pc_bearssl_cut */
        bool chosen;       /* a server: it has chosen a suite, and so goes on from no earlier session */
        const br_x509_certificate *own;           /* and presents this one */
        br_x500_name no_name;                     /* where it asks for a certificate without naming CAs */
        const br_ssl_server_policy_class *policy; /* a server's handle on it */
        const br_ssl_server_policy_class **inner_policy;
        const br_ssl_session_cache_class *cache; /* and another */
        const struct pc_bearssl_cache *sessions;
};

/*
 * Puts 'tap' between the client's engine and 'minimal', which br_ssl_client_init_full has set up, and turns
 * renegotiation off. To be called before each br_ssl_client_reset; the session that the client's context may
 * hold is forgotten, and pc_bearssl_resume resumes one. 'minimal' may be NULL for PC_VERIFY_NONE. A
 * configuration that cannot work makes the verification fail with PC_ERR_TLS_CONFIG.
 */
void pc_bearssl_attach_client(struct pc_bearssl *tap, br_ssl_client_context *client,
                              br_x509_minimal_context *minimal, const struct pc_bearssl_config *config);

/*
 * The same on a server, before each br_ssl_server_reset: behind br_ssl_server_init_full_rsa or its like, and
 * behind br_ssl_server_set_policy if that is used. 'minimal' stands ready as br_x509_minimal_init_full leaves
 * it, and may be NULL for PC_VERIFY_NONE. What it verifies signatures with, the engine does, too.
 *
 * No session is resumed where clients are verified, but for those of pc_bearssl_attach_cache; where they are not, what
 * br_ssl_server_set_cache was given is left in place, and the names are left to it, too.
 */
void pc_bearssl_attach_server(struct pc_bearssl *tap, br_ssl_server_context *server,
                              br_x509_minimal_context *minimal, const struct pc_bearssl_config *config);

/*
 * Behind pc_bearssl_attach_server: sessions are kept in, and resumed from, 'cache', and none is resumed for another
 * mode, other trust anchors, another certificate of this server's, or a client that asks for another server name
 * (RFC 6066 3).
 *
 * BearSSL looks for a session before it reads the name, and the adapter reads ahead: a ClientHello is resumed
 * only if all of it is there when the engine is told of its first octet behind the record's header, as it is
 * where br_ssl_engine_recvrec_ack is called once the room that br_ssl_engine_recvrec_buf has given is full.
 * Of another, a full handshake comes.
 */
void pc_bearssl_attach_cache(struct pc_bearssl *tap, br_ssl_server_context *server,
                             const struct pc_bearssl_cache *cache);

/*
 * What resumes this client's connection later: to be called when its handshake is done. The peer's own
 * certificate is copied to 'buf', which out->leaf then points to. PC_NONE: there is nothing to resume by.
 * PC_ERR_TLS_CHAIN_SIZE: the certificate was not kept; PC_ERR_API_SPACE: it does not fit 'buf'.
 */
enum pc_result pc_bearssl_save(const struct pc_bearssl *tap, struct pc_bearssl_saved *out, uint8_t *buf,
                               size_t size) PC_MUST_USE;

/*
 * In place of br_ssl_client_reset(client, server_name, 1): starts a handshake that goes on from the 'saved'
 * session, if the server goes along. The connection's peer then is that session's.
 *
 * PC_ERR_TLS_SESSION, and nothing is done: it was made for another server name, in another verification mode,
 * with other trust anchors, or for suites or versions that the client no longer has. PC_ERR_TLS_CONFIG:
 * br_ssl_client_reset has failed.
 */
enum pc_result pc_bearssl_resume(struct pc_bearssl *tap, br_ssl_client_context *client,
                                 const char *server_name, const struct pc_bearssl_saved *saved) PC_MUST_USE;

/* For the facade; lives as long as the tap. */
struct pc_peer pc_bearssl_peer(const struct pc_bearssl *tap);

/* What a tap answers to the facade: pc_bearssl_peer has it, and its 'digest' can be used without a
 * connection. */
extern const struct pc_backend pc_bearssl_backend;

/* Octets of a record with an alert. */
#define PC_BEARSSL_ALERT 7

/*
 * BearSSL sends no alert when it refuses a certificate. This writes the TLS record with the alert that is
 * due, as OpenSSL would send it, to be sent once, as it is, before the connection is closed. Returns its
 * length, or 0 when none is due.
 */
size_t pc_bearssl_alert(const struct pc_bearssl *tap, uint8_t record[PC_BEARSSL_ALERT]);

/*
 * Tells the tap what the engine cannot know: that the transport failed or ended without close_notify. The
 * connection counts as failed from then on.
 */
void pc_bearssl_cut(struct pc_bearssl *tap);

/*
 * Makes a trust anchor of a certificate, for RSA keys and the curves P-256, P-384 and P-521: views into
 * 'der', nothing is copied. It is a CA's where basicConstraints says so or, as OpenSSL has it, where that
 * extension is missing from a self-signed certificate of version 1 or one whose keyUsage has keyCertSign;
 * else the anchor is for the one server that presents this certificate.
 *
 * Fails as pc_certificate_parse does, and with PC_ERR_TLS_UNSUPPORTED for other keys.
 */
enum pc_result pc_bearssl_trust_anchor(struct pc_slice der, br_x509_trust_anchor *out) PC_MUST_USE;

/*
 * Reads the key of the first certificate and verifies nothing, for pc_bearssl_config.key_reader:
 *
 *     static struct pc_bearssl_key_reader reader;
 *
 *     pc_bearssl_key_reader_init(&reader);
 *     config.key_reader = &reader.vtable;
 *
 * A client that always verifies has no need of it, and does not link br_x509_decoder.
 */
struct pc_bearssl_key_reader {
        const br_x509_class *vtable;     /* first: what the engine calls */
        br_x509_decoder_context decoder; /* BearSSL's */
        bool done;                       /* with the first certificate */
};

/* Sets a key reader up; it serves any number of connections, one after the other. */
void pc_bearssl_key_reader_init(struct pc_bearssl_key_reader *reader);

/* What a BearSSL error code (br_ssl_engine_last_error) says, for people. Static, never NULL. */
const char *pc_bearssl_error_text(int error);

#ifdef __cplusplus
}
#endif

#endif
