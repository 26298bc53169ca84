/* Sessions of the OpenSSL backend with each other, over a line in memory that can be made to behave badly. */
#include "tls_support.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/ssl.h>

#include "api/connection.h"
#include "api/getpeercert.h"
#include "tls/openssl/peercert_openssl.h"
#include "tls/session.h"

#define CLIENT 0
#define SERVER 1
#define NO_LIMIT SIZE_MAX
#define STEPS 200000

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

static void test_talk(void **state)
{
        struct pc_session_config client = client_config();
        struct pc_session_config server = server_config();
        struct pc_certificate cert;

        (void)state;
        for (size_t octet = 0; octet < 2; octet++) {
                for (uint16_t protocol = 0x0303; protocol <= 0x0304; protocol++) {
                        client.protocol_max = protocol;
                        open_both(&client, &server);
                        for (size_t i = 0; i < 2 && octet != 0; i++) {
                                sides[i].most = 1;
                                sides[i].stalls = true;
                        }
                        shake();
                        assert_int_equal(sides[CLIENT].result, PC_OK);
                        assert_int_equal(sides[SERVER].result, PC_OK);
                        expect_talk();
                        assert_int_equal(
                                pc_getpeercert(pc_session_peer(sides[CLIENT].session), &cert, NULL), PC_OK);
                        close_both();
                }
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

static void expect_resumed(bool resumed)
{
        for (size_t i = 0; i < 2; i++) {
                assert_int_equal(pc_resumed(pc_session_peer(sides[i].session)), resumed ? PC_OK : PC_NONE);
        }
}

static void test_resume(void **state)
{
        struct pc_session_config client = client_config();
        struct pc_session_config server = server_config();

        (void)state;
        for (uint16_t protocol = 0x0303; protocol <= 0x0304; protocol++) {
                struct pc_slice saved;
                struct pc_certificate cert;

                client.protocol_max = protocol;
                client.resume.len = 0;
                assert_int_equal(pc_session_cache_new(&server.cache, 4), PC_OK);
                connect_both(&client, &server);
                expect_resumed(false);
                saved = save();
                close_both();

                client.resume = saved;
                connect_both(&client, &server);
                expect_resumed(true);
                expect_talk();
                assert_int_equal(pc_getpeercert(pc_session_peer(sides[CLIENT].session), &cert, NULL), PC_OK);
                close_both();

                free((void *)(uintptr_t)saved.data);
                pc_session_cache_free(server.cache);
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
                cmocka_unit_test(test_resume),
        };

        return cmocka_run_group_tests(tests, set_up, tear_down);
}
