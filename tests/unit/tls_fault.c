#include "tls_fault.h"

#include <stdlib.h>
#include <string.h>

#include "api/peercert.h"

#define TLS12 0x0303

/* What an end answers where nothing is wrong. */
struct answers {
        char dict[4096];
        uint8_t verified[4096]; /* the certificates, one behind the other */
        size_t verified_len;
        bool resumed;
};

static struct {
        const char *backend;
        struct pc_slice saved; /* the session to go on from; none: full handshakes */
        bool resumes;
        struct answers client, server;
} fault;

const char *fault_backend(void)
{
        return fault.backend;
}

int fault_main(int argc, char **argv, const struct CMUnitTest *tests, size_t count)
{
        if (argc != 2 || pc_session_class_find(argv[1]) == NULL) {
                fprintf(stderr, "usage: %s BACKEND\n", argv[0]);
                return 2;
        }
        fault.backend = argv[1];
        return _cmocka_run_group_tests(fault.backend, tests, count, NULL, NULL);
}

static void forget(struct pair *pair)
{
        free((void *)(uintptr_t)fault.saved.data);
        memset(&fault.saved, 0, sizeof fault.saved);
        pair->client.config.resume = fault.saved;
        fault.resumes = false;
}

int fault_tear_down(void **state)
{
        forget(*state);
        return pair_tear_down(state);
}

/* A connection that failed may have made the session void: each goes on from a new one. */
static void renew(struct pair *pair)
{
        struct pc_slice saved;

        pair_connect(pair, fault.backend);
        saved = pair_save(pair);
        free((void *)(uintptr_t)fault.saved.data);
        fault.saved = saved;
        pair->client.config.resume = saved;
}

void fault_open(struct pair *pair)
{
        if (fault.resumes) {
                renew(pair);
        }
        pair_open(pair, fault.backend);
}

static void ask_for_chain(struct pc_peer peer, struct answers *answers)
{
        struct pc_slice der;

        for (size_t i = 0; pc_verified_chain(peer, i, &der) == PC_OK; i++) {
                assert_true(der.len <= sizeof answers->verified - answers->verified_len);
                memcpy(answers->verified + answers->verified_len, der.data, der.len);
                answers->verified_len += der.len;
        }
}

static void ask(const struct pair_end *end, struct answers *answers)
{
        const struct pc_peer peer = pair_peer(end);
        struct pc_buffer dict = {answers->dict, sizeof answers->dict - 1, 0};
        struct pc_certificate cert;

        memset(answers, 0, sizeof *answers);
        assert_int_equal(pair_state(end), PC_HANDSHAKE_DONE);
        assert_int_equal(pc_getpeercert(peer, &cert, NULL), PC_OK);
        assert_true(pc_slice_equal(cert.der,
                                   tls_certificate(end->config.role == PC_ROLE_CLIENT ? "leaf" : "client")));
        assert_int_equal(pc_write_python(&cert, pc_buffer_sink, &dict), PC_OK);
        assert_true(dict.len < sizeof answers->dict);
        assert_int_equal(pc_peer_verify_result(peer).code, PC_OK);
        ask_for_chain(peer, answers);
        answers->resumed = pc_resumed(peer) == PC_OK;
}

static void expect_same(const struct pair_end *end, const struct answers *wanted)
{
        struct answers answers;

        ask(end, &answers);
        assert_string_equal(answers.dict, wanted->dict);
        assert_int_equal(answers.verified_len, wanted->verified_len);
        assert_memory_equal(answers.verified, wanted->verified, wanted->verified_len);
        assert_int_equal(answers.resumed, wanted->resumed);
}

static void expect_nothing(const struct pair_end *end)
{
        const struct pc_peer peer = pair_peer(end);
        struct pc_certificate cert;
        struct pc_slice der;

        assert_true(end->result < 0);
        assert_true(*pc_session_error_text(end->session) != '\0');
        assert_int_equal(pair_state(end), PC_HANDSHAKE_FAILED);
        assert_int_equal(pc_getpeercert(peer, &cert, NULL), PC_ERR_API_HANDSHAKE);
        assert_int_equal(pc_getpeercert_binary(peer, &der), PC_ERR_API_HANDSHAKE);
        assert_null(pc_protocol_version(peer));
        assert_true(pc_verified_chain(peer, 0, &der) == PC_END || pc_peer_verify_result(peer).code == PC_OK);
}

/* Who fails hangs up; who waits, and gets nothing, is hung up on. */
static void wait_no_more(struct pair_end *end)
{
        if (end->result != PC_OK) {
                end->peer->in.cut = end->peer->in.given + (end->peer->in.end - end->peer->in.start);
        }
        if (end->result > 0) {
                end->in.cut = end->in.given;
        }
}

static void shake_hands(struct pair *pair)
{
        pair_shake_hands(pair);
        if (pair->client.result > 0 || pair->server.result > 0) {
                wait_no_more(&pair->client);
                wait_no_more(&pair->server);
                pair_shake_hands(pair);
        }
        assert_true(pair->client.result <= 0 && pair->server.result <= 0);
}

/* What an end has done of its part in the talk: to say an octet, and to hear one. */
struct talker {
        struct pair_end *end;
        uint8_t says, hears;
        bool said, heard;
};

static void note(struct talker *talker, enum pc_result result)
{
        if (result != PC_WANT_READ && result != PC_WANT_WRITE) {
                talker->end->result = result;
        }
}

static void say(struct talker *talker)
{
        size_t done = 0;
        const enum pc_result result = pc_session_write(talker->end->session, &talker->says, 1, &done);

        talker->said = result == PC_OK;
        note(talker, result);
}

static void hear(struct talker *talker)
{
        uint8_t octet = 0;
        size_t done = 0;
        const enum pc_result result = pc_session_read(talker->end->session, &octet, 1, &done);

        if (result == PC_OK) {
                assert_true(!talker->heard && done == 1 && octet == talker->hears);
                talker->heard = true;
        }
        note(talker, result);
}

/* One call; whether anything has come of it. */
static bool step(struct talker *talker)
{
        struct pair_end *end = talker->end;
        const size_t given = end->in.given;
        const size_t sent = end->peer->in.end;
        const unsigned calls = end->calls;
        const bool said = talker->said;

        if (end->result != PC_OK) {
                wait_no_more(end);
                return false;
        }
        if (said) {
                hear(talker);
        } else {
                say(talker);
        }
        return end->result != PC_OK || end->in.given != given || end->peer->in.end != sent ||
               end->calls != calls || talker->said != said;
}

static bool talk(struct pair *pair)
{
        struct talker client = {&pair->client, '?', '!', false, false};
        struct talker server = {&pair->server, '!', '?', false, false};
        bool moved = true;

        for (unsigned i = 0; moved; i++) {
                assert_true(i < 1000000);
                moved = step(&client);
                moved = step(&server) || moved;
        }
        for (unsigned i = 0; i < 2; i++) {
                struct talker *talker = i == 0 ? &client : &server;

                while (talker->end->result == PC_OK && !talker->heard) {
                        talker->end->in.cut = talker->end->in.given;
                        (void)step(talker);
                }
        }
        return client.heard && server.heard;
}

/* The answers are there as soon as the handshake is done, and stay until something fails. */
static void check(const struct pair *pair)
{
        const struct pair_end *ends[] = {&pair->client, &pair->server};
        const struct answers *wanted[] = {&fault.client, &fault.server};

        for (size_t i = 0; i < 2; i++) {
                if (ends[i]->result == PC_OK) {
                        expect_same(ends[i], wanted[i]);
                } else {
                        expect_nothing(ends[i]);
                }
        }
}

bool fault_run(struct pair *pair)
{
        bool through;

        shake_hands(pair);
        check(pair);
        through = talk(pair);
        check(pair);
        return through && pair->client.result == PC_OK && pair->server.result == PC_OK;
}

/* What the two answer without a fault. */
static void learn(struct pair *pair)
{
        fault_open(pair);
        shake_hands(pair);
        assert_int_equal(pair->client.result, PC_OK);
        assert_int_equal(pair->server.result, PC_OK);
        ask(&pair->client, &fault.client);
        ask(&pair->server, &fault.server);
        assert_int_equal(fault.client.resumed, fault.resumes);
        assert_int_equal(fault.server.resumed, fault.resumes);
}

static void sweep_both(struct pair *pair, void (*sweep)(struct pair *pair, struct pair_end *end))
{
        learn(pair);
        sweep(pair, &pair->client);
        sweep(pair, &pair->server);
}

static void for_each(struct pair *pair, void (*sweep)(struct pair *pair, struct pair_end *end), bool resumed)
{
        const uint16_t newest = pc_session_class_find(fault.backend)->protocol_max;

        pair->client.config.own = pair->client_own;
        pair->server.config.verify = PC_VERIFY_REQUIRED;
        pair->server.config.cache = pair->cache;
        for (uint16_t protocol = TLS12; protocol <= newest; protocol++) {
                pair->client.config.protocol_max = protocol;
                sweep_both(pair, sweep);
                if (resumed) {
                        fault.resumes = true;
                        sweep_both(pair, sweep);
                        forget(pair);
                }
        }
}

void fault_for_each(struct pair *pair, void (*sweep)(struct pair *pair, struct pair_end *end))
{
        for_each(pair, sweep, true);
}

void fault_for_each_full(struct pair *pair, void (*sweep)(struct pair *pair, struct pair_end *end))
{
        for_each(pair, sweep, false);
}
