#include "tls_support.h"

#include <stdlib.h>
#include <string.h>

#include "tls/bearssl/peercert_bearssl.h"
#include "tls/trust_store.h"

#define SYSTEM_BUNDLE "/etc/ssl/certs/ca-certificates.crt"

/* What BearSSL's own decoder finds in a certificate. */
struct decoded {
        br_x509_decoder_context context;
        uint8_t name[4096];
        size_t name_len;
};

static void take_name(void *ctx, const void *buf, size_t len)
{
        struct decoded *decoded = ctx;

        assert_true(len <= sizeof decoded->name - decoded->name_len);
        memcpy(decoded->name + decoded->name_len, buf, len);
        decoded->name_len += len;
}

static void decode(struct decoded *decoded, struct pc_slice der)
{
        decoded->name_len = 0;
        br_x509_decoder_init(&decoded->context, take_name, decoded);
        br_x509_decoder_push(&decoded->context, der.data, der.len);
}

static void assert_same_octets(const void *a, size_t a_len, const void *b, size_t b_len)
{
        assert_int_equal(a_len, b_len);
        assert_memory_equal(a, b, a_len);
}

static void assert_same_key(const br_x509_pkey *a, const br_x509_pkey *b)
{
        assert_int_equal(a->key_type, b->key_type);
        if (a->key_type == BR_KEYTYPE_RSA) {
                assert_same_octets(a->key.rsa.n, a->key.rsa.nlen, b->key.rsa.n, b->key.rsa.nlen);
                assert_same_octets(a->key.rsa.e, a->key.rsa.elen, b->key.rsa.e, b->key.rsa.elen);
        } else {
                assert_int_equal(a->key.ec.curve, b->key.ec.curve);
                assert_same_octets(a->key.ec.q, a->key.ec.qlen, b->key.ec.q, b->key.ec.qlen);
        }
}

static bool within(const unsigned char *part, size_t len, struct pc_slice whole)
{
        return part >= whole.data && part + len <= whole.data + whole.len;
}

/* The same as BearSSL's, and all of it views into the certificate. Returns whether it is an anchor. */
static bool check_anchor(struct pc_slice der)
{
        struct decoded own;
        br_x509_trust_anchor anchor;

        decode(&own, der);
        if (pc_bearssl_trust_anchor(der, &anchor) != PC_OK) {
                assert_int_not_equal(br_x509_decoder_last_error(&own.context), 0);
                return false;
        }
        assert_int_equal(br_x509_decoder_last_error(&own.context), 0);
        assert_same_octets(anchor.dn.data, anchor.dn.len, own.name, own.name_len);
        assert_same_key(&anchor.pkey, br_x509_decoder_get_pkey(&own.context));
        assert_true(within(anchor.dn.data, anchor.dn.len, der));
        assert_true(
                within(anchor.pkey.key_type == BR_KEYTYPE_RSA ? anchor.pkey.key.rsa.n : anchor.pkey.key.ec.q,
                       1, der));
        if (br_x509_decoder_isCA(&own.context)) {
                assert_int_equal(anchor.flags, BR_X509_TA_CA);
        }
        return true;
}

static void test_as_bearssl_decodes_them(void **state)
{
        static const char *const names[] = {"root",         "twin", "other", "expired",
                                            "intermediate", "leaf", "lone"};

        (void)state;
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
                assert_true(check_anchor(tls_certificate(names[i])));
        }
}

static unsigned flags_of(const char *name)
{
        br_x509_trust_anchor anchor;

        assert_int_equal(pc_bearssl_trust_anchor(tls_certificate(name), &anchor), PC_OK);
        return anchor.flags;
}

static void test_who_is_a_ca(void **state)
{
        (void)state;
        assert_int_equal(flags_of("root"), BR_X509_TA_CA);
        assert_int_equal(flags_of("intermediate"), BR_X509_TA_CA);
        assert_int_equal(flags_of("leaf"), 0);
        assert_int_equal(flags_of("lone"), 0);
        /* Version 1, self-signed and not: tests/unit/tls/make_certificates.py. */
        assert_int_equal(flags_of("v1_root"), BR_X509_TA_CA);
        assert_int_equal(flags_of("v1_leaf"), 0);
        /* No basicConstraints; keyUsage with and without keyCertSign. */
        assert_int_equal(flags_of("sign_only"), BR_X509_TA_CA);
        assert_int_equal(flags_of("ca_without_sign"), 0);
        assert_int_equal(flags_of("no_ca"), 0);
}

static void test_every_truncation(void **state)
{
        struct pc_slice der = tls_certificate("root");
        br_x509_trust_anchor anchor;

        (void)state;
        for (size_t len = 0; len < der.len; len++) {
                struct pc_slice cut = {der.data, len};

                assert_int_not_equal(pc_bearssl_trust_anchor(cut, &anchor), PC_OK);
        }
}

static void test_unsupported_keys(void **state)
{
        br_x509_trust_anchor anchor;

        (void)state;
        assert_int_equal(pc_bearssl_trust_anchor(tls_certificate("ed25519"), &anchor),
                         PC_ERR_TLS_UNSUPPORTED);
        assert_int_equal(pc_bearssl_trust_anchor(tls_certificate("pss_key"), &anchor),
                         PC_ERR_TLS_UNSUPPORTED);
        assert_int_equal(pc_bearssl_trust_anchor(tls_certificate("secp256k1"), &anchor),
                         PC_ERR_TLS_UNSUPPORTED);
}

/* Each root of the system's bundle, which is not there on every system. */
static void test_system_bundle(void **state)
{
        struct pc_trust_store *store;
        size_t anchors = 0;

        (void)state;
        assert_int_equal(pc_trust_store_new(&store), PC_OK);
        if (pc_trust_store_add_file(store, SYSTEM_BUNDLE, NULL) == PC_ERR_TLS_FILE) {
                pc_trust_store_free(store);
                skip();
        }
        for (size_t i = 0; i < pc_trust_store_count(store); i++) {
                anchors += check_anchor(pc_trust_store_anchor(store, i)) ? 1 : 0;
        }
        assert_true(anchors > 0);
        pc_trust_store_free(store);
}

static void test_error_texts(void **state)
{
        (void)state;
        assert_string_equal(pc_bearssl_error_text(BR_ERR_X509_NOT_TRUSTED), "no path to a trust anchor");
        assert_string_equal(pc_bearssl_error_text(BR_ERR_BAD_MAC), "record that does not authenticate");
        assert_string_equal(pc_bearssl_error_text(BR_ERR_RECV_FATAL_ALERT + 40),
                            "the peer sent a fatal alert");
        assert_string_equal(pc_bearssl_error_text(BR_ERR_SEND_FATAL_ALERT + 40), "a fatal alert was sent");
        assert_string_equal(pc_bearssl_error_text(-5), "unknown error");
        assert_string_equal(pc_bearssl_error_text(200), "unknown error");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_as_bearssl_decodes_them), cmocka_unit_test(test_who_is_a_ca),
                cmocka_unit_test(test_every_truncation),        cmocka_unit_test(test_unsupported_keys),
                cmocka_unit_test(test_system_bundle),           cmocka_unit_test(test_error_texts),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
