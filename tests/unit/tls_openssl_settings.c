/* How a session of the OpenSSL backend is set up: as Python's ssl.create_default_context sets up its own. */
#include "tls_pair.h"

#include <openssl/x509v3.h>

#include "tls/openssl/note.h"
#include "x509/verify.h"

static SSL *ssl_of(const struct pair_end *end)
{
        return ((const struct pc_openssl_note *)pair_peer(end).ctx)->ssl;
}

static void expect_common(const struct pair_end *end)
{
        const uint64_t options = SSL_get_options(ssl_of(end));

        assert_int_equal(SSL_get_min_proto_version(ssl_of(end)), TLS1_2_VERSION);
        assert_int_equal(SSL_get_security_level(ssl_of(end)), 2);
        assert_true((options & SSL_OP_NO_RENEGOTIATION) != 0);
        assert_true((options & SSL_OP_NO_COMPRESSION) != 0);
}

static void test_both(void **state)
{
        struct pair *pair = *state;

        pair_open(pair, "openssl");
        expect_common(&pair->client);
        expect_common(&pair->server);
        assert_true((SSL_get_options(ssl_of(&pair->server)) & SSL_OP_CIPHER_SERVER_PREFERENCE) != 0);
}

/* Only a whole label may be a wildcard; hostname_checks_common_name is the caller's. */
static void test_host_flags(void **state)
{
        struct pair *pair = *state;

        pair_open(pair, "openssl");
        assert_int_equal(X509_VERIFY_PARAM_get_hostflags(SSL_get0_param(ssl_of(&pair->client))),
                         X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        pair->client.config.host_flags = PC_HOST_NO_COMMON_NAME;
        pair_open(pair, "openssl");
        assert_int_equal(X509_VERIFY_PARAM_get_hostflags(SSL_get0_param(ssl_of(&pair->client))),
                         X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
}

/* An IP address is no server name: RFC 6066 3. */
static void test_server_name(void **state)
{
        struct pair *pair = *state;

        pair_open(pair, "openssl");
        assert_string_equal(SSL_get_servername(ssl_of(&pair->client), TLSEXT_NAMETYPE_host_name),
                            "localhost");
        pair->client.config.server_name = "127.0.0.1";
        pair_open(pair, "openssl");
        assert_null(SSL_get_servername(ssl_of(&pair->client), TLSEXT_NAMETYPE_host_name));
}

/* How many CAs the server says will do. */
static void test_ca_names(void **state)
{
        struct pair *pair = *state;

        pair->server.config.verify = PC_VERIFY_OPTIONAL;
        pair->client.config.protocol_max = TLS1_2_VERSION;
        pair_connect(pair, "openssl");
        assert_int_equal(sk_X509_NAME_num(SSL_get0_peer_CA_list(ssl_of(&pair->client))), 2);
        pair->server.config.no_ca_names = true;
        pair_connect(pair, "openssl");
        assert_int_equal(sk_X509_NAME_num(SSL_get0_peer_CA_list(ssl_of(&pair->client))), 0);
}

#define SETTINGS_TEST(name) cmocka_unit_test_setup_teardown(name, pair_set_up, pair_tear_down)

int main(void)
{
        const struct CMUnitTest tests[] = {
                SETTINGS_TEST(test_both),
                SETTINGS_TEST(test_host_flags),
                SETTINGS_TEST(test_server_name),
                SETTINGS_TEST(test_ca_names),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
