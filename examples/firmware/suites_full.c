/* All of BearSSL's, for TLS 1.2. */
#include "suites.h"

/* The better first: AEAD before CBC, with a new key for each connection before without. */
static const uint16_t suites[] = {
        BR_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        BR_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        BR_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        BR_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        BR_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        BR_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        BR_TLS_ECDH_ECDSA_WITH_AES_128_GCM_SHA256,
        BR_TLS_ECDH_ECDSA_WITH_AES_256_GCM_SHA384,
        BR_TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256,
        BR_TLS_ECDH_RSA_WITH_AES_256_GCM_SHA384,
        BR_TLS_RSA_WITH_AES_128_GCM_SHA256,
        BR_TLS_RSA_WITH_AES_256_GCM_SHA384,
        BR_TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
        BR_TLS_ECDHE_ECDSA_WITH_AES_256_CCM,
        BR_TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
        BR_TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8,
        BR_TLS_RSA_WITH_AES_128_CCM,
        BR_TLS_RSA_WITH_AES_256_CCM,
        BR_TLS_RSA_WITH_AES_128_CCM_8,
        BR_TLS_RSA_WITH_AES_256_CCM_8,
        BR_TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
        BR_TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,
        BR_TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
        BR_TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
        BR_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
        BR_TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
        BR_TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
        BR_TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
        BR_TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256,
        BR_TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA384,
        BR_TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA,
        BR_TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA,
        BR_TLS_ECDH_RSA_WITH_AES_128_CBC_SHA256,
        BR_TLS_ECDH_RSA_WITH_AES_256_CBC_SHA384,
        BR_TLS_ECDH_RSA_WITH_AES_128_CBC_SHA,
        BR_TLS_ECDH_RSA_WITH_AES_256_CBC_SHA,
        BR_TLS_RSA_WITH_AES_128_CBC_SHA256,
        BR_TLS_RSA_WITH_AES_256_CBC_SHA256,
        BR_TLS_RSA_WITH_AES_128_CBC_SHA,
        BR_TLS_RSA_WITH_AES_256_CBC_SHA,
        BR_TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA,
        BR_TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA,
        BR_TLS_ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA,
        BR_TLS_ECDH_RSA_WITH_3DES_EDE_CBC_SHA,
        BR_TLS_RSA_WITH_3DES_EDE_CBC_SHA,
};

static void set_hashes(br_ssl_engine_context *engine, br_x509_minimal_context *minimal)
{
        suites_set_hash(engine, minimal, br_sha1_ID, &br_sha1_vtable);
        suites_set_hash(engine, minimal, br_sha224_ID, &br_sha224_vtable);
        suites_set_hash(engine, minimal, br_sha256_ID, &br_sha256_vtable);
        suites_set_hash(engine, minimal, br_sha384_ID, &br_sha384_vtable);
        suites_set_hash(engine, minimal, br_sha512_ID, &br_sha512_vtable);
        br_ssl_engine_set_prf_sha256(engine, br_tls12_sha256_prf);
        br_ssl_engine_set_prf_sha384(engine, br_tls12_sha384_prf);
}

static void set_ciphers(br_ssl_engine_context *engine)
{
        br_ssl_engine_set_gcm(engine, &br_sslrec_in_gcm_vtable, &br_sslrec_out_gcm_vtable);
        br_ssl_engine_set_aes_ctr(engine, &br_aes_ct_ctr_vtable);
        br_ssl_engine_set_ghash(engine, br_ghash_ctmul32);
        br_ssl_engine_set_chapol(engine, &br_sslrec_in_chapol_vtable, &br_sslrec_out_chapol_vtable);
        br_ssl_engine_set_chacha20(engine, br_chacha20_ct_run);
        br_ssl_engine_set_poly1305(engine, br_poly1305_i15_run);
        br_ssl_engine_set_ccm(engine, &br_sslrec_in_ccm_vtable, &br_sslrec_out_ccm_vtable);
        br_ssl_engine_set_aes_ctrcbc(engine, &br_aes_ct_ctrcbc_vtable);
        br_ssl_engine_set_cbc(engine, &br_sslrec_in_cbc_vtable, &br_sslrec_out_cbc_vtable);
        br_ssl_engine_set_aes_cbc(engine, &br_aes_ct_cbcenc_vtable, &br_aes_ct_cbcdec_vtable);
        br_ssl_engine_set_des_cbc(engine, &br_des_ct_cbcenc_vtable, &br_des_ct_cbcdec_vtable);
}

static void set_engine(br_ssl_engine_context *engine, br_x509_minimal_context *minimal)
{
        br_ssl_engine_set_suites(engine, suites, sizeof suites / sizeof suites[0]);
        suites_set_verification(engine, minimal);
        set_hashes(engine, minimal);
        set_ciphers(engine);
}

void suites_client(br_ssl_client_context *client, br_x509_minimal_context *minimal)
{
        br_ssl_client_zero(client);
        br_ssl_client_set_rsapub(client, br_rsa_i15_public);
        set_engine(&client->eng, minimal);
}

void suites_server(br_ssl_server_context *server, br_x509_minimal_context *minimal)
{
        br_ssl_server_zero(server);
        set_engine(&server->eng, minimal);
}
