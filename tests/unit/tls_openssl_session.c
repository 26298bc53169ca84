/* Sessions of the OpenSSL backend with each other, over a line in memory that can be made to behave badly. */
#include "tls_support.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/ssl.h>

#include "api/channel_binding.h"
#include "api/connection.h"
#include "api/getpeercert.h"
#include "tls/openssl/peercert_openssl.h"
#include "tls/session.h"

#define CLIENT 0
#define SERVER 1
#define NO_LIMIT SIZE_MAX
#define TLS12    0x0303
#define TLS13    0x0304
#define STEPS 200000

/* A prime number of octets, so that all kinds of places are hit. */
#define CUT_STEP    7
#define DAMAGE_STEP 23

/* What is on its way to one end. */
struct pipe {
        uint8_t octets[1 << 16];
        size_t start, end;
};

struct side {
        struct pipe *in, *out;
        struct pc_session *session;
        enum pc_result result; /* of the last call */
        size_t most;           /* octets that one call moves */
        bool stalls;           /* every other call would block */
        bool stalled;
        size_t cut;   /* the line ends after so many octets to this side */
        size_t given; /* so far */
        bool dead;    /* writing fails */
        struct pc_slice damaged; /* what is written has this certificate's tbsCertificate in another tag */
};

static struct pipe pipes[2];
static struct side sides[2];
static struct pc_trust_store *trust;
static struct pc_trust_store *other_trust;
static struct pc_credentials *server_own;
static struct pc_credentials *client_own;

static bool stall(struct side *side)
{
        side->stalled = side->stalls && !side->stalled;
        return side->stalled;
}

static size_t least(size_t a, size_t b)
{
        return a < b ? a : b;
}

static enum pc_result line_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        struct side *side = ctx;
        size_t there = least(side->in->end - side->in->start, side->cut - side->given);

        if (side->given == side->cut) {
                return PC_END;
        }
        if (there == 0 || stall(side)) {
                return PC_WANT_READ;
        }
        *done = least(least(size, there), side->most);
        memcpy(buf, side->in->octets + side->in->start, *done);
        side->in->start += *done;
        side->given += *done;
        return PC_OK;
}

static void damage(const struct side *side, uint8_t *octets, size_t len)
{
        const struct pc_slice der = side->damaged;

        for (size_t i = 0; der.len != 0 && i + der.len <= len; i++) {
                if (memcmp(octets + i, der.data, der.len) == 0) {
                        octets[i + 4] = 0x31;
                }
        }
}

static enum pc_result line_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        struct side *side = ctx;

        if (side->dead) {
                return PC_ERR_TLS_TRANSPORT;
        }
        if (side->out->start == side->out->end) {
                side->out->start = side->out->end = 0;
        }
        *done = least(least(size, sizeof side->out->octets - side->out->end), side->most);
        if (*done == 0 || stall(side)) {
                return PC_WANT_WRITE;
        }
        memcpy(side->out->octets + side->out->end, buf, *done);
        damage(side, side->out->octets + side->out->end, *done);
        side->out->end += *done;
        return PC_OK;
}

static void reset_line(void)
{
        memset(pipes, 0, sizeof pipes);
        memset(sides, 0, sizeof sides);
        for (size_t i = 0; i < 2; i++) {
                sides[i].in = &pipes[i];
                sides[i].out = &pipes[1 - i];
                sides[i].most = NO_LIMIT;
                sides[i].cut = NO_LIMIT;
                sides[i].result = PC_WANT_READ;
        }
}

static struct pc_session_config client_config(void)
{
        const struct pc_session_config config = {
                .role = PC_ROLE_CLIENT,
                .verify = PC_VERIFY_REQUIRED,
                .server_name = "localhost",
                .trust = trust,
        };

        return config;
}

static struct pc_session_config server_config(void)
{
        const struct pc_session_config config = {.role = PC_ROLE_SERVER, .own = server_own};

        return config;
}

static void open_side(size_t which, const struct pc_session_config *config)
{
        const struct pc_transport transport = {&sides[which], line_read, line_write};

        assert_int_equal(
                pc_session_open(&sides[which].session, pc_session_class_find("openssl"), config, transport), PC_OK);
}

static void open_both(const struct pc_session_config *client, const struct pc_session_config *server)
{
        reset_line();
        open_side(CLIENT, client);
        open_side(SERVER, server);
}

static void close_both(void)
{
        pc_session_free(sides[CLIENT].session);
        pc_session_free(sides[SERVER].session);
}

static bool waits(enum pc_result result)
{
        return result == PC_WANT_READ || result == PC_WANT_WRITE;
}

/* Both go on until neither waits, or nothing more can happen. */
static void shake(void)
{
        for (size_t i = 0; i < STEPS && (waits(sides[CLIENT].result) || waits(sides[SERVER].result)); i++) {
                struct side *side = &sides[i % 2];

                if (waits(side->result)) {
                        side->result = pc_session_handshake(side->session);
                }
        }
}

static void connect_both(const struct pc_session_config *client, const struct pc_session_config *server)
{
        open_both(client, server);
        shake();
        assert_string_equal(pc_session_error_text(sides[CLIENT].session), "");
        assert_string_equal(pc_session_error_text(sides[SERVER].session), "");
        assert_int_equal(sides[CLIENT].result, PC_OK);
        assert_int_equal(sides[SERVER].result, PC_OK);
}

/* 'side' reads until something comes, or the end, or a failure. */
static enum pc_result read_from(size_t which, uint8_t *buf, size_t size, size_t *done)
{
        struct side *side = &sides[which];
        enum pc_result result = PC_WANT_READ;

        *done = 0;
        for (size_t i = 0; i < STEPS && waits(result); i++) {
                result = pc_session_read(side->session, buf, size, done);
                if (side->in->start == side->in->end && result == PC_WANT_READ) {
                        break;
                }
        }
        return result;
}

static void write_all(size_t which, const char *text)
{
        size_t sent = 0;
        const size_t len = strlen(text);

        for (size_t i = 0; i < STEPS && sent < len; i++) {
                size_t done = 0;
                enum pc_result result =
                        pc_session_write(sides[which].session, (const uint8_t *)text + sent, len - sent, &done);

                assert_true(result == PC_OK || result == PC_WANT_WRITE);
                sent += result == PC_OK ? done : 0;
        }
        assert_int_equal(sent, len);
        /* What waits goes out with any call. */
        for (size_t i = 0; i < STEPS && pc_session_handshake(sides[which].session) == PC_WANT_WRITE; i++) {
        }
}

static void expect_talk(void)
{
        uint8_t buf[16];
        size_t done;

        write_all(CLIENT, "question");
        assert_int_equal(read_from(SERVER, buf, sizeof buf, &done), PC_OK);
        assert_true(done <= 8 && memcmp(buf, "question", done) == 0);
        write_all(SERVER, "answer");
        assert_int_equal(read_from(CLIENT, buf, sizeof buf, &done), PC_OK);
        assert_true(done <= 6 && memcmp(buf, "answer", done) == 0);
}

static struct pc_peer peer_of(size_t which)
{
        return pc_session_peer(sides[which].session);
}

static enum pc_handshake_state state_of(size_t which)
{
        const struct pc_peer peer = peer_of(which);

        return peer.backend->state(peer.ctx);
}

static const char *peer_name(size_t which)
{
        const char *name = NULL;

        assert_int_equal(pc_server_name(peer_of(which), &name), PC_OK);
        return name;
}

static void slow_down(void)
{
        for (size_t i = 0; i < 2; i++) {
                sides[i].most = 1;
                sides[i].stalls = true;
        }
}

/* What resumes the client's connection; to be freed. */
static struct pc_slice save(void)
{
        size_t len = 0;
        uint8_t *buf;
        uint8_t octet;
        size_t done;

        /* TLS 1.3: the ticket comes with what is read. */
        (void)read_from(CLIENT, &octet, 1, &done);
        assert_int_equal(pc_session_save(sides[CLIENT].session, NULL, 0, &len), PC_ERR_API_SPACE);
        buf = malloc(len);
        assert_non_null(buf);
        assert_int_equal(pc_session_save(sides[CLIENT].session, buf, len, &len), PC_OK);

        const struct pc_slice saved = {buf, len};

        return saved;
}

static void free_saved(struct pc_slice saved)
{
        free((void *)(uintptr_t)saved.data);
}

static void expect_resumed(bool resumed)
{
        for (size_t i = 0; i < 2; i++) {
                assert_int_equal(pc_resumed(peer_of(i)), resumed ? PC_OK : PC_NONE);
        }
}

/* Both versions of TLS, with and without a line that gives and takes one octet at every other call. */
static void test_talk(void **state)
{
        struct pc_session_config client = client_config();
        struct pc_session_config server = server_config();

        (void)state;
        for (unsigned i = 0; i < 4; i++) {
                client.protocol_max = i % 2 == 0 ? TLS12 : TLS13;
                open_both(&client, &server);
                if (i / 2 == 1) {
                        slow_down();
                }
                shake();
                assert_int_equal(sides[CLIENT].result, PC_OK);
                assert_int_equal(sides[SERVER].result, PC_OK);
                assert_string_equal(pc_protocol_version(peer_of(CLIENT)), i % 2 == 0 ? "TLSv1.2" : "TLSv1.3");
                expect_talk();
                close_both();
        }
}

static void test_close(void **state)
{
        const struct pc_session_config client = client_config();
        const struct pc_session_config server = server_config();
        struct pc_certificate cert;
        uint8_t octet;
        size_t done;

        (void)state;
        connect_both(&client, &server);
        assert_int_equal(pc_session_close(sides[SERVER].session), PC_OK);
        assert_int_equal(pc_session_write(sides[SERVER].session, &octet, 1, &done), PC_ERR_TLS_EOF);
        assert_int_equal(read_from(CLIENT, &octet, 1, &done), PC_END);
        assert_int_equal(read_from(CLIENT, &octet, 1, &done), PC_END);
        assert_int_equal(state_of(CLIENT), PC_HANDSHAKE_CLOSED);
        assert_int_equal(state_of(SERVER), PC_HANDSHAKE_CLOSED);
        assert_int_equal(pc_getpeercert(peer_of(CLIENT), &cert, NULL), PC_OK);
        assert_int_equal(pc_session_close(sides[CLIENT].session), PC_OK);
        assert_int_equal(read_from(SERVER, &octet, 1, &done), PC_END);
        close_both();
}

static void expect_bindings(void)
{
        static const enum pc_channel_binding types[] = {
                PC_CHANNEL_BINDING_TLS_UNIQUE,
                PC_CHANNEL_BINDING_TLS_SERVER_END_POINT,
                PC_CHANNEL_BINDING_TLS_EXPORTER,
        };

        for (size_t i = 0; i < 3; i++) {
                uint8_t octets[2][PC_CHANNEL_BINDING_MAX];
                size_t len[2];

                for (size_t end = 0; end < 2; end++) {
                        assert_int_equal(pc_channel_binding(peer_of(end), types[i], octets[end],
                                                            PC_CHANNEL_BINDING_MAX, &len[end]),
                                         PC_OK);
                }
                assert_int_equal(len[0], len[1]);
                assert_memory_equal(octets[0], octets[1], len[0]);
        }
}

/* What resumes holds the same certificate, and both ends find the same bindings. */
static void test_resume(void **state)
{
        struct pc_session_config client = client_config();
        struct pc_session_config server = server_config();

        (void)state;
        for (uint16_t protocol = TLS12; protocol <= TLS13; protocol++) {
                struct pc_slice der;

                client.protocol_max = protocol;
                client.resume.len = 0;
                assert_int_equal(pc_session_cache_new(&server.cache, 4), PC_OK);
                connect_both(&client, &server);
                expect_resumed(false);
                expect_bindings();
                client.resume = save();
                close_both();

                for (size_t i = 0; i < 2; i++) {
                        connect_both(&client, &server);
                        expect_resumed(true);
                        expect_bindings();
                        expect_talk();
                        assert_int_equal(pc_getpeercert_binary(peer_of(CLIENT), &der), PC_OK);
                        assert_true(pc_slice_equal(der, tls_certificate("leaf")));
                        assert_int_equal(pc_peer_verify_result(peer_of(CLIENT)).code, PC_OK);
                        assert_int_equal(pc_unverified_chain(peer_of(CLIENT), 0, &der), PC_END);
                        assert_string_equal(peer_name(SERVER), "localhost");
                        close_both();
                }
                free_saved(client.resume);
                pc_session_cache_free(server.cache);
        }
}

/* A client's certificate comes back with the server's session, and only under the mode that asked for it. */
static void test_resume_client_certificate(void **state)
{
        struct pc_session_config client = client_config();
        struct pc_session_config server = server_config();

        (void)state;
        client.own = client_own;
        server.trust = trust;
        for (uint16_t protocol = TLS12; protocol <= TLS13; protocol++) {
                struct pc_slice der;

                client.protocol_max = protocol;
                client.resume.len = 0;
                server.verify = PC_VERIFY_REQUIRED;
                server.trust = trust;
                assert_int_equal(pc_session_cache_new(&server.cache, 4), PC_OK);
                connect_both(&client, &server);
                client.resume = save();
                close_both();

                connect_both(&client, &server);
                expect_resumed(true);
                assert_int_equal(pc_getpeercert_binary(peer_of(SERVER), &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("client")));
                close_both();

                server.verify = PC_VERIFY_OPTIONAL;
                connect_both(&client, &server);
                expect_resumed(false);
                close_both();

                server.verify = PC_VERIFY_REQUIRED;
                server.trust = other_trust;
                open_both(&client, &server);
                shake();
                assert_int_equal(sides[SERVER].result, PC_ERR_TLS_SELF_SIGNED);
                close_both();

                free_saved(client.resume);
                pc_session_cache_free(server.cache);
        }
}

static void expect_refused(const struct pc_session_config *config)
{
        const struct pc_transport transport = {&sides[CLIENT], line_read, line_write};
        struct pc_session *session = NULL;

        assert_int_equal(pc_session_open(&session, pc_session_class_find("openssl"), config, transport),
                         PC_ERR_TLS_SESSION);
        assert_null(session);
}

/* A session is for the one configuration, and whole. */
static void test_resume_refusals(void **state)
{
        const struct pc_session_config good = client_config();
        struct pc_session_config server = server_config();
        struct pc_session_config config = good;
        struct pc_slice saved;

        (void)state;
        assert_int_equal(pc_session_cache_new(&server.cache, 4), PC_OK);
        connect_both(&good, &server);
        saved = save();
        close_both();
        config.resume = saved;
        config.server_name = "other.example";
        expect_refused(&config);
        config = good;
        config.resume = saved;
        config.verify = PC_VERIFY_NONE;
        expect_refused(&config);
        config = good;
        config.resume = saved;
        config.trust = other_trust;
        expect_refused(&config);
        config = good;
        for (size_t i = 0; i < saved.len; i += DAMAGE_STEP) {
                config.resume = saved;
                config.resume.len = i;
                if (i > 0) {
                        expect_refused(&config);
                }
                config.resume = saved;
                ((uint8_t *)(uintptr_t)saved.data)[i] ^= 1;
                expect_refused(&config);
                ((uint8_t *)(uintptr_t)saved.data)[i] ^= 1;
        }
        free_saved(saved);
        pc_session_cache_free(server.cache);
}

/* Without a cache there is nothing to come back to. */
static void test_no_cache(void **state)
{
        struct pc_session_config client = client_config();
        const struct pc_session_config server = server_config();

        (void)state;
        for (uint16_t protocol = TLS12; protocol <= TLS13; protocol++) {
                uint8_t octet;
                size_t done;
                size_t len;

                client.protocol_max = protocol;
                connect_both(&client, &server);
                assert_int_equal(read_from(CLIENT, &octet, 1, &done), PC_WANT_READ);
                assert_int_equal(pc_session_save(sides[CLIENT].session, NULL, 0, &len), PC_NONE);
                assert_int_equal(pc_session_save(sides[SERVER].session, NULL, 0, &len), PC_NONE);
                close_both();
        }
}

/* The line ends anywhere, towards each end: an error that says so, and nothing partial. */
static void test_cut(void **state)
{
        struct pc_session_config client = client_config();
        struct pc_session_config server = server_config();
        struct pc_certificate cert;
        uint8_t octet;
        size_t done;

        (void)state;
        client.own = client_own;
        server.trust = trust;
        server.verify = PC_VERIFY_REQUIRED;
        for (unsigned i = 0; i < 4; i++) {
                const size_t which = i % 2;
                bool through = false;

                client.protocol_max = i / 2 == 0 ? TLS12 : TLS13;
                for (size_t cut = 0; !through; cut += CUT_STEP) {
                        open_both(&client, &server);
                        sides[which].cut = cut;
                        shake();
                        through = sides[which].result == PC_OK;
                        if (through) {
                                sides[which].cut = sides[which].given;
                                assert_int_equal(read_from(which, &octet, 1, &done), PC_ERR_TLS_EOF);
                        } else {
                                assert_int_equal(sides[which].result, PC_ERR_TLS_EOF);
                        }
                        assert_int_equal(state_of(which), PC_HANDSHAKE_FAILED);
                        assert_non_null(strstr(pc_session_error_text(sides[which].session), "was cut"));
                        assert_int_equal(pc_getpeercert(peer_of(which), &cert, NULL), PC_ERR_API_HANDSHAKE);
                        close_both();
                }
        }
}

static void expect_alert(size_t which, const char *name)
{
        assert_int_equal(sides[which].result, PC_ERR_TLS_ALERT);
        assert_non_null(strstr(pc_session_error_text(sides[which].session), name));
}

/* The alert gets through however slow the line; the chain and the verdict stay. */
static void test_refused_server(void **state)
{
        struct pc_session_config client = client_config();
        const struct pc_session_config server = server_config();
        struct pc_verify_result verdict;
        struct pc_slice der;

        (void)state;
        client.trust = other_trust;
        for (unsigned i = 0; i < 4; i++) {
                client.protocol_max = i % 2 == 0 ? TLS12 : TLS13;
                open_both(&client, &server);
                if (i / 2 == 1) {
                        slow_down();
                }
                shake();
                assert_int_equal(sides[CLIENT].result, PC_ERR_TLS_NOT_TRUSTED);
                assert_string_equal(
                        pc_session_error_text(sides[CLIENT].session),
                        "certificate verify failed: unable to get local issuer certificate");
                expect_alert(SERVER, "unknown_ca");
                verdict = pc_peer_verify_result(peer_of(CLIENT));
                assert_int_equal(verdict.code, PC_ERR_TLS_NOT_TRUSTED);
                assert_int_equal(verdict.index, 0);
                assert_int_equal(pc_unverified_chain(peer_of(CLIENT), 0, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate("leaf")));
                assert_int_equal(pc_unverified_chain(peer_of(CLIENT), 1, &der), PC_END);
                assert_int_equal(pc_verified_chain(peer_of(CLIENT), 0, &der), PC_END);
                close_both();
        }
}

/* TLS 1.3: the client is done before the server has seen its certificate, and learns of it by reading. */
static void test_refused_client(void **state)
{
        struct pc_session_config client = client_config();
        struct pc_session_config server = server_config();
        struct pc_slice der;
        uint8_t octet;
        size_t done;

        (void)state;
        server.verify = PC_VERIFY_OPTIONAL;
        server.trust = other_trust;
        client.own = client_own;
        open_both(&client, &server);
        shake();
        assert_int_equal(sides[CLIENT].result, PC_OK);
        /* The client has added the root that it trusts itself. */
        assert_int_equal(sides[SERVER].result, PC_ERR_TLS_SELF_SIGNED);
        assert_string_equal(pc_session_error_text(sides[SERVER].session),
                            "certificate verify failed: self-signed certificate in certificate chain "
                            "(certificate 1 of the chain)");
        assert_int_equal(pc_unverified_chain(peer_of(SERVER), 0, &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate("client")));
        assert_int_equal(pc_unverified_chain(peer_of(SERVER), 1, &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate("root")));
        assert_int_equal(read_from(CLIENT, &octet, 1, &done), PC_ERR_TLS_ALERT);
        assert_non_null(strstr(pc_session_error_text(sides[CLIENT].session), "unknown_ca (48)"));
        assert_int_equal(state_of(CLIENT), PC_HANDSHAKE_FAILED);
        close_both();
}

static void test_missing_client_certificate(void **state)
{
        struct pc_session_config client = client_config();
        struct pc_session_config server = server_config();
        struct pc_slice der;

        (void)state;
        server.verify = PC_VERIFY_REQUIRED;
        server.trust = trust;
        client.protocol_max = TLS12;
        open_both(&client, &server);
        shake();
        assert_int_equal(sides[SERVER].result, PC_ERR_TLS_NO_CERTIFICATE);
        assert_int_equal(pc_peer_verify_result(peer_of(SERVER)).code, PC_ERR_TLS_NO_CERTIFICATE);
        expect_alert(CLIENT, "handshake_failure");
        close_both();

        server.verify = PC_VERIFY_OPTIONAL;
        connect_both(&client, &server);
        assert_int_equal(pc_getpeercert_binary(peer_of(SERVER), &der), PC_NO_CERTIFICATE);
        assert_int_equal(pc_peer_verify_result(peer_of(SERVER)).code, PC_NOT_VALIDATED);
        close_both();
}

/* A certificate that is none is refused, whether somebody verifies or not, and can be looked at. */
static void test_undecodable(void **state)
{
        struct pc_session_config client = client_config();
        const struct pc_session_config server = server_config();

        (void)state;
        client.protocol_max = TLS12;
        for (unsigned mode = PC_VERIFY_NONE; mode <= PC_VERIFY_REQUIRED; mode++) {
                struct pc_verify_result verdict;
                struct pc_slice der;

                client.verify = (enum pc_verify_mode)mode;
                open_both(&client, &server);
                sides[SERVER].damaged = tls_certificate("leaf");
                shake();
                assert_int_equal(sides[CLIENT].result, PC_ERR_DER_TAG);
                assert_string_equal(pc_session_error_text(sides[CLIENT].session),
                                    "certificate verify failed: not the element that belongs here");
                verdict = pc_peer_verify_result(peer_of(CLIENT));
                assert_int_equal(verdict.code, PC_ERR_DER_TAG);
                assert_int_equal(verdict.index, 0);
                assert_int_equal(pc_unverified_chain(peer_of(CLIENT), 0, &der), PC_OK);
                assert_int_equal(der.len, tls_certificate("leaf").len);
                assert_int_equal(der.data[4], 0x31);
                expect_alert(SERVER, "bad_certificate");
                close_both();
        }
}

/* The line takes nothing more, but what has come can still be read: an alert says more than a broken line. */
static void test_dead_line(void **state)
{
        const struct pc_session_config client = client_config();
        const struct pc_session_config server = server_config();
        const uint8_t octet = 0;
        size_t done;

        (void)state;
        open_both(&client, &server);
        sides[CLIENT].dead = true;
        shake();
        assert_int_equal(sides[CLIENT].result, PC_ERR_TLS_TRANSPORT);
        assert_int_equal(state_of(CLIENT), PC_HANDSHAKE_FAILED);
        close_both();

        connect_both(&client, &server);
        sides[CLIENT].dead = true;
        assert_int_equal(pc_session_write(sides[CLIENT].session, &octet, 1, &done), PC_OK);
        assert_int_equal(pc_session_write(sides[CLIENT].session, &octet, 1, &done), PC_ERR_TLS_TRANSPORT);
        assert_int_equal(pc_session_close(sides[CLIENT].session), PC_ERR_TLS_TRANSPORT);
        close_both();
}

static void expect_open(enum pc_result want, const struct pc_session_config *config)
{
        const struct pc_transport transport = {&sides[CLIENT], line_read, line_write};
        struct pc_session *session = NULL;

        assert_int_equal(pc_session_open(&session, pc_session_class_find("openssl"), config, transport), want);
        pc_session_free(session);
}

static void test_configurations(void **state)
{
        struct pc_session_config config = server_config();
        static const char *const names[] = {"", ".example.org", "a..b", "1.2.3.4.", "*.example.org", "::1"};
        static const enum pc_result wants[] = {PC_ERR_X509_HOST_SYNTAX, PC_ERR_X509_HOST_SYNTAX,
                                               PC_ERR_X509_HOST_SYNTAX, PC_OK, PC_OK, PC_OK};

        (void)state;
        expect_open(PC_OK, &config);
        config.own = NULL;
        expect_open(PC_ERR_TLS_CONFIG, &config);
        config = client_config();
        config.protocol_max = 0x0302;
        expect_open(PC_ERR_TLS_CONFIG, &config);
        config = client_config();
        config.trust = NULL;
        expect_open(PC_ERR_TLS_CONFIG, &config);
        config.verify = PC_VERIFY_NONE;
        expect_open(PC_OK, &config);
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
                config = client_config();
                config.server_name = names[i];
                expect_open(wants[i], &config);
        }
}

static int set_up(void **state)
{
        (void)state;
        if (pc_trust_store_new(&trust) != PC_OK || pc_trust_store_new(&other_trust) != PC_OK ||
            pc_trust_store_add_der(trust, tls_certificate("root"), NULL) != PC_OK ||
            pc_trust_store_add_der(trust, tls_certificate("intermediate"), NULL) != PC_OK ||
            pc_trust_store_add_der(other_trust, tls_certificate("other"), NULL) != PC_OK) {
                return -1;
        }
        char key[1024];

        snprintf(key, sizeof key, "%s", tls_path("leaf.key"));
        return pc_credentials_load(&server_own, tls_path("leaf.pem"), key, NULL) == PC_OK &&
                               pc_credentials_load(&client_own, tls_path("client.pem"), key, NULL) == PC_OK
                       ? 0
                       : -1;
}

static int tear_down(void **state)
{
        (void)state;
        pc_trust_store_free(trust);
        pc_trust_store_free(other_trust);
        pc_credentials_free(server_own);
        pc_credentials_free(client_own);
        return 0;
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_talk),
                cmocka_unit_test(test_close),
                cmocka_unit_test(test_resume),
                cmocka_unit_test(test_resume_client_certificate),
                cmocka_unit_test(test_resume_refusals),
                cmocka_unit_test(test_no_cache),
                cmocka_unit_test(test_cut),
                cmocka_unit_test(test_refused_server),
                cmocka_unit_test(test_refused_client),
                cmocka_unit_test(test_missing_client_certificate),
                cmocka_unit_test(test_undecodable),
                cmocka_unit_test(test_dead_line),
                cmocka_unit_test(test_configurations),
        };

        return cmocka_run_group_tests(tests, set_up, tear_down);
}
