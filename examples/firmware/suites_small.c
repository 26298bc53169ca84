/* ECDHE with AES-128-GCM or ChaCha20, signatures with SHA-256 to SHA-512: what today's servers have. */
#include "suites.h"

static const uint16_t suites[] = {
        BR_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, BR_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        BR_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, BR_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256};

static void set_hashes(br_ssl_engine_context *engine, br_x509_minimal_context *minimal)
{
        static const br_hash_class *const hashes[] = {&br_sha256_vtable, &br_sha384_vtable, &br_sha512_vtable};
        static const int ids[] = {br_sha256_ID, br_sha384_ID, br_sha512_ID};
        unsigned i;

        for (i = 0; i < 3; i++) {
                br_ssl_engine_set_hash(engine, ids[i], hashes[i]);
                br_x509_minimal_set_hash(minimal, ids[i], hashes[i]);
        }
}

void suites_client(br_ssl_client_context *client, br_x509_minimal_context *minimal, const br_x509_trust_anchor *anchor)
{
        br_ssl_engine_context *engine = &client->eng;

        br_ssl_client_zero(client);
        br_ssl_engine_set_suites(engine, suites, sizeof suites / sizeof suites[0]);
        br_ssl_engine_set_rsavrfy(engine, br_rsa_i15_pkcs1_vrfy);
        br_ssl_engine_set_ec(engine, &br_ec_prime_i15);
        br_ssl_engine_set_ecdsa(engine, br_ecdsa_i15_vrfy_asn1);
        br_ssl_engine_set_prf_sha256(engine, br_tls12_sha256_prf);
        br_ssl_engine_set_default_aes_gcm(engine);
        br_ssl_engine_set_default_chapol(engine);
        br_x509_minimal_init(minimal, &br_sha256_vtable, anchor, 1);
        br_x509_minimal_set_rsa(minimal, br_rsa_i15_pkcs1_vrfy);
        br_x509_minimal_set_ecdsa(minimal, &br_ec_prime_i15, br_ecdsa_i15_vrfy_asn1);
        set_hashes(engine, minimal);
}
