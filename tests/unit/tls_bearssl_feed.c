#include "tls_bearssl_feed.h"

#include <string.h>

struct rig rig;
uint8_t feed_buffer[8192];

/* A chain that should pass. */
struct feed feed_good(void)
{
        struct feed feed = {
                .chain = {"leaf", "intermediate"},
                .anchors = {"other", "root"},
                .config = {.server_name = "localhost",
                           .chain = feed_buffer,
                           .chain_size = sizeof feed_buffer,
                           .now = NOW},
                .anchors_known = true,
        };

        return feed;
}

void feed_attach(const struct feed *feed)
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
        pc_bearssl_key_reader_init(&rig.key_reader);
        config.key_reader = &rig.key_reader.vtable;
        config.anchors = feed->anchors_known ? rig.ders : NULL;
        pc_bearssl_attach_client(&rig.tap, &rig.client, &rig.minimal, &config);
        rig.peer = pc_bearssl_peer(&rig.tap);
}

void feed_der(struct pc_slice der, size_t chunk)
{
        const br_x509_class **ctx = &rig.tap.vtable;
        uint8_t pad[512];

        (*ctx)->start_cert(ctx, (uint32_t)der.len);
        for (size_t sent = 0; sent < der.len; sent += chunk) {
                size_t len = der.len - sent < chunk ? der.len - sent : chunk;

                /* The engine's feed_buffer is used again and again. */
                memset(pad, 0xEE, sizeof pad);
                memcpy(pad, der.data + sent, len);
                (*ctx)->append(ctx, pad, len);
        }
        (*ctx)->end_cert(ctx);
}

/* Feeds all of it; returns what the engine is told. */
unsigned feed_run(const struct feed *feed)
{
        const br_x509_class **ctx = &rig.tap.vtable;

        feed_attach(feed);
        (*ctx)->start_chain(ctx, feed->sni);
        for (size_t i = 0; feed->chain[i] != NULL; i++) {
                feed_der(tls_certificate(feed->chain[i]), feed->chunk == 0 ? 256 : feed->chunk);
        }
        return (*ctx)->end_chain(ctx);
}

struct pc_verify_result feed_verdict(void)
{
        struct pc_verify_result result;

        rig.peer.backend->verify_result(rig.peer.ctx, &result);
        assert_non_null(result.text);
        assert_true(result.text[0] != '\0');
        return result;
}

const br_x509_pkey *feed_key(unsigned *usages)
{
        return rig.tap.vtable->get_pkey((const br_x509_class *const *)&rig.tap.vtable, usages);
}

void feed_assert_sent(const char *const *chain)
{
        struct pc_slice der;
        size_t i = 0;

        for (; chain[i] != NULL; i++) {
                assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, i, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate(chain[i])));
        }
        assert_int_equal(rig.peer.backend->peer_certificate(rig.peer.ctx, i, &der), PC_END);
}

void feed_assert_verified(const char *const *chain)
{
        struct pc_slice der;
        size_t i = 0;

        for (; chain[i] != NULL; i++) {
                assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, i, &der), PC_OK);
                assert_true(pc_slice_equal(der, tls_certificate(chain[i])));
        }
        assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, i, &der), PC_END);
}

void feed_assert_accepted(const struct feed *feed, const char *const *verified)
{
        unsigned usages = 0;

        assert_int_equal(feed_run(feed), 0);
        assert_int_equal(feed_verdict().code, PC_OK);
        assert_non_null(feed_key(&usages));
        assert_int_not_equal(usages & BR_KEYTYPE_SIGN, 0);
        feed_assert_sent(feed->chain);
        feed_assert_verified(verified);
}

void feed_assert_refused(const struct feed *feed, enum pc_result code, size_t index)
{
        struct pc_slice der;
        unsigned usages;

        assert_int_not_equal(feed_run(feed), 0);
        assert_int_equal(feed_verdict().code, code);
        assert_int_equal(feed_verdict().index, index);
        assert_null(feed_key(&usages));
        feed_assert_sent(feed->chain);
        assert_int_equal(rig.peer.backend->verified_certificate(rig.peer.ctx, 0, &der), PC_END);
}
