/* The tap fed through BearSSL's own vtable, as the engine would, without a connection. */
#include "tls_support.h"

#include <stdlib.h>
#include <string.h>

#include "tls/bearssl/peercert_bearssl.h"
#include "x509/verify.h"

#define MOST 8

/* One chain, what it is held against, and what the tap makes of it. */
struct feed {
        const char *chain[MOST];   /* up to NULL */
        const char *anchors[MOST]; /* up to NULL */
        struct pc_bearssl_config config;
        const char *sni;    /* what br_ssl_client_reset was given */
        size_t chunk;       /* octets an append, 0: 256 as BearSSL has it */
        bool anchors_known; /* their certificates, too */
        bool unverifying;   /* PC_VERIFY_NONE */
};

struct rig {
        br_ssl_client_context client;
        br_x509_minimal_context minimal;
        br_x509_decoder_context decoder;
        br_x509_trust_anchor anchors[MOST];
        struct pc_slice ders[MOST];
        struct pc_bearssl tap;
        struct pc_peer peer;
};

static struct rig rig;
static uint8_t buffer[8192];

/* A chain that should pass. */
static struct feed good(void)
{
        struct feed feed = {
                .chain = {"leaf", "intermediate"},
                .anchors = {"other", "root"},
                .config = {.server_name = "localhost",
                           .chain = buffer,
                           .chain_size = sizeof buffer,
                           .now = NOW},
                .anchors_known = true,
        };

        return feed;
}

static void attach(const struct feed *feed)
{
        struct pc_bearssl_config config = feed->config;
        size_t num = 0;

        memset(&rig, 0, sizeof rig);
        for (; feed->anchors[num] != NULL; num++) {
                rig.ders[num] = tls_certificate(feed->anchors[num]);
                assert_int_equal(pc_bearssl_trust_anchor(rig.ders[num], &rig.anchors[num]), PC_OK);
        }
        br_ssl_client_init_full(&rig.client, &rig.minimal, rig.anchors, num);
        config.verify = feed->unverifying ? PC_VERIFY_NONE : PC_VERIFY_REQUIRED;
        config.decoder = &rig.decoder;
        config.anchors = feed->anchors_known ? rig.ders : NULL;
        pc_bearssl_attach_client(&rig.tap, &rig.client, &rig.minimal, &config);
        rig.peer = pc_bearssl_peer(&rig.tap);
}

static void send_der(struct pc_slice der, size_t chunk)
{
        const br_x509_class **ctx = &rig.tap.vtable;
        uint8_t pad[512];

        (*ctx)->start_cert(ctx, (uint32_t)der.len);
        for (size_t sent = 0; sent < der.len; sent += chunk) {
                size_t len = der.len - sent < chunk ? der.len - sent : chunk;

                /* The engine's buffer is used again and again. */
                memset(pad, 0xEE, sizeof pad);
                memcpy(pad, der.data + sent, len);
                (*ctx)->append(ctx, pad, len);
        }
        (*ctx)->end_cert(ctx);
}

/* Feeds all of it; returns what the engine is told. */
static unsigned run(const struct feed *feed)
{
        const br_x509_class **ctx = &rig.tap.vtable;

        attach(feed);
        (*ctx)->start_chain(ctx, feed->sni);
        for (size_t i = 0; feed->chain[i] != NULL; i++) {
                send_der(tls_certificate(feed->chain[i]), feed->chunk == 0 ? 256 : feed->chunk);
        }
        return (*ctx)->end_chain(ctx);
}

static struct pc_verify_result verdict(void)
{
        struct pc_verify_result result;

        rig.peer.backend->verify_result(rig.peer.ctx, &result);
        assert_non_null(result.text);
        assert_true(result.text[0] != '\0');
        return result;
}

static const br_x509_pkey *key_given(unsigned *usages)
{
        return rig.tap.vtable->get_pkey((const br_x509_class *const *)&rig.tap.vtable, usages);
}

static void assert_sent(const char *const *chain)
{
        struct pc_slice der;
        size_t i = 0;

        for (; chain[i] != NULL; i++) {
                assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, i, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate(chain[i])));
        }
        assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, i, &der), PC_END);
}

static void assert_verified(const char *const *chain)
{
        struct pc_slice der;
        size_t i = 0;

        for (; chain[i] != NULL; i++) {
                assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, i, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate(chain[i])));
        }
        assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, i, &der), PC_END);
}

static void assert_accepted(const struct feed *feed, const char *const *verified)
{
        unsigned usages = 0;

        assert_int_equal(run(feed), 0);
        assert_int_equal(verdict().code, PC_OK);
        assert_non_null(key_given(&usages));
        assert_int_not_equal(usages & BR_KEYTYPE_SIGN, 0);
        assert_sent(feed->chain);
        assert_verified(verified);
}

static void assert_refused(const struct feed *feed, enum pc_result code, size_t index)
{
        struct pc_slice der;
        unsigned usages;

        assert_int_not_equal(run(feed), 0);
        assert_int_equal(verdict().code, code);
        assert_int_equal(verdict().index, index);
        assert_null(key_given(&usages));
        assert_sent(feed->chain);
        assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, 0, &der), PC_END);
}

static void test_accepted(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", "root", NULL};
        struct feed feed = good();

        (void)state;
        assert_accepted(&feed, path);
        feed.config.verify = PC_VERIFY_OPTIONAL;
        assert_accepted(&feed, path);
        assert_int_equal(rig.client.eng.flags & BR_OPT_NO_RENEGOTIATION, BR_OPT_NO_RENEGOTIATION);
}

static void test_every_chunk(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", "root", NULL};
        struct feed feed = good();

        (void)state;
        for (feed.chunk = 1; feed.chunk <= 512; feed.chunk += feed.chunk < 20 ? 1 : 61) {
                assert_accepted(&feed, path);
        }
}

/* Each buffer size, from none to enough: nobody verifies, so nothing fails, and what fits is there. */
static void test_every_buffer(void **state)
{
        struct feed feed = good();
        size_t leaf = tls_certificate("leaf").len + PC_CHAIN_ENTRY;
        size_t both = leaf + tls_certificate("intermediate").len + PC_CHAIN_ENTRY;

        (void)state;
        feed.unverifying = true;
        for (size_t size = 0; size <= both + 1; size++) {
                struct pc_slice der;

                /* Of its exact size, so that a sanitizer sees what is written past it. */
                feed.config.chain = size == 0 ? NULL : malloc(size);
                feed.config.chain_size = size;
                assert_int_equal(run(&feed), 0);
                assert_int_equal(verdict().code, PC_NOT_VALIDATED);
                assert_non_null(key_given(NULL));
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
        struct feed feed = good();
        size_t leaf = tls_certificate("leaf").len + PC_CHAIN_ENTRY;
        struct pc_slice der;

        (void)state;
        for (size_t size = leaf - 3; size <= leaf + 3; size++) {
                feed.config.chain_size = size;
                assert_int_equal(run(&feed) == 0, size >= leaf);
                assert_int_equal(verdict().code, size >= leaf ? PC_OK : PC_ERR_TLS_CHAIN_SIZE);
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
        struct feed feed = good();

        (void)state;
        feed.chain[2] = "root";
        assert_accepted(&feed, path);
        feed.chain[2] = "other";
        feed.chain[3] = "leaf";
        assert_accepted(&feed, path);
}

/* Not even if it is no certificate. */
static void test_garbage_after_the_chain(void **state)
{
        struct feed feed = good();
        const br_x509_class **ctx = &rig.tap.vtable;
        struct pc_slice garbage = {(const uint8_t *)"\x30\x83garbage", 9};
        struct pc_slice nothing = {NULL, 0};
        struct pc_slice der;

        (void)state;
        attach(&feed);
        (*ctx)->start_chain(ctx, NULL);
        send_der(tls_certificate("leaf"), 256);
        send_der(tls_certificate("intermediate"), 256);
        send_der(garbage, 2);
        send_der(nothing, 1);
        assert_int_equal((*ctx)->end_chain(ctx), 0);
        assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 2, &der), PC_OK);
        assert_true(pc_slice_equal(der, garbage));
        assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 3, &der), PC_OK);
        assert_int_equal(der.len, 0);
        assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 4, &der), PC_END);
}

/* Two anchors of one name: the one whose key has signed was used. */
static void test_twin_anchors(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", "root", NULL};
        static const char *const other_path[] = {"under_other", "other", NULL};
        struct feed feed = good();

        (void)state;
        feed.anchors[0] = "twin";
        assert_accepted(&feed, path);
        feed.anchors[0] = "root";
        feed.anchors[1] = "twin";
        assert_accepted(&feed, path);
        feed.chain[0] = "under_other";
        feed.chain[1] = NULL;
        feed.anchors[0] = "other_twin";
        feed.anchors[1] = "other";
        assert_accepted(&feed, other_path);
        feed.anchors[0] = "other";
        feed.anchors[1] = "other_twin";
        assert_accepted(&feed, other_path);
}

/* An anchor that is the server's own certificate, and one that is an intermediate. */
static void test_other_anchors(void **state)
{
        static const char *const alone[] = {"lone", NULL};
        static const char *const direct[] = {"leaf", NULL};
        static const char *const partial[] = {"leaf", "intermediate", NULL};
        struct feed feed = good();

        (void)state;
        feed.anchors[1] = "intermediate";
        assert_accepted(&feed, partial);
        feed.anchors[1] = "leaf";
        assert_accepted(&feed, direct);
        feed.chain[0] = "lone";
        feed.chain[1] = NULL;
        feed.anchors[1] = "lone";
        assert_accepted(&feed, alone);
}

static void test_anchors_unknown(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", NULL};
        static const char *const expired_path[] = {"under_expired", NULL};
        struct feed feed = good();

        (void)state;
        feed.anchors_known = false;
        assert_accepted(&feed, path);
        feed.chain[0] = "under_expired";
        feed.chain[1] = NULL;
        feed.anchors[1] = "expired";
        assert_accepted(&feed, expired_path);
        feed.anchors_known = true;
        assert_refused(&feed, PC_ERR_X509_EXPIRED, 1);
}

static void test_names(void **state)
{
        static const char *const path[] = {"leaf", "intermediate", "root", NULL};
        struct feed feed = good();

        (void)state;
        feed.config.server_name = "LOCALHOST";
        assert_accepted(&feed, path);
        feed.config.server_name = "example.org";
        assert_refused(&feed, PC_ERR_X509_HOST, 0);
        feed.config.server_name = "127.0.0.1";
        assert_refused(&feed, PC_ERR_X509_IP, 0);
        feed.config.no_name_check = true;
        assert_accepted(&feed, path);
        /* Not given: the one that goes into SNI. */
        feed.config.no_name_check = false;
        feed.config.server_name = NULL;
        feed.sni = "localhost";
        assert_accepted(&feed, path);
        feed.sni = "example.org";
        assert_refused(&feed, PC_ERR_X509_HOST, 0);
        feed.sni = "";
        assert_refused(&feed, PC_ERR_TLS_CONFIG, 0);
        feed.sni = NULL;
        assert_refused(&feed, PC_ERR_TLS_CONFIG, 0);
}

static void test_name_in_the_subject(void **state)
{
        static const char *const path[] = {"named_by_subject", "intermediate", "root", NULL};
        struct feed feed = good();

        (void)state;
        feed.chain[0] = "named_by_subject";
        assert_accepted(&feed, path);
        feed.config.host_flags = PC_HOST_NO_COMMON_NAME;
        assert_refused(&feed, PC_ERR_X509_HOST, 0);
}

static void test_untrusted(void **state)
{
        struct feed feed = good();

        (void)state;
        feed.anchors[1] = NULL;
        assert_refused(&feed, PC_ERR_TLS_NOT_TRUSTED, 1);
        feed.chain[2] = "root";
        assert_refused(&feed, PC_ERR_TLS_SELF_SIGNED, 2);
        feed.chain[1] = NULL;
        assert_refused(&feed, PC_ERR_TLS_NOT_TRUSTED, 0);
        feed.chain[1] = "other";
        assert_refused(&feed, PC_ERR_TLS_NOT_TRUSTED, 0);
        feed.chain[0] = "lone";
        assert_refused(&feed, PC_ERR_TLS_SELF_SIGNED, 0);
        feed.chain[1] = NULL;
        assert_refused(&feed, PC_ERR_TLS_SELF_SIGNED, 0);
}

static void test_dates(void **state)
{
        struct feed feed = good();

        (void)state;
        feed.chain[0] = "old";
        feed.chain[1] = NULL;
        assert_refused(&feed, PC_ERR_X509_EXPIRED, 0);
        feed.chain[0] = "early";
        assert_refused(&feed, PC_ERR_X509_NOT_YET, 0);
        feed.chain[0] = "leaf";
        feed.chain[1] = "intermediate";
        feed.config.now = INT64_C(4750000000);
        assert_refused(&feed, PC_ERR_X509_EXPIRED, 0);
        feed.config.now = 1;
        assert_refused(&feed, PC_ERR_X509_NOT_YET, 0);
        feed.config.now = -1;
        assert_refused(&feed, PC_ERR_TLS_CONFIG, 0);
        /* Too large for the buffer: which of the two, nobody can say. */
        feed.chain[0] = "old";
        feed.chain[1] = NULL;
        feed.config.now = NOW;
        feed.config.chain_size = 0;
        assert_int_not_equal(run(&feed), 0);
        assert_int_equal(verdict().code, PC_ERR_TLS_VERIFY);
}

/* Without 'now', what br_x509_minimal_set_time was given, or the system's clock. */
static void test_other_clocks(void **state)
{
        static const char *const chain[] = {"old", NULL};
        const br_x509_class **ctx = &rig.tap.vtable;
        struct feed feed = good();

        (void)state;
        feed.chain[0] = "old";
        feed.chain[1] = NULL;
        feed.config.now = 0;
        attach(&feed);
        br_x509_minimal_set_time(&rig.minimal, 719528 + 366 * 55, 0);
        (*ctx)->start_chain(ctx, NULL);
        send_der(tls_certificate("old"), 256);
        assert_int_equal((*ctx)->end_chain(ctx), 0);
        assert_sent(chain);
        feed.chain[0] = "leaf";
        feed.chain[1] = "intermediate";
        assert_int_equal(run(&feed), 0);
}

static void test_purpose(void **state)
{
        struct feed feed = good();

        (void)state;
        feed.chain[0] = "client";
        feed.chain[1] = NULL;
        assert_refused(&feed, PC_ERR_X509_PURPOSE, 0);
}

static void test_purpose_of_the_issuers(void **state)
{
        struct feed feed = good();

        (void)state;
        feed.chain[0] = "under_for_clients";
        feed.chain[1] = "for_clients";
        assert_refused(&feed, PC_ERR_X509_PURPOSE, 1);
        feed.anchors[1] = "for_clients";
        feed.chain[1] = NULL;
        assert_refused(&feed, PC_ERR_X509_PURPOSE, 1);
}

static void test_not_a_ca(void **state)
{
        struct feed feed = good();

        (void)state;
        feed.chain[0] = "v1_leaf";
        feed.chain[1] = "v1_root";
        assert_refused(&feed, PC_ERR_TLS_NOT_CA, 1);
}

/* The leaf with one octet changed: refused whichever it is, if only for its signature. */
static void test_every_octet_counts(void **state)
{
        struct feed feed = good();
        struct pc_slice leaf = tls_certificate("leaf");
        const br_x509_class **ctx = &rig.tap.vtable;
        uint8_t changed[1024];
        struct pc_slice der = {changed, leaf.len};

        (void)state;
        assert_true(leaf.len <= sizeof changed);
        for (size_t i = 0; i < leaf.len; i += 3) {
                memcpy(changed, leaf.data, leaf.len);
                changed[i] ^= 1;
                attach(&feed);
                (*ctx)->start_chain(ctx, NULL);
                send_der(der, 256);
                send_der(tls_certificate("intermediate"), 256);
                assert_int_not_equal((*ctx)->end_chain(ctx), 0);
                assert_true(verdict().code < 0);
                /* The last of them are the signature's. */
                if (i + 32 > leaf.len) {
                        assert_int_equal(verdict().code, PC_ERR_TLS_SIGNATURE);
                        assert_int_equal(verdict().index, 0);
                }
        }
}

static void test_cut_certificates(void **state)
{
        struct feed feed = good();
        struct pc_slice leaf = tls_certificate("leaf");
        const br_x509_class **ctx = &rig.tap.vtable;

        (void)state;
        for (int unverifying = 0; unverifying < 2; unverifying++) {
                feed.unverifying = unverifying != 0;
                for (size_t len = 0; len < leaf.len; len++) {
                        struct pc_slice cut = {leaf.data, len};

                        attach(&feed);
                        (*ctx)->start_chain(ctx, NULL);
                        send_der(cut, 256);
                        assert_int_not_equal((*ctx)->end_chain(ctx), 0);
                        assert_true(verdict().code < 0);
                        assert_null(key_given(NULL));
                }
        }
}

static void test_empty_chain(void **state)
{
        struct feed feed = good();

        (void)state;
        feed.chain[0] = NULL;
        assert_refused(&feed, PC_ERR_TLS_NO_CERTIFICATE, 0);
        feed.unverifying = true;
        assert_int_not_equal(run(&feed), 0);
}

/* A certificate that nobody verifies needs to be of no use and of no age. */
static void test_nobody_verifies(void **state)
{
        static const char *const names[] = {"old",  "early",       "client", "lone",
                                            "root", "under_other", "v1_leaf"};
        struct feed feed = good();
        unsigned usages;
        struct pc_slice der;

        (void)state;
        feed.unverifying = true;
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
                feed.chain[0] = names[i];
                assert_int_equal(run(&feed), 0);
                assert_int_equal(verdict().code, PC_NOT_VALIDATED);
                assert_non_null(key_given(&usages));
                assert_int_equal(usages, BR_KEYTYPE_KEYX | BR_KEYTYPE_SIGN);
                assert_sent(feed.chain);
                assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, 0, &der), PC_END);
        }
}

/* What was not given is missed when it is needed, not before. */
static void test_incomplete_configuration(void **state)
{
        struct feed feed = good();
        const br_x509_class **ctx = &rig.tap.vtable;

        (void)state;
        for (int unverifying = 0; unverifying < 2; unverifying++) {
                feed.unverifying = unverifying != 0;
                attach(&feed);
                rig.tap.minimal = NULL;
                rig.tap.config.decoder = NULL;
                (*ctx)->start_chain(ctx, "localhost");
                send_der(tls_certificate("leaf"), 256);
                assert_int_not_equal((*ctx)->end_chain(ctx), 0);
                assert_int_equal(verdict().code, PC_ERR_TLS_CONFIG);
                assert_null(key_given(NULL));
        }
}

/* Before any connection. */
static void test_before(void **state)
{
        struct feed feed = good();
        struct pc_slice der;
        uint8_t record[PC_BEARSSL_ALERT];
        uint8_t octets[12];
        size_t len;

        (void)state;
        attach(&feed);
        assert_int_equal(rig.peer.backend->state(rig.peer.ctx), PC_HANDSHAKE_NOT_STARTED);
        assert_int_equal(rig.peer.backend->role(rig.peer.ctx), PC_ROLE_CLIENT);
        assert_int_equal(rig.peer.backend->verify_mode(rig.peer.ctx), PC_VERIFY_REQUIRED);
        assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, 0, &der), PC_END);
        assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, 0, &der), PC_END);
        assert_int_equal(rig.peer.backend->protocol(rig.peer.ctx), 0);
        assert_int_equal(rig.peer.backend->cipher_suite(rig.peer.ctx), 0);
        assert_int_equal(rig.peer.backend->finished(rig.peer.ctx, true, octets, sizeof octets, &len),
                         PC_NONE);
        assert_int_equal(verdict().code, PC_NOT_VALIDATED);
        assert_int_equal(pc_bearssl_alert(&rig.tap, record), 0);
        pc_bearssl_cut(&rig.tap);
        assert_int_equal(rig.peer.backend->state(rig.peer.ctx), PC_HANDSHAKE_FAILED);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_accepted),
                cmocka_unit_test(test_every_chunk),
                cmocka_unit_test(test_every_buffer),
                cmocka_unit_test(test_buffer_and_verification),
                cmocka_unit_test(test_more_than_needed),
                cmocka_unit_test(test_garbage_after_the_chain),
                cmocka_unit_test(test_twin_anchors),
                cmocka_unit_test(test_other_anchors),
                cmocka_unit_test(test_anchors_unknown),
                cmocka_unit_test(test_names),
                cmocka_unit_test(test_untrusted),
                cmocka_unit_test(test_name_in_the_subject),
                cmocka_unit_test(test_purpose_of_the_issuers),
                cmocka_unit_test(test_dates),
                cmocka_unit_test(test_other_clocks),
                cmocka_unit_test(test_purpose),
                cmocka_unit_test(test_not_a_ca),
                cmocka_unit_test(test_every_octet_counts),
                cmocka_unit_test(test_cut_certificates),
                cmocka_unit_test(test_empty_chain),
                cmocka_unit_test(test_nobody_verifies),
                cmocka_unit_test(test_incomplete_configuration),
                cmocka_unit_test(test_before),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
