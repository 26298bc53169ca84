/* Whom the tap takes and whom it refuses, and by what verdict. */
#include "tls_bearssl_feed.h"

#include <string.h>

#include "x509/verify.h"

static void test_accepted(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", "root", NULL};
        struct feed feed = feed_good();

        (void)state;
        feed_assert_accepted(&feed, path);
        feed.config.verify = PC_VERIFY_OPTIONAL;
        feed_assert_accepted(&feed, path);
        assert_int_equal(rig.client.eng.flags & BR_OPT_NO_RENEGOTIATION, BR_OPT_NO_RENEGOTIATION);
}

/* Two anchors of one name: the one whose key has signed was used. */
static void test_twin_anchors(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", "root", NULL};
        static const char *const other_path[] = {"under_other", "other", NULL};
        struct feed feed = feed_good();

        (void)state;
        feed.anchors[0] = "twin";
        feed_assert_accepted(&feed, path);
        feed.anchors[0] = "root";
        feed.anchors[1] = "twin";
        feed_assert_accepted(&feed, path);
        feed.chain[0] = "under_other";
        feed.chain[1] = NULL;
        feed.anchors[0] = "other_twin";
        feed.anchors[1] = "other";
        feed_assert_accepted(&feed, other_path);
        feed.anchors[0] = "other";
        feed.anchors[1] = "other_twin";
        feed_assert_accepted(&feed, other_path);
}

/* An anchor that is the server's own certificate, and one that is an intermediate. */
static void test_other_anchors(void **state)
{
        static const char *const alone[] = {"lone", NULL};
        static const char *const direct[] = {"leaf", NULL};
        static const char *const partial[] = {"leaf", "intermediate", NULL};
        struct feed feed = feed_good();

        (void)state;
        feed.anchors[1] = "intermediate";
        feed_assert_accepted(&feed, partial);
        feed.anchors[1] = "leaf";
        feed_assert_accepted(&feed, direct);
        feed.chain[0] = "lone";
        feed.chain[1] = NULL;
        feed.anchors[1] = "lone";
        feed_assert_accepted(&feed, alone);
}

static void test_anchors_unknown(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", NULL};
        static const char *const expired_path[] = {"under_expired", NULL};
        struct feed feed = feed_good();

        (void)state;
        feed.anchors_known = false;
        feed_assert_accepted(&feed, path);
        feed.chain[0] = "under_expired";
        feed.chain[1] = NULL;
        feed.anchors[1] = "expired";
        feed_assert_accepted(&feed, expired_path);
        feed.anchors_known = true;
        feed_assert_refused(&feed, PC_ERR_X509_EXPIRED, 1);
}

static void test_names(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", "root", NULL};
        struct feed feed = feed_good();

        (void)state;
        feed.config.server_name = "LOCALHOST";
        feed_assert_accepted(&feed, path);
        feed.config.server_name = "example.org";
        feed_assert_refused(&feed, PC_ERR_X509_HOST, 0);
        feed.config.server_name = "127.0.0.1";
        feed_assert_refused(&feed, PC_ERR_X509_IP, 0);
        feed.config.no_name_check = true;
        feed_assert_accepted(&feed, path);
        /* Not given: the one that goes into SNI. */
        feed.config.no_name_check = false;
        feed.config.server_name = NULL;
        feed.sni = "localhost";
        feed_assert_accepted(&feed, path);
        feed.sni = "example.org";
        feed_assert_refused(&feed, PC_ERR_X509_HOST, 0);
        feed.sni = "";
        feed_assert_refused(&feed, PC_ERR_TLS_CONFIG, 0);
        feed.sni = NULL;
        feed_assert_refused(&feed, PC_ERR_TLS_CONFIG, 0);
}

static void test_name_in_the_subject(void **state)
{
        static const char *const path[] = {"named_by_subject", "intermediate", "root", NULL};
        struct feed feed = feed_good();

        (void)state;
        feed.chain[0] = "named_by_subject";
        feed_assert_accepted(&feed, path);
        feed.config.host_flags = PC_HOST_NO_COMMON_NAME;
        feed_assert_refused(&feed, PC_ERR_X509_HOST, 0);
}

static void test_untrusted(void **state)
{
        struct feed feed = feed_good();

        (void)state;
        feed.anchors[1] = NULL;
        feed_assert_refused(&feed, PC_ERR_TLS_NOT_TRUSTED, 1);
        feed.chain[2] = "root";
        feed_assert_refused(&feed, PC_ERR_TLS_SELF_SIGNED, 2);
        feed.chain[1] = NULL;
        feed_assert_refused(&feed, PC_ERR_TLS_NOT_TRUSTED, 0);
        feed.chain[1] = "other";
        feed_assert_refused(&feed, PC_ERR_TLS_NOT_TRUSTED, 0);
        feed.chain[0] = "lone";
        feed_assert_refused(&feed, PC_ERR_TLS_SELF_SIGNED, 0);
        feed.chain[1] = NULL;
        feed_assert_refused(&feed, PC_ERR_TLS_SELF_SIGNED, 0);
}

static void test_dates(void **state)
{
        struct feed feed = feed_good();

        (void)state;
        feed.chain[0] = "old";
        feed.chain[1] = NULL;
        feed_assert_refused(&feed, PC_ERR_X509_EXPIRED, 0);
        feed.chain[0] = "early";
        feed_assert_refused(&feed, PC_ERR_X509_NOT_YET, 0);
        feed.chain[0] = "leaf";
        feed.chain[1] = "intermediate";
        feed.config.now = INT64_C(4750000000);
        feed_assert_refused(&feed, PC_ERR_X509_EXPIRED, 0);
        feed.config.now = 1;
        feed_assert_refused(&feed, PC_ERR_X509_NOT_YET, 0);
        feed.config.now = -1;
        feed_assert_refused(&feed, PC_ERR_TLS_CONFIG, 0);
        /* Too large for the feed_buffer: which of the two, nobody can say. */
        feed.chain[0] = "old";
        feed.chain[1] = NULL;
        feed.config.now = NOW;
        feed.config.chain_size = 0;
        assert_int_not_equal(feed_run(&feed), 0);
        assert_int_equal(feed_verdict().code, PC_ERR_TLS_VERIFY);
}

/* Without 'now', what br_x509_minimal_set_time was given, or the system's clock. */
static void test_other_clocks(void **state)
{
        static const char *const chain[] = {"old", NULL};
        const br_x509_class **ctx = &rig.tap.vtable;
        struct feed feed = feed_good();

        (void)state;
        feed.chain[0] = "old";
        feed.chain[1] = NULL;
        feed.config.now = 0;
        feed_attach(&feed);
        br_x509_minimal_set_time(&rig.minimal, 719528 + 366 * 55, 0);
        (*ctx)->start_chain(ctx, NULL);
        feed_der(tls_certificate("old"), 256);
        assert_int_equal((*ctx)->end_chain(ctx), 0);
        feed_assert_sent(chain);
        feed.chain[0] = "leaf";
        feed.chain[1] = "intermediate";
        assert_int_equal(feed_run(&feed), 0);
}

static void test_purpose(void **state)
{
        struct feed feed = feed_good();

        (void)state;
        feed.chain[0] = "client";
        feed.chain[1] = NULL;
        feed_assert_refused(&feed, PC_ERR_X509_PURPOSE, 0);
}

static void test_purpose_of_the_issuers(void **state)
{
        struct feed feed = feed_good();

        (void)state;
        feed.chain[0] = "under_for_clients";
        feed.chain[1] = "for_clients";
        feed_assert_refused(&feed, PC_ERR_X509_PURPOSE, 1);
        feed.anchors[1] = "for_clients";
        feed.chain[1] = NULL;
        feed_assert_refused(&feed, PC_ERR_X509_PURPOSE, 1);
}

static void test_not_a_ca(void **state)
{
        struct feed feed = feed_good();

        (void)state;
        feed.chain[0] = "v1_leaf";
        feed.chain[1] = "v1_root";
        feed_assert_refused(&feed, PC_ERR_TLS_NOT_CA, 1);
}

/* The leaf with one octet changed: refused whichever it is, if only for its signature. */
static void test_every_octet_counts(void **state)
{
        struct feed feed = feed_good();
        struct pc_slice leaf = tls_certificate("leaf");
        const br_x509_class **ctx = &rig.tap.vtable;
        uint8_t changed[1024];
        struct pc_slice der = {changed, leaf.len};

        (void)state;
        assert_true(leaf.len <= sizeof changed);
        for (size_t i = 0; i < leaf.len; i += 3) {
                memcpy(changed, leaf.data, leaf.len);
                changed[i] ^= 1;
                feed_attach(&feed);
                (*ctx)->start_chain(ctx, NULL);
                feed_der(der, 256);
                feed_der(tls_certificate("intermediate"), 256);
                assert_int_not_equal((*ctx)->end_chain(ctx), 0);
                assert_true(feed_verdict().code < 0);
                /* The last of them are the signature's. */
                if (i + 32 > leaf.len) {
                        assert_int_equal(feed_verdict().code, PC_ERR_TLS_SIGNATURE);
                        assert_int_equal(feed_verdict().index, 0);
                }
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_accepted),
                cmocka_unit_test(test_twin_anchors),
                cmocka_unit_test(test_other_anchors),
                cmocka_unit_test(test_anchors_unknown),
                cmocka_unit_test(test_names),
                cmocka_unit_test(test_name_in_the_subject),
                cmocka_unit_test(test_untrusted),
                cmocka_unit_test(test_dates),
                cmocka_unit_test(test_other_clocks),
                cmocka_unit_test(test_purpose),
                cmocka_unit_test(test_purpose_of_the_issuers),
                cmocka_unit_test(test_not_a_ca),
                cmocka_unit_test(test_every_octet_counts),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
