#include "tls/bearssl/internal.h"

#include <string.h>

/* RFC 5246 7.4.9: verify_data of every suite that BearSSL has. */
#define FINISHED 12

static bool finished_exists(const struct pc_bearssl *tap, enum pc_role whose)
{
        static const uint8_t none[FINISHED];

        return memcmp(tap->engine->saved_finished + FINISHED * (size_t)whose, none, FINISHED) != 0;
}

/* The engine does not say. In a resumed handshake the server's Finished is the first, so that it exists. */
bool pc_bearssl_resumed(const struct pc_bearssl *tap)
{
        const bool full = tap->role == PC_ROLE_CLIENT ? tap->judged : tap->chosen;

        return !full && finished_exists(tap, PC_ROLE_SERVER);
}

static enum pc_handshake_state bearssl_state(const void *ctx)
{
        const struct pc_bearssl *tap = ctx;
        const br_ssl_engine_context *engine = tap->engine;
        bool closed = br_ssl_engine_current_state(engine) == BR_SSL_CLOSED;

        if (tap->cut || br_ssl_engine_last_error(engine) != BR_ERR_OK) {
                return PC_HANDSHAKE_FAILED;
        }
        if (engine->application_data == 1) {
                return PC_HANDSHAKE_DONE;
        }
        if (finished_exists(tap, PC_ROLE_CLIENT) && finished_exists(tap, PC_ROLE_SERVER)) {
                return closed || engine->shutdown_recv || engine->application_data != 0
                               ? PC_HANDSHAKE_CLOSED
                               : PC_HANDSHAKE_IN_PROGRESS;
        }
        if (!closed) {
                return PC_HANDSHAKE_IN_PROGRESS;
        }
        /* Closed, with nothing wrong: it was never opened, or close_notify came too early. */
        return engine->shutdown_recv ? PC_HANDSHAKE_FAILED : PC_HANDSHAKE_NOT_STARTED;
}

static enum pc_role bearssl_role(const void *ctx)
{
        return ((const struct pc_bearssl *)ctx)->role;
}

static enum pc_verify_mode bearssl_verify_mode(const void *ctx)
{
        return ((const struct pc_bearssl *)ctx)->config.verify;
}

/* A session's certificate is the peer's as soon as it is resumed, and not before. */
static bool is_still_offered(const struct pc_bearssl *tap)
{
        return tap->recalled && !pc_bearssl_resumed(tap);
}

static enum pc_result bearssl_peer_certificate(const void *ctx, size_t i, struct pc_slice *der)
{
        const struct pc_bearssl *tap = ctx;

        return is_still_offered(tap) ? PC_END : pc_chain_at(&tap->chain, i, der);
}

/* The certificates up to the one that an anchor vouches for, then the anchor, unless it was the last of them.
 */
static enum pc_result bearssl_verified_certificate(const void *ctx, size_t i, struct pc_slice *der)
{
        const struct pc_bearssl *tap = ctx;
        struct pc_slice last;
        struct pc_slice anchor;

        if (!tap->judged || tap->verdict.code != PC_OK) {
                return PC_END;
        }
        if (i <= tap->decided_at) {
                return pc_chain_at(&tap->chain, i, der);
        }
        if (i > tap->decided_at + 1 || pc_bearssl_anchor_der(tap, &anchor) != PC_OK) {
                return PC_END;
        }
        if (pc_chain_at(&tap->chain, tap->decided_at, &last) == PC_OK && pc_slice_equal(last, anchor)) {
                return PC_END;
        }
        *der = anchor;
        return PC_OK;
}

static void bearssl_verify_result(const void *ctx, struct pc_verify_result *out)
{
        const struct pc_bearssl *tap = ctx;

        if (br_ssl_engine_last_error(tap->engine) == BR_ERR_NO_CLIENT_AUTH) {
                *out = pc_bearssl_verdict(PC_ERR_TLS_NO_CERTIFICATE, 0, "peer did not return a certificate");
        } else if (is_still_offered(tap)) {
                *out = pc_bearssl_verdict(PC_NOT_VALIDATED, 0, "nobody has verified the certificate");
        } else {
                *out = tap->verdict;
        }
}

static uint16_t bearssl_protocol(const void *ctx)
{
        return ((const struct pc_bearssl *)ctx)->engine->session.version;
}

/* The engine has it from the ServerHello on; as with OpenSSL, it is told once there are keys for it. */
static uint16_t bearssl_cipher_suite(const void *ctx)
{
        const struct pc_bearssl *tap = ctx;

        return finished_exists(tap, PC_ROLE_CLIENT) || finished_exists(tap, PC_ROLE_SERVER)
                       ? tap->engine->session.cipher_suite
                       : 0;
}

static bool bearssl_resumed(const void *ctx)
{
        return pc_bearssl_resumed(ctx);
}

static bool bearssl_chain_kept(const void *ctx)
{
        const struct pc_bearssl *tap = ctx;

        return tap->whole && pc_bearssl_resumed(tap);
}

static enum pc_result bearssl_finished(const void *ctx, bool first, uint8_t *buf, size_t size, size_t *len)
{
        const struct pc_bearssl *tap = ctx;
        const bool client_first = !pc_bearssl_resumed(tap);
        /* The engine keeps the client's, then the server's. */
        const enum pc_role whose = first == client_first ? PC_ROLE_CLIENT : PC_ROLE_SERVER;

        if (!finished_exists(tap, whose)) {
                return PC_NONE;
        }
        if (size < FINISHED) {
                return PC_ERR_API_SPACE;
        }
        memcpy(buf, tap->engine->saved_finished + FINISHED * (size_t)whose, FINISHED);
        *len = FINISHED;
        return PC_OK;
}

static const char *bearssl_server_name(const void *ctx)
{
        const char *name = br_ssl_engine_get_server_name(((const struct pc_bearssl *)ctx)->engine);

        return name[0] == '\0' ? NULL : name;
}

static const char *bearssl_compression(const void *ctx)
{
        (void)ctx;
        return NULL;
}

/*
 * The engine has put the suites that are enabled and that the client offered there, then those that will do
 * to the front. What it has left of the others behind them counts as well.
 */
static bool was_offered(const br_ssl_server_context *server, uint16_t suite)
{
        for (size_t i = 0; i < BR_MAX_CIPHER_SUITES; i++) {
                if (server->client_suites[i][0] == suite) {
                        return true;
                }
        }
        return false;
}

static enum pc_result bearssl_shared_cipher_suite(const void *ctx, size_t i, uint16_t *suite)
{
        const struct pc_bearssl *tap = ctx;
        const br_ssl_engine_context *engine = tap->engine;
        size_t found = 0;

        if (tap->role != PC_ROLE_SERVER || pc_bearssl_resumed(tap)) {
                return PC_NONE;
        }
        for (size_t own = 0; own < engine->suites_num; own++) {
                /* The engine is the first member of the server. */
                if (was_offered((const br_ssl_server_context *)(const void *)engine,
                                engine->suites_buf[own]) &&
                    found++ == i) {
                        *suite = engine->suites_buf[own];
                        return PC_OK;
                }
        }
        /* Nothing in common, or no ClientHello yet. */
        return found != 0 || tap->chosen ? PC_END : PC_NONE;
}

static enum pc_result bearssl_own_certificate(const void *ctx, struct pc_slice *der)
{
        const struct pc_bearssl *tap = ctx;

        if (tap->own != NULL) {
                der->data = tap->own->data;
                der->len = tap->own->data_len;
                return PC_OK;
        }
        /* A server has sent it in the handshake that it goes on from; a client's engine had a chain to send.
         */
        return (tap->role == PC_ROLE_SERVER ? pc_bearssl_resumed(tap) : tap->engine->chain != NULL)
                       ? pc_bearssl_configured_certificate(tap, der)
                       : PC_NO_CERTIFICATE;
}

const struct pc_backend pc_bearssl_backend = {
        .name = "bearssl",
        .state = bearssl_state,
        .role = bearssl_role,
        .verify_mode = bearssl_verify_mode,
        .peer_certificate = bearssl_peer_certificate,
        .verified_certificate = bearssl_verified_certificate,
        .verify_result = bearssl_verify_result,
        .protocol = bearssl_protocol,
        .cipher_suite = bearssl_cipher_suite,
        .finished = bearssl_finished,
        .resumed = bearssl_resumed,
        .chain_kept = bearssl_chain_kept,
        .server_name = bearssl_server_name,
        .shared_cipher_suite = bearssl_shared_cipher_suite,
        .compression = bearssl_compression,
        .own_certificate = bearssl_own_certificate,
        .digest = pc_bearssl_digest,
};

struct pc_peer pc_bearssl_peer(const struct pc_bearssl *tap)
{
        struct pc_peer peer = {&pc_bearssl_backend, tap};

        return peer;
}
