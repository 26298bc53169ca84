/* Whom a session of the OpenSSL backend refuses, on which certificate's account, and what the peer hears of
 * it. */
#include "tls_pair.h"

#include <stdlib.h>
#include <string.h>

#include "api/getpeercert.h"

struct refusal {
        const char *leaf;
        const char *anchor; /* besides the root */
        enum pc_result code;
        size_t index; /* 1: the anchor */
        const char *text;
        const char *alert;
};

/* The server sends its own certificate and no more. The texts are those of OpenSSL's verify command. */
static const struct refusal refusals[] = {
        {"client", NULL, PC_ERR_X509_PURPOSE, 0, "unsuitable certificate purpose", "unsupported_certificate"},
        {"early", NULL, PC_ERR_X509_NOT_YET, 0, "certificate is not yet valid", "bad_certificate"},
        {"sign_only", NULL, PC_ERR_TLS_SELF_SIGNED, 0, "self-signed certificate", "unknown_ca"},
        {"under_expired", NULL, PC_ERR_TLS_NOT_TRUSTED, 0, "unable to get local issuer certificate",
         "unknown_ca"},
        {"under_for_clients", "for_clients", PC_ERR_X509_PURPOSE, 1, "unsuitable certificate purpose",
         "unsupported_certificate"},
};

static void expect_refusal(struct pair *pair, const struct refusal *refusal)
{
        struct pc_verify_result verdict;
        struct pc_slice der;
        char text[128];

        pair_open(pair, "openssl");
        pair_shake_hands(pair);
        assert_int_equal(pair->client.result, refusal->code);
        snprintf(text, sizeof text, "certificate verify failed: %s", refusal->text);
        assert_string_equal(pc_session_error_text(pair->client.session), text);
        verdict = pc_peer_verify_result(pair_peer(&pair->client));
        assert_int_equal(verdict.code, refusal->code);
        assert_int_equal(verdict.index, refusal->index);
        assert_string_equal(verdict.text, refusal->text);
        assert_int_equal(pc_unverified_chain(pair_peer(&pair->client), 0, &der), PC_OK);
        assert_true(pc_slice_equal(der, tls_certificate(refusal->leaf)));
        assert_int_equal(pair->server.result, PC_ERR_TLS_ALERT);
        assert_non_null(strstr(pc_session_error_text(pair->server.session), refusal->alert));
}

static void test_refusals(void **state)
{
        struct pair *pair = *state;

        /* So that the server sends no CA certificates that it knows. */
        pair->server.config.trust = NULL;
        for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
                const struct refusal *refusal = &refusals[i];
                struct pc_credentials *own = pair_credentials(refusal->leaf, "leaf");
                struct pc_trust_store *trust;

                assert_int_equal(pc_trust_store_new(&trust), PC_OK);
                assert_int_equal(pc_trust_store_add_der(trust, tls_certificate("root"), NULL), PC_OK);
                if (refusal->anchor != NULL) {
                        assert_int_equal(
                                pc_trust_store_add_der(trust, tls_certificate(refusal->anchor), NULL), PC_OK);
                }
                pair->client.config.trust = trust;
                pair->server.config.own = own;
                expect_refusal(pair, refusal);
                pc_credentials_free(own);
                pc_trust_store_free(trust);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(test_refusals, pair_set_up, pair_tear_down),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
