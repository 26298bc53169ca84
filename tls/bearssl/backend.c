#include "tls/bearssl/internal.h"

#include <string.h>

/* RFC 5246 7.4.9: verify_data of every suite that BearSSL has. */
#define FINISHED 12

static bool finished_exists(const struct pc_bearssl *tap, size_t which)
{
        static const uint8_t none[FINISHED];

        return memcmp(tap->engine->saved_finished + FINISHED * which, none, FINISHED) != 0;
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
        if (finished_exists(tap, 0) && finished_exists(tap, 1)) {
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

static enum pc_result bearssl_peer_certificate(const void *ctx, size_t i, struct pc_slice *der)
{
        return pc_chain_at(&((const struct pc_bearssl *)ctx)->chain, i, der);
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
        *out = ((const struct pc_bearssl *)ctx)->verdict;
}

static uint16_t bearssl_protocol(const void *ctx)
{
        return ((const struct pc_bearssl *)ctx)->engine->session.version;
}

static uint16_t bearssl_cipher_suite(const void *ctx)
{
        return ((const struct pc_bearssl *)ctx)->engine->session.cipher_suite;
}

static enum pc_result bearssl_finished(const void *ctx, bool first, uint8_t *buf, size_t size, size_t *len)
{
        const struct pc_bearssl *tap = ctx;
        /* The engine keeps the client's, then the server's. A resumed session has no chain, and the server is
         * first. */
        bool client_first = tap->judged;
        size_t which = first == client_first ? 0 : 1;

        if (!finished_exists(tap, which)) {
                return PC_NONE;
        }
        if (size < FINISHED) {
                return PC_ERR_API_SPACE;
        }
        memcpy(buf, tap->engine->saved_finished + FINISHED * which, FINISHED);
        *len = FINISHED;
        return PC_OK;
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
};

struct pc_peer pc_bearssl_peer(const struct pc_bearssl *tap)
{
        struct pc_peer peer = {&pc_bearssl_backend, tap};

        return peer;
}
