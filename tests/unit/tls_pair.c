#include "tls_pair.h"

#include <stdlib.h>
#include <string.h>

#include "tls/saved_session.h"

static struct pair pair;

static size_t least(size_t a, size_t b)
{
        return a < b ? a : b;
}

static bool stalls(struct pair_end *end)
{
        return pair.stalls && end->calls++ % 2 == 0;
}

/* Moves on by one octet. */
static void follow(struct pair_place *place, uint8_t octet)
{
        if (place->len == PAIR_RECORD_HEADER && place->left == 0) {
                place->len = 0;
        }
        if (place->len < PAIR_RECORD_HEADER) {
                place->header[place->len++] = octet;
                place->left = (size_t)place->header[3] << 8 | place->header[4];
                return;
        }
        place->left--;
}

static void follow_all(struct pair_pipe *in, uint8_t *buf, size_t len)
{
        for (size_t i = 0; i < len; i++) {
                const uint8_t octet = buf[i];

                if (in->given == in->damage) {
                        in->damaged = in->place;
                        buf[i] ^= in->mask;
                }
                follow(&in->place, octet);
                in->given++;
        }
}

/* Octets up to where it pauses next; 0: here. */
static size_t before_pause(const struct pair_pipe *in)
{
        const size_t past = in->stride == 0 ? 0 : (in->given + in->stride - in->rest) % in->stride;

        if (in->stride == 0) {
                return PAIR_NO_LIMIT;
        }
        return past == 0 && !in->paused ? 0 : in->stride - past;
}

static bool pauses(struct pair_end *end)
{
        if (before_pause(&end->in) != 0) {
                return false;
        }
        end->in.paused = true;
        end->calls++;
        return true;
}

static size_t moved_by(enum pair_fault fault, size_t size)
{
        switch (fault) {
        case PAIR_FAULT_TOO_MUCH:
                return size + 1;
        case PAIR_FAULT_ALL:
                return SIZE_MAX;
        default:
                return 0;
        }
}

/* What comes of a call that meets the end's fault; false: it does what it should, with '*size' octets. */
static bool fails(struct pair_end *end, bool reads, size_t *size, size_t *done, enum pc_result *result)
{
        static const struct {
                enum pc_result read, write;
        } results[] = {
                [PAIR_FAULT_FAILS] = {PC_ERR_TLS_TRANSPORT, PC_ERR_TLS_TRANSPORT},
                [PAIR_FAULT_STRANGE_ERROR] = {PC_ERR_DER_TAG, PC_ERR_DER_TAG},
                [PAIR_FAULT_STRANGE] = {PC_NOT_VALIDATED, PC_NOT_VALIDATED},
                [PAIR_FAULT_ENDS] = {PC_END, PC_END},
                [PAIR_FAULT_BLOCKS] = {PC_WANT_READ, PC_WANT_WRITE},
                [PAIR_FAULT_BLOCKS_OTHERWISE] = {PC_WANT_WRITE, PC_WANT_READ},
                [PAIR_FAULT_NOTHING] = {PC_OK, PC_OK},
                [PAIR_FAULT_TOO_MUCH] = {PC_OK, PC_OK},
                [PAIR_FAULT_ALL] = {PC_OK, PC_OK},
        };

        if (end->fault == PAIR_FAULT_NONE || end->transfers++ != end->faulty) {
                return false;
        }
        end->faulty_read = reads;
        if (end->fault == PAIR_FAULT_LITTLE) {
                *size = 1;
                return false;
        }
        end->calls++;
        *result = reads ? results[end->fault].read : results[end->fault].write;
        if (*result == PC_OK) {
                *done = moved_by(end->fault, *size);
        }
        return true;
}

static enum pc_result line_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        struct pair_end *end = ctx;
        struct pair_pipe *in = &end->in;
        size_t there = in->end - in->start;
        enum pc_result result;

        assert_true(size > 0);
        if (fails(end, true, &size, done, &result)) {
                return result;
        }
        if (in->given >= in->cut) {
                return PC_END;
        }
        if (there == 0 || stalls(end) || pauses(end)) {
                return PC_WANT_READ;
        }
        *done = least(least(least(size, there), before_pause(in)), least(pair.most, in->cut - in->given));
        in->paused = false;
        memcpy(buf, in->octets + in->start, *done);
        follow_all(in, buf, *done);
        in->start += *done;
        if (in->start == in->end) {
                in->start = in->end = 0;
        }
        return PC_OK;
}

static enum pc_result line_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        struct pair_end *end = ctx;
        struct pair_pipe *out = &end->peer->in;
        size_t room = sizeof out->octets - out->end;
        enum pc_result result;

        assert_true(size > 0);
        if (fails(end, false, &size, done, &result)) {
                return result;
        }
        if (end->dead) {
                return PC_ERR_TLS_TRANSPORT;
        }
        if (room == 0 || stalls(end)) {
                return PC_WANT_WRITE;
        }
        *done = least(least(size, room), pair.most);
        memcpy(out->octets + out->end, buf, *done);
        out->end += *done;
        return PC_OK;
}

static int load(void)
{
        if (pc_trust_store_new(&pair.trust) != PC_OK ||
            pc_trust_store_add_file(pair.trust, tls_path("root.pem"), NULL) != PC_OK ||
            pc_trust_store_add_file(pair.trust, tls_path("intermediate.pem"), NULL) != PC_OK ||
            pc_session_cache_new(&pair.cache, 4) != PC_OK) {
                return -1;
        }
        pair.server_own = pair_credentials("leaf", "leaf");
        pair.client_own = pair_credentials("client", "leaf");
        return 0;
}

int pair_set_up(void **state)
{
        memset(&pair, 0, sizeof pair);
        pair.most = PAIR_NO_LIMIT;
        if (load() != 0) {
                return -1;
        }
        pair.client.config.role = PC_ROLE_CLIENT;
        pair.client.config.verify = PC_VERIFY_REQUIRED;
        pair.client.config.server_name = "localhost";
        pair.client.config.trust = pair.trust;
        pair.server.config.role = PC_ROLE_SERVER;
        pair.server.config.trust = pair.trust;
        pair.server.config.own = pair.server_own;
        *state = &pair;
        return 0;
}

struct pc_credentials *pair_credentials(const char *certificate, const char *key)
{
        struct pc_credentials *credentials;
        char first[1024];
        char second[64];

        snprintf(second, sizeof second, "%s.pem", certificate);
        snprintf(first, sizeof first, "%s", tls_path(second));
        snprintf(second, sizeof second, "%s.key", key);
        assert_int_equal(pc_credentials_load(&credentials, first, tls_path(second), NULL), PC_OK);
        return credentials;
}

int pair_tear_down(void **state)
{
        (void)state;
        pc_session_free(pair.client.session);
        pc_session_free(pair.server.session);
        pc_credentials_free(pair.server_own);
        pc_credentials_free(pair.client_own);
        pc_session_cache_free(pair.cache);
        pc_trust_store_free(pair.trust);
        return 0;
}

static void mend(struct pair_pipe *in)
{
        static const struct pair_place start;

        in->start = in->end = in->given = 0;
        in->cut = in->damage = PAIR_NO_LIMIT;
        in->mask = 0x20;
        in->stride = in->rest = 0;
        in->paused = false;
        in->place = in->damaged = start;
}

static void open_end(struct pair_end *end, struct pair_end *peer, const char *backend)
{
        const struct pc_transport transport = {end, line_read, line_write};

        pc_session_free(end->session);
        end->session = NULL;
        end->peer = peer;
        mend(&end->in);
        end->result = PC_WANT_READ;
        end->dead = false;
        end->fault = PAIR_FAULT_NONE;
        end->transfers = end->shaken = 0;
        end->config.chain = end->buffer != NULL ? end->buffer : end->chain;
        end->config.chain_size = end->buffer != NULL ? end->buffer_size : sizeof end->chain;
        assert_int_equal(
                pc_session_open(&end->session, pc_session_class_find(backend), &end->config, transport),
                PC_OK);
}

void pair_open(struct pair *of, const char *backend)
{
        open_end(&of->client, &of->server, backend);
        open_end(&of->server, &of->client, backend);
}

/* One call; whether anything has come of it. */
static bool step(struct pair_end *end)
{
        const size_t given = end->in.given;
        const size_t sent = end->peer->in.end;
        const unsigned calls = end->calls;

        if (end->result <= 0) {
                return false;
        }
        end->result = pc_session_handshake(end->session);
        if (end->result == PC_OK) {
                end->shaken = end->transfers;
        }
        return end->result <= 0 || end->in.given != given || end->peer->in.end != sent || end->calls != calls;
}

/* Who has failed closes the line. */
static void close_line(struct pair_end *end)
{
        if (end->result < 0 && end->peer->in.cut == PAIR_NO_LIMIT) {
                end->peer->in.cut = end->peer->in.given + (end->peer->in.end - end->peer->in.start);
        }
}

void pair_shake_hands(struct pair *of)
{
        bool moved = true;

        for (unsigned i = 0; moved; i++) {
                assert_true(i < 1000000);
                moved = step(&of->client);
                moved = step(&of->server) || moved;
                close_line(&of->client);
                close_line(&of->server);
        }
}

void pair_connect(struct pair *of, const char *backend)
{
        pair_open(of, backend);
        pair_shake_hands(of);
        if (of->client.result != PC_OK || of->server.result != PC_OK) {
                fail_msg("client: %s, server: %s", pc_session_error_text(of->client.session),
                         pc_session_error_text(of->server.session));
        }
}

struct pc_peer pair_peer(const struct pair_end *end)
{
        return pc_session_peer(end->session);
}

enum pc_handshake_state pair_state(const struct pair_end *end)
{
        const struct pc_peer peer = pair_peer(end);

        return peer.backend->state(peer.ctx);
}

enum pc_result pair_read(struct pair_end *end, uint8_t *buf, size_t size, size_t *done)
{
        enum pc_result result;

        do {
                result = pc_session_read(end->session, buf, size, done);
        } while (result > PC_END && end->in.start != end->in.end);
        return result;
}

struct pc_slice pair_save(struct pair *of)
{
        struct pc_slice saved = {NULL, 0};
        uint8_t *octets;
        uint8_t octet;
        size_t done;

        /* TLS 1.3's tickets come behind the handshake. */
        assert_int_equal(pair_read(&of->client, &octet, 1, &done), PC_WANT_READ);
        assert_int_equal(pc_session_save(of->client.session, NULL, 0, &saved.len), PC_ERR_API_SPACE);
        octets = malloc(saved.len);
        assert_non_null(octets);
        assert_int_equal(pc_session_save(of->client.session, octets, saved.len, &saved.len), PC_OK);
        saved.data = octets;
        return saved;
}

void pair_rename(struct pair *of, const char *backend, const char *server_name)
{
        const struct pc_session_class *session_class = pc_session_class_find(backend);
        struct pc_session_config *config = &of->client.config;
        struct pc_saved_session session;
        struct pc_slice renamed = {NULL, 0};
        uint8_t *octets = malloc(config->resume.len);

        assert_non_null(octets);
        assert_int_equal(pc_saved_session_read(session_class, config, config->resume, &session), PC_OK);
        config->server_name = server_name;
        assert_int_equal(pc_saved_session_write(session_class, config, &session, octets, config->resume.len,
                                                &renamed.len),
                         PC_OK);
        renamed.data = octets;
        free((void *)(uintptr_t)config->resume.data);
        config->resume = renamed;
}

void pair_send(struct pair_end *from, const char *text)
{
        const size_t len = strlen(text);
        uint8_t buf[64];
        size_t done = 0;
        enum pc_result result;

        assert_int_equal(pc_session_write(from->session, (const uint8_t *)text, len, &done), PC_OK);
        assert_int_equal(done, len);
        do {
                result = pc_session_read(from->peer->session, buf, sizeof buf, &done);
        } while (result == PC_WANT_READ && pair.stalls);
        assert_int_equal(result, PC_OK);
        assert_int_equal(done, len);
        assert_memory_equal(buf, text, len);
}
