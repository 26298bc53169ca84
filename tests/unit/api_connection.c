/* What a connection tells besides certificates, channel bindings and pins, on a connection that is only data.
 */
#include "api_support.h"

#include <string.h>

#include "extension_certificate.h"
#include "tls/memory/peercert_memory.h"

static struct certificate_vector good;
static struct certificate_vector other;

static int set_up(void **state)
{
        (void)state;
        good = certificate_named("base/all-keys");
        other = certificate_named("base/v2");
        return 0;
}

static int tear_down(void **state)
{
        (void)state;
        release_certificate(&good);
        release_certificate(&other);
        return 0;
}

/* A finished handshake. */
static struct pc_memory_connection connection(void)
{
        struct pc_memory_connection made = {
                .state = PC_HANDSHAKE_DONE,
                .peer_chain = &good.der,
                .peer_chain_len = 1,
                .protocol = 0x0303,
                .cipher_suite = 0xC02F,
        };

        return made;
}

static void assert_cipher(const struct pc_cipher *cipher, const char *name, const char *protocol,
                          unsigned bits)
{
        assert_string_equal(cipher->name, name);
        assert_string_equal(cipher->protocol, protocol);
        assert_int_equal(cipher->bits, bits);
}

static void test_cipher(void **state)
{
        struct pc_memory_connection made = connection();
        struct pc_cipher cipher = {NULL, NULL, 0};

        (void)state;
        assert_int_equal(pc_cipher(pc_memory_peer(&made), &cipher), PC_OK);
        assert_cipher(&cipher, "ECDHE-RSA-AES128-GCM-SHA256", "TLSv1.2", 128);
        made.cipher_suite = 0xC013; /* the column is the oldest protocol, not the one in use */
        assert_int_equal(pc_cipher(pc_memory_peer(&made), &cipher), PC_OK);
        assert_string_equal(cipher.protocol, "TLSv1.0");
        made.cipher_suite = 0;
        assert_int_equal(pc_cipher(pc_memory_peer(&made), &cipher), PC_NONE);
        made.cipher_suite = 0xFFFE;
        assert_int_equal(pc_cipher(pc_memory_peer(&made), &cipher), PC_ERR_TLS_UNSUPPORTED);
}

static void test_shared_ciphers(void **state)
{
        static const uint16_t suites[] = {0x1301, 0xC02B};
        struct pc_memory_connection made = connection();
        struct pc_cipher cipher = {NULL, NULL, 0};

        (void)state;
        assert_int_equal(pc_shared_cipher(pc_memory_peer(&made), 0, &cipher), PC_NONE);
        made.shared_cipher_suites = suites;
        made.shared_cipher_suites_len = 2;
        assert_int_equal(pc_shared_cipher(pc_memory_peer(&made), 0, &cipher), PC_OK);
        assert_cipher(&cipher, "TLS_AES_128_GCM_SHA256", "TLSv1.3", 128);
        assert_int_equal(pc_shared_cipher(pc_memory_peer(&made), 1, &cipher), PC_OK);
        assert_cipher(&cipher, "ECDHE-ECDSA-AES128-GCM-SHA256", "TLSv1.2", 128);
        assert_int_equal(pc_shared_cipher(pc_memory_peer(&made), 2, &cipher), PC_END);
}

static void test_protocol_version(void **state)
{
        struct pc_memory_connection made = connection();

        (void)state;
        assert_string_equal(pc_protocol_version(pc_memory_peer(&made)), "TLSv1.2");
        made.state = PC_HANDSHAKE_CLOSED;
        assert_string_equal(pc_protocol_version(pc_memory_peer(&made)), "TLSv1.2");
        made.state = PC_HANDSHAKE_IN_PROGRESS;
        assert_null(pc_protocol_version(pc_memory_peer(&made)));
        made.state = PC_HANDSHAKE_DONE;
        made.protocol = 0;
        assert_null(pc_protocol_version(pc_memory_peer(&made)));
}

static void test_names(void **state)
{
        struct pc_memory_connection made = connection();
        const char *name = "untouched";

        (void)state;
        assert_int_equal(pc_server_name(pc_memory_peer(&made), &name), PC_NONE);
        assert_int_equal(pc_compression(pc_memory_peer(&made), &name), PC_NONE);
        assert_string_equal(name, "untouched");
        made.server_name = "example.org";
        made.compression = "DEFLATE";
        assert_int_equal(pc_server_name(pc_memory_peer(&made), &name), PC_OK);
        assert_string_equal(name, "example.org");
        assert_int_equal(pc_compression(pc_memory_peer(&made), &name), PC_OK);
        assert_string_equal(name, "DEFLATE");
        assert_int_equal(pc_resumed(pc_memory_peer(&made)), PC_NONE);
        made.resumed = true;
        assert_int_equal(pc_resumed(pc_memory_peer(&made)), PC_OK);
}

static void test_binding_names(void **state)
{
        enum pc_channel_binding type;
        size_t i;

        (void)state;
        for (i = 0; i < 3; i++) {
                const char *name = pc_channel_binding_name((enum pc_channel_binding)i);

                assert_int_equal(pc_channel_binding_find(name, &type), PC_OK);
                assert_int_equal(type, i);
        }
        assert_int_equal(pc_channel_binding_find("tls-unique", &type), PC_OK);
        assert_int_equal(type, PC_CHANNEL_BINDING_TLS_UNIQUE);
        assert_int_equal(pc_channel_binding_find("tls-uniqu", &type), PC_NONE);
        assert_int_equal(pc_channel_binding_find("TLS-UNIQUE", &type), PC_NONE);
        assert_int_equal(pc_channel_binding_find("", &type), PC_NONE);
        assert_null(pc_channel_binding_name((enum pc_channel_binding)3));
}

static void test_tls_unique(void **state)
{
        static const uint8_t client[12] = "first first";
        static const uint8_t server[12] = "secnd secnd";
        struct pc_memory_connection made = connection();
        const struct pc_peer peer = pc_memory_peer(&made);
        const enum pc_channel_binding type = PC_CHANNEL_BINDING_TLS_UNIQUE;
        uint8_t buf[48];
        size_t len = 0;

        (void)state;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_NONE);
        made.finished[0].data = client;
        made.finished[0].len = sizeof client;
        made.finished[1].data = server;
        made.finished[1].len = sizeof server;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_OK);
        assert_int_equal(len, sizeof client);
        assert_memory_equal(buf, client, sizeof client);
        assert_int_equal(pc_channel_binding(peer, type, buf, 11, &len), PC_ERR_API_SPACE);
}

static void test_tls_exporter(void **state)
{
        static const uint8_t material[32] = "keying material, of 32 octets..";
        struct pc_memory_connection made = connection();
        const struct pc_peer peer = pc_memory_peer(&made);
        const enum pc_channel_binding type = PC_CHANNEL_BINDING_TLS_EXPORTER;
        uint8_t buf[PC_CHANNEL_BINDING_MAX];
        size_t len = 0;

        (void)state;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_NONE);
        made.keying_material.data = material;
        made.keying_material.len = sizeof material;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_OK);
        assert_int_equal(len, sizeof material);
        assert_memory_equal(buf, material, sizeof material);
        assert_int_equal(pc_channel_binding(peer, type, buf, 31, &len), PC_ERR_API_SPACE);
        made.state = PC_HANDSHAKE_IN_PROGRESS;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_NONE);
}

/* In place of a hash: which one was asked for, and the first octets of what it was to hash. */
static enum pc_result show_question(const void *ctx, enum pc_hash hash, struct pc_slice data,
                                    uint8_t out[PC_HASH_MAX])
{
        (void)ctx;
        memset(out, 0, PC_HASH_MAX);
        out[0] = (uint8_t)hash;
        out[1] = (uint8_t)(data.len >> 8);
        out[2] = (uint8_t)data.len;
        memcpy(out + 3, data.data, 8);
        return PC_OK;
}

static struct pc_backend with_hash(void)
{
        struct pc_backend backend = pc_memory_backend;

        backend.digest = show_question;
        return backend;
}

/* The server's certificate is hashed, whoever of the two that is, with the hash of its signature: SHA-256
 * here. */
static void test_tls_server_end_point(void **state)
{
        const struct pc_backend backend = with_hash();
        struct pc_memory_connection made = connection();
        const struct pc_peer peer = {&backend, &made};
        const enum pc_channel_binding type = PC_CHANNEL_BINDING_TLS_SERVER_END_POINT;
        uint8_t wanted[PC_HASH_MAX];
        uint8_t buf[PC_CHANNEL_BINDING_MAX];
        size_t len = 0;

        (void)state;
        assert_int_equal(show_question(NULL, PC_HASH_SHA256, good.der, wanted), PC_OK);
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_OK);
        assert_int_equal(len, 32);
        assert_memory_equal(buf, wanted, 32);
        assert_int_equal(pc_channel_binding(peer, type, buf, 31, &len), PC_ERR_API_SPACE);

        made.role = PC_ROLE_SERVER;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_NONE);
        made.own_certificate = other.der;
        assert_int_equal(show_question(NULL, PC_HASH_SHA256, other.der, wanted), PC_OK);
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_OK);
        assert_memory_equal(buf, wanted, 32);

        made.state = PC_HANDSHAKE_IN_PROGRESS;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_NONE);
        made.state = PC_HANDSHAKE_DONE;
        assert_int_equal(pc_channel_binding(pc_memory_peer(&made), type, buf, sizeof buf, &len),
                         PC_ERR_TLS_UNSUPPORTED);
}

/* RFC 5929 4.1: SHA-256 in place of MD5 and SHA-1. */
static void test_end_point_hashes(void **state)
{
        static const uint8_t signatures[][15] = {
                {0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x04, 0x05}, /* MD5 */
                {0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05}, /* SHA-1 */
                {0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B, 0x05},
                {0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0C, 0x05}, /* SHA-384 */
        };
        const struct pc_backend backend = with_hash();
        struct pc_memory_connection made = connection();
        const struct pc_peer peer = {&backend, &made};
        size_t i;

        (void)state;
        for (i = 0; i < 4; i++) {
                const struct certificate_parts parts = {.algorithm = {signatures[i], sizeof signatures[i]}};
                const struct pc_slice der = certificate_from(&parts);
                uint8_t buf[PC_CHANNEL_BINDING_MAX];
                size_t len = 0;

                made.peer_chain = &der;
                assert_int_equal(
                        pc_channel_binding(peer, PC_CHANNEL_BINDING_TLS_SERVER_END_POINT, buf, sizeof buf, &len),
                        PC_OK);
                assert_int_equal(len, i < 3 ? 32 : 48);
                assert_int_equal(buf[0], i < 3 ? PC_HASH_SHA256 : PC_HASH_SHA384);
                free_octets(der);
        }
}

static enum pc_result refuse_digest(const void *ctx, enum pc_hash hash, struct pc_slice data,
                                    uint8_t out[PC_HASH_MAX])
{
        (void)ctx;
        (void)hash;
        (void)data;
        (void)out;
        return PC_ERR_TLS_UNSUPPORTED;
}

/* No certificate, one that is none, one whose signature has no hash, a hash that the backend has not. */
static void test_no_end_point(void **state)
{
        static const struct certificate_parts usual; /* signed with Ed25519 */
        const struct pc_slice garbage = {(const uint8_t *)"garbage", 7};
        const struct pc_slice without_hash = certificate_from(&usual);
        const enum pc_channel_binding type = PC_CHANNEL_BINDING_TLS_SERVER_END_POINT;
        struct pc_backend backend = with_hash();
        struct pc_memory_connection made = connection();
        const struct pc_peer peer = {&backend, &made};
        uint8_t buf[PC_CHANNEL_BINDING_MAX];
        uint8_t pin[PC_FINGERPRINT];
        struct pc_certificate cert;
        size_t len;

        (void)state;
        made.peer_chain_len = 0;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_NONE);
        made.peer_chain_len = 1;
        made.peer_chain = &garbage;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_ERR_DER_TAG);
        made.peer_chain = &without_hash;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_NONE);
        made.peer_chain = &good.der;
        made.role = PC_ROLE_SERVER;
        backend.own_certificate = NULL;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_ERR_TLS_UNSUPPORTED);
        made.role = PC_ROLE_CLIENT;
        backend.digest = refuse_digest;
        assert_int_equal(pc_channel_binding(peer, type, buf, sizeof buf, &len), PC_ERR_TLS_UNSUPPORTED);
        assert_int_equal(pc_certificate_parse(&cert, good.der, NULL), PC_OK);
        assert_int_equal(pc_fingerprint(&backend, &cert, pin), PC_ERR_TLS_UNSUPPORTED);
        assert_int_equal(pc_fingerprint(NULL, &cert, pin), PC_ERR_TLS_UNSUPPORTED);
        assert_int_equal(pc_channel_binding(peer, (enum pc_channel_binding)3, buf, sizeof buf, &len),
                         PC_ERR_TLS_UNSUPPORTED);
        free_octets(without_hash);
}

/* A backend that leaves one slot open. */
static void test_open_slots(void **state)
{
        const struct pc_slice chain[] = {good.der};
        struct pc_memory_connection made = connection();
        struct pc_backend backend = pc_memory_backend;
        const struct pc_peer peer = {&backend, &made};
        struct pc_slice der;

        (void)state;
        backend.protocol = NULL;
        assert_null(pc_protocol_version(peer));
        backend.peer_certificate = NULL;
        assert_int_equal(pc_getpeercert_binary(peer, &der), PC_ERR_TLS_UNSUPPORTED);
        backend = pc_memory_backend;
        made.peer_chain = chain;
        made.resumed = true;
        made.chain_kept = true;
        assert_int_equal(pc_unverified_chain(peer, 0, &der), PC_OK);
        backend.chain_kept = NULL;
        assert_int_equal(pc_unverified_chain(peer, 0, &der), PC_END);
        backend.resumed = NULL;
        assert_int_equal(pc_unverified_chain(peer, 0, &der), PC_OK);
}

static void test_pins(void **state)
{
        const struct pc_backend backend = with_hash();
        struct pc_memory_connection made = connection();
        const struct pc_peer peer = {&backend, &made};
        struct pc_certificate cert;
        uint8_t pins[3][PC_FINGERPRINT];
        uint8_t wanted[PC_HASH_MAX];
        size_t bit;

        (void)state;
        assert_int_equal(pc_certificate_parse(&cert, good.der, NULL), PC_OK);
        assert_int_equal(show_question(NULL, PC_HASH_SHA256, cert.der, wanted), PC_OK);
        assert_int_equal(pc_fingerprint(&backend, &cert, pins[0]), PC_OK);
        assert_memory_equal(pins[0], wanted, PC_FINGERPRINT);
        assert_int_equal(show_question(NULL, PC_HASH_SHA256, cert.spki, wanted), PC_OK);
        assert_int_equal(pc_key_fingerprint(&backend, &cert, pins[2]), PC_OK);
        assert_memory_equal(pins[2], wanted, PC_FINGERPRINT);
        memset(pins[1], 0xFF, PC_FINGERPRINT);

        assert_int_equal(pc_pin_check(peer, pins[0], 3), PC_OK);
        assert_int_equal(pc_pin_check(peer, pins[0], 2), PC_ERR_API_PIN);
        assert_int_equal(pc_pin_check(peer, pins[0], 0), PC_ERR_API_PIN);
        assert_int_equal(pc_pin_check(pc_memory_peer(&made), pins[0], 3), PC_ERR_TLS_UNSUPPORTED);
        for (bit = 0; bit < 8 * PC_FINGERPRINT; bit++) {
                pins[2][bit / 8] ^= (uint8_t)(1u << bit % 8);
                assert_int_equal(pc_pin_check(peer, pins[0], 3), PC_ERR_API_PIN);
                pins[2][bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
        made.peer_chain_len = 0;
        assert_int_equal(pc_pin_check(peer, pins[0], 3), PC_NO_CERTIFICATE);
        made.state = PC_HANDSHAKE_FAILED;
        assert_int_equal(pc_pin_check(peer, pins[0], 3), PC_ERR_API_HANDSHAKE);
}

/* A backend that can say nothing, and a peer that was never connected. */
static void test_nothing_to_say(void **state)
{
        static const struct pc_backend mute = {.name = "mute"};
        const struct {
                struct pc_peer peer;
                enum pc_result result;
        } rows[] = {{{&mute, NULL}, PC_ERR_TLS_UNSUPPORTED}, {{NULL, NULL}, PC_NONE}};
        size_t i;
        size_t type;

        (void)state;
        for (i = 0; i < 2; i++) {
                const struct pc_peer peer = rows[i].peer;
                struct pc_cipher cipher;
                const char *name;
                uint8_t buf[PC_CHANNEL_BINDING_MAX];
                size_t len;

                assert_int_equal(pc_cipher(peer, &cipher), rows[i].result);
                assert_int_equal(pc_shared_cipher(peer, 0, &cipher), rows[i].result);
                assert_int_equal(pc_compression(peer, &name), rows[i].result);
                assert_int_equal(pc_server_name(peer, &name), rows[i].result);
                assert_int_equal(pc_resumed(peer), rows[i].result);
                for (type = 0; type < 3; type++) {
                        assert_int_equal(pc_channel_binding(peer, (enum pc_channel_binding)type, buf,
                                                            sizeof buf, &len),
                                         rows[i].result);
                }
                assert_null(pc_protocol_version(peer));
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_cipher),
                cmocka_unit_test(test_shared_ciphers),
                cmocka_unit_test(test_protocol_version),
                cmocka_unit_test(test_names),
                cmocka_unit_test(test_binding_names),
                cmocka_unit_test(test_tls_unique),
                cmocka_unit_test(test_tls_exporter),
                cmocka_unit_test(test_tls_server_end_point),
                cmocka_unit_test(test_end_point_hashes),
                cmocka_unit_test(test_no_end_point),
                cmocka_unit_test(test_open_slots),
                cmocka_unit_test(test_pins),
                cmocka_unit_test(test_nothing_to_say),
        };

        return cmocka_run_group_tests(tests, set_up, tear_down);
}
