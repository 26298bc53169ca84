/* What the tap keeps of a chain, whatever is in it. */
#include "tls_bearssl_feed.h"

#include <stdlib.h>

static void test_every_chunk(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", "root", NULL};
        struct feed feed = feed_good();

        (void)state;
        for (feed.chunk = 1; feed.chunk <= 512; feed.chunk += feed.chunk < 20 ? 1 : 61) {
                feed_assert_accepted(&feed, path);
        }
}

/* Each feed_buffer size, from none to enough: nobody verifies, so nothing fails, and what fits is there. */
static void test_every_buffer(void **state)
{
        struct feed feed = feed_good();
        size_t leaf = tls_certificate("leaf").len + PC_CHAIN_ENTRY;
        size_t both = leaf + tls_certificate("intermediate").len + PC_CHAIN_ENTRY;

        (void)state;
        feed.unverifying = true;
        for (size_t size = 0; size <= both + 1; size++) {
                struct pc_slice der;

                /* Of its exact size, so that a sanitizer sees what is written past it. */
                feed.config.chain = size == 0 ? NULL : malloc(size);
                feed.config.chain_size = size;
                assert_int_equal(feed_run(&feed), 0);
                assert_int_equal(feed_verdict().code, PC_NOT_VALIDATED);
                assert_non_null(feed_key(NULL));
                assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 0, &der),
                                 size >= leaf ? PC_OK : PC_ERR_TLS_CHAIN_SIZE);
                assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 1, &der),
                                 size >= both ? PC_OK : PC_ERR_TLS_CHAIN_SIZE);
                assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 2, &der), PC_END);
                free(feed.config.chain);
        }
}

/* The leaf must fit to be verified; the rest need not. */
static void test_buffer_and_verification(void **state)
{
        struct feed feed = feed_good();
        size_t leaf = tls_certificate("leaf").len + PC_CHAIN_ENTRY;
        struct pc_slice der;

        (void)state;
        for (size_t size = leaf - 3; size <= leaf + 3; size++) {
                feed.config.chain_size = size;
                assert_int_equal(feed_run(&feed) == 0, size >= leaf);
                assert_int_equal(feed_verdict().code, size >= leaf ? PC_OK : PC_ERR_TLS_CHAIN_SIZE);
        }
        assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, 0, &der), PC_OK);
        assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, 1, &der),
                         PC_ERR_TLS_CHAIN_SIZE);
        assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, 2, &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate("root")));
}

/* What comes after the certificate that an anchor vouches for is kept, and not looked at. */
static void test_more_than_needed(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", "root", NULL};
        struct feed feed = feed_good();

        (void)state;
        feed.chain[2] = "root";
        feed_assert_accepted(&feed, path);
        feed.chain[2] = "other";
        feed.chain[3] = "leaf";
        feed_assert_accepted(&feed, path);
}

/* As with OpenSSL, nothing may be there that is no certificate, whoever verifies; and it is kept as it came.
 */
static void test_garbage_after_the_chain(void **state)
{
        struct feed feed = feed_good();
        const br_x509_class **ctx = &rig.tap.vtable;
        struct pc_slice garbage = {(const uint8_t *)"\x30\x83garbage", 9};
        struct pc_slice nothing = {NULL, 0};
        struct pc_slice der;

        (void)state;
        for (int unverifying = 0; unverifying < 2; unverifying++) {
                feed.unverifying = unverifying != 0;
                feed_attach(&feed);
                (*ctx)->start_chain(ctx, NULL);
                feed_der(tls_certificate("leaf"), 256);
                feed_der(tls_certificate("intermediate"), 256);
                feed_der(garbage, 2);
                feed_der(nothing, 1);
                assert_int_not_equal((*ctx)->end_chain(ctx), 0);
                assert_int_equal(feed_verdict().code, PC_ERR_DER_TRUNCATED);
                assert_int_equal(feed_verdict().index, 2);
                assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 2, &der), PC_OK);
                assert_true(pc_slice_equal(der, garbage));
                assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 3, &der), PC_OK);
                assert_int_equal(der.len, 0);
                assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 4, &der), PC_END);
        }
        /* Of what does not fit nobody knows. */
        feed.config.chain_size = tls_certificate("leaf").len + PC_CHAIN_ENTRY;
        feed_attach(&feed);
        (*ctx)->start_chain(ctx, NULL);
        feed_der(tls_certificate("leaf"), 256);
        feed_der(garbage, 2);
        assert_int_equal((*ctx)->end_chain(ctx), 0);
}

static void test_cut_certificates(void **state)
{
        struct feed feed = feed_good();
        struct pc_slice leaf = tls_certificate("leaf");
        const br_x509_class **ctx = &rig.tap.vtable;

        (void)state;
        for (int unverifying = 0; unverifying < 2; unverifying++) {
                feed.unverifying = unverifying != 0;
                for (size_t len = 0; len < leaf.len; len++) {
                        struct pc_slice cut = {leaf.data, len};

                        feed_attach(&feed);
                        (*ctx)->start_chain(ctx, NULL);
                        feed_der(cut, 256);
                        assert_int_not_equal((*ctx)->end_chain(ctx), 0);
                        assert_true(feed_verdict().code < 0);
                        assert_null(feed_key(NULL));
                }
        }
}

static void test_empty_chain(void **state)
{
        struct feed feed = feed_good();

        (void)state;
        feed.chain[0] = NULL;
        feed_assert_refused(&feed, PC_ERR_TLS_NO_CERTIFICATE, 0);
        feed.unverifying = true;
        assert_int_not_equal(feed_run(&feed), 0);
}

/* A certificate that nobody verifies needs to be of no use and of no age. */
static void test_nobody_verifies(void **state)
{
        static const char *const names[] = {"old",  "early",       "client", "lone",
                                            "root", "under_other", "v1_leaf"};
        struct feed feed = feed_good();
        unsigned usages;
        struct pc_slice der;

        (void)state;
        feed.unverifying = true;
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
                feed.chain[0] = names[i];
                assert_int_equal(feed_run(&feed), 0);
                assert_int_equal(feed_verdict().code, PC_NOT_VALIDATED);
                assert_non_null(feed_key(&usages));
                assert_int_equal(usages, BR_KEYTYPE_KEYX | BR_KEYTYPE_SIGN);
                feed_assert_sent(feed.chain);
                assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, 0, &der), PC_END);
        }
}

/* What was not given is missed when it is needed, not before. */
static void test_incomplete_configuration(void **state)
{
        struct feed feed = feed_good();
        const br_x509_class **ctx = &rig.tap.vtable;

        (void)state;
        for (int unverifying = 0; unverifying < 2; unverifying++) {
                feed.unverifying = unverifying != 0;
                feed_attach(&feed);
                rig.tap.minimal = NULL;
                rig.tap.config.key_reader = NULL;
                (*ctx)->start_chain(ctx, "localhost");
                feed_der(tls_certificate("leaf"), 256);
                assert_int_not_equal((*ctx)->end_chain(ctx), 0);
                assert_int_equal(feed_verdict().code, PC_ERR_TLS_CONFIG);
                assert_null(feed_key(NULL));
        }
}

/* Before any connection. */
static void test_before(void **state)
{
        struct feed feed = feed_good();
        struct pc_slice der;
        uint8_t record[PC_BEARSSL_ALERT];
        uint8_t octets[12];
        size_t len;

        (void)state;
        feed_attach(&feed);
        assert_int_equal(rig.peer.backend->state(rig.peer.ctx), PC_HANDSHAKE_NOT_STARTED);
        assert_int_equal(rig.peer.backend->role(rig.peer.ctx), PC_ROLE_CLIENT);
        assert_int_equal(rig.peer.backend->verify_mode(rig.peer.ctx), PC_VERIFY_REQUIRED);
        assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 0, &der), PC_END);
        assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, 0, &der), PC_END);
        assert_int_equal(rig.peer.backend->protocol(rig.peer.ctx), 0);
        assert_int_equal(rig.peer.backend->cipher_suite(rig.peer.ctx), 0);
        assert_int_equal(rig.peer.backend->finished(rig.peer.ctx, true, octets, sizeof octets, &len),
                         PC_NONE);
        assert_int_equal(feed_verdict().code, PC_NOT_VALIDATED);
        assert_int_equal(pc_bearssl_alert(&rig.tap, record), 0);
        pc_bearssl_cut(&rig.tap);
        assert_int_equal(rig.peer.backend->state(rig.peer.ctx), PC_HANDSHAKE_FAILED);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_every_chunk),
                cmocka_unit_test(test_every_buffer),
                cmocka_unit_test(test_buffer_and_verification),
                cmocka_unit_test(test_more_than_needed),
                cmocka_unit_test(test_garbage_after_the_chain),
                cmocka_unit_test(test_cut_certificates),
                cmocka_unit_test(test_empty_chain),
                cmocka_unit_test(test_nobody_verifies),
                cmocka_unit_test(test_incomplete_configuration),
                cmocka_unit_test(test_before),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
