/* The facade: Python's outcomes by connection state and verify mode, on a connection that is only data. */
#include "api_support.h"

#include <string.h>

#include "tls/memory/peercert_memory.h"

#define UNTOUCHED 77

static struct certificate_vector good;
static struct certificate_vector raising;

static int set_up(void **state)
{
        (void)state;
        good = certificate_named("base/all-keys");
        raising = certificate_named("san/dns-bad-latin1");
        return 0;
}

static int tear_down(void **state)
{
        (void)state;
        release_certificate(&good);
        release_certificate(&raising);
        return 0;
}

/* A finished handshake whose peer was verified. */
static struct pc_memory_connection connection(void)
{
        struct pc_memory_connection made = {
                .state = PC_HANDSHAKE_DONE,
                .verify_mode = PC_VERIFY_REQUIRED,
                .peer_chain = &good.der,
                .peer_chain_len = 1,
                .verified_chain = &good.der,
                .verified_chain_len = 1,
                .protocol = 0x0303,
                .cipher_suite = 0xC02F,
        };

        return made;
}

/* What the certificate is left as: of version 3, empty where it was refused, or untouched. */
static int64_t version_left(enum pc_result outcome)
{
        if (outcome == PC_OK) {
                return 3;
        }
        if (outcome <= PC_ERR_API_UTF8_START || (outcome < PC_OK && outcome > PC_ERR_TLS_TRANSPORT)) {
                return 0;
        }
        return UNTOUCHED;
}

static void expect(const struct pc_memory_connection *made, enum pc_result outcome, enum pc_result binary)
{
        struct pc_certificate cert = {.version = UNTOUCHED};
        struct pc_slice der = {NULL, UNTOUCHED};
        struct pc_diag diag = {PC_OK, UNTOUCHED, PC_FIELD_NONE, 0, 0, 0};

        assert_int_equal(pc_getpeercert(pc_memory_peer(made), &cert, NULL), outcome);
        assert_int_equal(pc_getpeercert(pc_memory_peer(made), &cert, &diag), outcome);
        assert_int_equal(diag.code, outcome < 0 ? outcome : PC_OK);
        assert_int_equal(cert.version, version_left(outcome));
        assert_int_equal(pc_getpeercert_binary(pc_memory_peer(made), &der), binary);
        assert_int_equal(der.len, binary == PC_OK ? made->peer_chain[0].len : UNTOUCHED);
}

/* The table of Python's answers: state, mode, whether the peer sent a certificate. */
static void test_outcomes(void **state)
{
        static const struct {
                enum pc_handshake_state state;
                enum pc_verify_mode mode;
                bool sent;
                enum pc_result outcome;
                enum pc_result binary;
        } rows[] = {
                {PC_HANDSHAKE_NOT_STARTED, PC_VERIFY_REQUIRED, false, PC_ERR_API_HANDSHAKE,
                 PC_ERR_API_HANDSHAKE},
                {PC_HANDSHAKE_IN_PROGRESS, PC_VERIFY_REQUIRED, true, PC_ERR_API_HANDSHAKE,
                 PC_ERR_API_HANDSHAKE},
                {PC_HANDSHAKE_FAILED, PC_VERIFY_REQUIRED, true, PC_ERR_API_HANDSHAKE, PC_ERR_API_HANDSHAKE},
                {PC_HANDSHAKE_FAILED, PC_VERIFY_NONE, true, PC_ERR_API_HANDSHAKE, PC_ERR_API_HANDSHAKE},
                {PC_HANDSHAKE_DONE, PC_VERIFY_NONE, false, PC_NO_CERTIFICATE, PC_NO_CERTIFICATE},
                {PC_HANDSHAKE_DONE, PC_VERIFY_OPTIONAL, false, PC_NO_CERTIFICATE, PC_NO_CERTIFICATE},
                {PC_HANDSHAKE_DONE, PC_VERIFY_REQUIRED, false, PC_NO_CERTIFICATE, PC_NO_CERTIFICATE},
                {PC_HANDSHAKE_DONE, PC_VERIFY_NONE, true, PC_NOT_VALIDATED, PC_OK},
                {PC_HANDSHAKE_DONE, PC_VERIFY_OPTIONAL, true, PC_OK, PC_OK},
                {PC_HANDSHAKE_DONE, PC_VERIFY_REQUIRED, true, PC_OK, PC_OK},
                {PC_HANDSHAKE_CLOSED, PC_VERIFY_NONE, true, PC_NOT_VALIDATED, PC_OK},
                {PC_HANDSHAKE_CLOSED, PC_VERIFY_REQUIRED, true, PC_OK, PC_OK},
                {PC_HANDSHAKE_CLOSED, PC_VERIFY_REQUIRED, false, PC_NO_CERTIFICATE, PC_NO_CERTIFICATE},
        };
        size_t i;

        (void)state;
        for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
                struct pc_memory_connection made = connection();

                print_message("# row %zu\n", i);
                made.state = rows[i].state;
                made.verify_mode = rows[i].mode;
                made.peer_chain_len = rows[i].sent ? 1 : 0;
                expect(&made, rows[i].outcome, rows[i].binary);
        }
}

/* What was not verified is never shown as if it were. */
static void test_verdict(void **state)
{
        struct pc_memory_connection made = connection();

        (void)state;
        made.verify_result.code = PC_ERR_TLS_NOT_TRUSTED;
        expect(&made, PC_NOT_VALIDATED, PC_OK);
        made.verify_result.code = PC_NOT_VALIDATED;
        expect(&made, PC_NOT_VALIDATED, PC_OK);
}

static void test_bad_certificates(void **state)
{
        const struct pc_slice garbage = {(const uint8_t *)"garbage", 7};
        const struct pc_slice missing = {NULL, 0};
        struct pc_memory_connection made = connection();

        (void)state;
        made.peer_chain = &garbage;
        expect(&made, PC_ERR_DER_TAG, PC_OK);
        made.peer_chain = &raising.der;
        expect(&made, PC_ERR_API_UTF8_END, PC_OK);
        made.verify_mode = PC_VERIFY_NONE;
        expect(&made, PC_NOT_VALIDATED, PC_OK);
        made.peer_chain = &missing;
        expect(&made, PC_NOT_VALIDATED, PC_ERR_TLS_CHAIN_SIZE);
        made.verify_mode = PC_VERIFY_REQUIRED;
        expect(&made, PC_ERR_TLS_CHAIN_SIZE, PC_ERR_TLS_CHAIN_SIZE);
}

/* As sent: in any state. As validated: only where that was asked for and succeeded. */
static void test_chains(void **state)
{
        const struct pc_slice sent[] = {good.der, {NULL, 0}, raising.der};
        struct pc_memory_connection made = connection();
        struct pc_slice der;

        (void)state;
        made.peer_chain = sent;
        made.peer_chain_len = 3;
        made.state = PC_HANDSHAKE_FAILED;
        assert_int_equal(pc_unverified_chain(pc_memory_peer(&made), 0, &der), PC_OK);
        assert_ptr_equal(der.data, good.der.data);
        assert_int_equal(pc_unverified_chain(pc_memory_peer(&made), 1, &der), PC_ERR_TLS_CHAIN_SIZE);
        assert_int_equal(pc_unverified_chain(pc_memory_peer(&made), 2, &der), PC_OK);
        assert_ptr_equal(der.data, raising.der.data);
        assert_int_equal(pc_unverified_chain(pc_memory_peer(&made), 3, &der), PC_END);

        assert_int_equal(pc_verified_chain(pc_memory_peer(&made), 0, &der), PC_OK);
        assert_ptr_equal(der.data, good.der.data);
        assert_int_equal(pc_verified_chain(pc_memory_peer(&made), 1, &der), PC_END);
        made.verify_mode = PC_VERIFY_NONE;
        assert_int_equal(pc_verified_chain(pc_memory_peer(&made), 0, &der), PC_END);
        made.verify_mode = PC_VERIFY_REQUIRED;
        made.verify_result.code = PC_ERR_X509_EXPIRED;
        assert_int_equal(pc_verified_chain(pc_memory_peer(&made), 0, &der), PC_END);
}

/* Nothing but the leaf is left of a connection that another one was resumed from, unless all has been kept.
 */
static void test_resumed_chains(void **state)
{
        struct pc_memory_connection made = connection();
        struct pc_slice der;

        (void)state;
        made.resumed = true;
        expect(&made, PC_OK, PC_OK);
        assert_int_equal(pc_unverified_chain(pc_memory_peer(&made), 0, &der), PC_END);
        assert_int_equal(pc_verified_chain(pc_memory_peer(&made), 0, &der), PC_END);
        made.chain_kept = true;
        assert_int_equal(pc_unverified_chain(pc_memory_peer(&made), 0, &der), PC_OK);
        assert_int_equal(pc_verified_chain(pc_memory_peer(&made), 0, &der), PC_END);
        made.verify_mode = PC_VERIFY_NONE;
        expect(&made, PC_NOT_VALIDATED, PC_OK);
}

static void test_verify_result(void **state)
{
        struct pc_memory_connection made = connection();
        struct pc_verify_result verdict;

        (void)state;
        made.state = PC_HANDSHAKE_FAILED;
        made.verify_result.code = PC_ERR_X509_EXPIRED;
        made.verify_result.index = 1;
        made.verify_result.text = "too old";
        verdict = pc_peer_verify_result(pc_memory_peer(&made));
        assert_int_equal(verdict.code, PC_ERR_X509_EXPIRED);
        assert_int_equal(verdict.index, 1);
        assert_string_equal(verdict.text, "too old");
}

/* A backend that can say nothing, and a peer that was never connected. */
static void test_nothing_to_say(void **state)
{
        static const struct pc_backend mute = {.name = "mute"};
        const struct {
                struct pc_peer peer;
                enum pc_result binary;
                enum pc_result chain;
        } rows[] = {
                {{&mute, NULL}, PC_ERR_TLS_UNSUPPORTED, PC_ERR_TLS_UNSUPPORTED},
                {{NULL, NULL}, PC_ERR_API_HANDSHAKE, PC_END},
        };
        size_t i;

        (void)state;
        for (i = 0; i < 2; i++) {
                const struct pc_peer peer = rows[i].peer;
                struct pc_certificate cert;
                struct pc_slice der;

                assert_int_equal(pc_getpeercert(peer, &cert, NULL), rows[i].binary);
                assert_int_equal(pc_getpeercert_binary(peer, &der), rows[i].binary);
                assert_int_equal(pc_unverified_chain(peer, 0, &der), rows[i].chain);
                assert_int_equal(pc_verified_chain(peer, 0, &der), rows[i].chain);
                assert_int_equal(pc_peer_verify_result(peer).code, PC_NOT_VALIDATED);
                assert_non_null(pc_peer_verify_result(peer).text);
        }
}

/* A backend that has the certificate, and cannot say whether anybody verified it. */
static void test_verification_unknown(void **state)
{
        struct pc_memory_connection made = connection();
        struct pc_backend backend = pc_memory_backend;
        const struct pc_peer peer = {&backend, &made};
        struct pc_certificate cert;

        (void)state;
        assert_int_equal(pc_getpeercert(peer, &cert, NULL), PC_OK);
        backend.verify_result = NULL;
        assert_int_equal(pc_getpeercert(peer, &cert, NULL), PC_NOT_VALIDATED);
        backend = pc_memory_backend;
        backend.verify_mode = NULL;
        assert_int_equal(pc_getpeercert(peer, &cert, NULL), PC_NOT_VALIDATED);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_outcomes),         cmocka_unit_test(test_verdict),
                cmocka_unit_test(test_bad_certificates), cmocka_unit_test(test_chains),
                cmocka_unit_test(test_resumed_chains),   cmocka_unit_test(test_verify_result),
                cmocka_unit_test(test_nothing_to_say),   cmocka_unit_test(test_verification_unknown),
        };

        return cmocka_run_group_tests(tests, set_up, tear_down);
}
