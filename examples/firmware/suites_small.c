/* ECDHE with AES-128-GCM or ChaCha20, signatures with SHA-256 to SHA-512: what today's peers have. */
#include "suites.h"

static const uint16_t suites[] = {
        BR_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        BR_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        BR_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        BR_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
};

static void set_engine(br_ssl_engine_context *engine, br_x509_minimal_context *minimal)
{
        br_ssl_engine_set_suites(engine, suites, sizeof suites / sizeof suites[0]);
        suites_set_verification(engine, minimal);
        suites_set_hash(engine, minimal, br_sha256_ID, &br_sha256_vtable);
        suites_set_hash(engine, minimal, br_sha384_ID, &br_sha384_vtable);
        suites_set_hash(engine, minimal, br_sha512_ID, &br_sha512_vtable);
        br_ssl_engine_set_prf_sha256(engine, br_tls12_sha256_prf);
        br_ssl_engine_set_gcm(engine, &br_sslrec_in_gcm_vtable, &br_sslrec_out_gcm_vtable);
        br_ssl_engine_set_aes_ctr(engine, &br_aes_ct_ctr_vtable);
        br_ssl_engine_set_ghash(engine, br_ghash_ctmul32);
        br_ssl_engine_set_chapol(engine, &br_sslrec_in_chapol_vtable, &br_sslrec_out_chapol_vtable);
        br_ssl_engine_set_chacha20(engine, br_chacha20_ct_run);
        br_ssl_engine_set_poly1305(engine, br_poly1305_i15_run);
}

void suites_client(br_ssl_client_context *client, br_x509_minimal_context *minimal)
{
        br_ssl_client_zero(client);
        set_engine(&client->eng, minimal);
}

void suites_server(br_ssl_server_context *server, br_x509_minimal_context *minimal)
{
        br_ssl_server_zero(server);
        set_engine(&server->eng, minimal);
}
