/* What the adapter's files share. */
#ifndef PC_TLS_BEARSSL_INTERNAL_H
#define PC_TLS_BEARSSL_INTERNAL_H

#include "tls/bearssl/peercert_bearssl.h"
#include "x509/certificate.h"

/* The parts of attaching that both roles share. */
void pc_bearssl_attach(struct pc_bearssl *tap, br_ssl_engine_context *engine, enum pc_role role,
                       br_x509_minimal_context *minimal, const struct pc_bearssl_config *config);

/* Nobody has verified anything, and no certificate has come. */
void pc_bearssl_clear_verdict(struct pc_bearssl *tap);

/* Whether the handshake goes on from an earlier session; false until that is certain. */
bool pc_bearssl_resumed(const struct pc_bearssl *tap);

/* The certificate that this end is set up to present; PC_NO_CERTIFICATE for none that is known. */
enum pc_result pc_bearssl_configured_certificate(const struct pc_bearssl *tap,
                                                 struct pc_slice *der) PC_MUST_USE;

/* The backend's slot: by the engine's implementations, which firmware has chosen, and by SHA-256's. */
enum pc_result pc_bearssl_digest(const void *ctx, enum pc_hash hash, struct pc_slice data,
                                 uint8_t out[PC_HASH_MAX]) PC_MUST_USE;

/* Whether the peer sends more octets of certificates than OpenSSL takes. */
#define PC_BEARSSL_EXCESSIVE "excessive message size: certificates of more than 100 kB"
bool pc_bearssl_excessive(const struct pc_bearssl *tap);

/* A name as octets; empty for NULL. */
struct pc_slice pc_bearssl_name(const char *name);

/* What stands in a session, 'server_name' being the name that the client asks for, empty for none; its leaf
 * is a view. */
enum pc_result pc_bearssl_session_of(const struct pc_bearssl *tap, struct pc_slice server_name,
                                     struct pc_bearssl_saved *out) PC_MUST_USE;

/* The same at the end of a client's handshake, else PC_NONE. */
enum pc_result pc_bearssl_savable(const struct pc_bearssl *tap, struct pc_bearssl_saved *out) PC_MUST_USE;

/*
 * Takes chain and verdict from a session, until a chain comes. PC_ERR_TLS_SESSION, with nothing done, for one
 * that is not to be resumed here.
 */
enum pc_result pc_bearssl_recall(struct pc_bearssl *tap, struct pc_slice server_name,
                                 const struct pc_bearssl_saved *saved) PC_MUST_USE;

/*
 * BearSSL's structs hold what it only reads through pointers to non-const. This is the one place where const
 * goes.
 */
unsigned char *pc_bearssl_octets(struct pc_slice slice);

/* The certificate's key, in views; PC_ERR_TLS_UNSUPPORTED for one that BearSSL does not have. */
enum pc_result pc_bearssl_public_key(const struct pc_certificate *cert, br_x509_pkey *out) PC_MUST_USE;

/* The system's time in seconds since 1970, 0 where there is no clock. */
int64_t pc_bearssl_clock(void);

/*
 * The trust anchor that br_x509_minimal has just accepted the chain by, as an index into its anchors;
 * SIZE_MAX if none is found. To be asked as soon as it has, before it sees the next certificate.
 */
size_t pc_bearssl_anchor_used(br_x509_minimal_context *minimal);

/*
 * Whether a CA anchor has the name of the issuer of 'last', the last certificate that br_x509_minimal has
 * decoded, and, as far as their key identifiers say, the issuer's key.
 */
bool pc_bearssl_issuer_is_anchor(const struct pc_bearssl *tap, const struct pc_certificate *last);

/* The anchor's certificate; PC_NONE where there is no anchor, or its certificate is not known. */
enum pc_result pc_bearssl_anchor_der(const struct pc_bearssl *tap, struct pc_slice *der) PC_MUST_USE;

/* The texts are OpenSSL's where it has one, so that people find what they know. */
struct pc_verify_result pc_bearssl_verdict(enum pc_result code, size_t index, const char *text);

/* Certificate 'i' as the peer sent it, parsed; false if it was not kept or cannot be. */
bool pc_bearssl_parsed_at(const struct pc_bearssl *tap, size_t i, struct pc_certificate *cert);

/* Are all that were kept certificates? OpenSSL takes no chain with anything else in it, needed or not. */
struct pc_verify_result pc_bearssl_check_form(const struct pc_bearssl *tap);

/* What br_x509_minimal does not look at, in a chain that it has accepted: purposes, the name, the anchor's
 * dates. */
struct pc_verify_result pc_bearssl_check(const struct pc_bearssl *tap);

/* Judges the chain that has gone by; 'error' is what br_x509_minimal says, 0 if it accepts. */
struct pc_verify_result pc_bearssl_judge(const struct pc_bearssl *tap, unsigned error);

/* The verdict where nobody verifies; 'error' is what the reader of the server's key says. */
struct pc_verify_result pc_bearssl_judge_key(const struct pc_bearssl *tap, unsigned error);

/* The BR_ERR_X509_* code by which the engine is told of a verdict. */
unsigned pc_bearssl_error_for(enum pc_result code);

#endif
