#include "tls/bearssl/credentials.h"

#include <stdlib.h>
#include <string.h>

#include "tls/bearssl/internal.h"

/* Octets of the largest public key: RSA's modulus of 4096 bits, or a point of P-521. */
#define PUBLIC_MAX 512

static bool same_modulus(const br_rsa_private_key *own, const br_rsa_public_key *certified)
{
        br_rsa_compute_modulus compute = br_rsa_compute_modulus_get_default();
        unsigned char modulus[PUBLIC_MAX];
        size_t len = compute(NULL, own);

        return len != 0 && len <= sizeof modulus && len == certified->nlen && compute(modulus, own) == len &&
               memcmp(modulus, certified->n, len) == 0;
}

static bool same_point(const br_ec_private_key *own, const br_ec_public_key *certified)
{
        unsigned char point[BR_EC_KBUF_PUB_MAX_SIZE];
        size_t len = br_ec_compute_pub(br_ec_get_default(), NULL, point, own);

        return len != 0 && own->curve == certified->curve && len == certified->qlen &&
               memcmp(point, certified->q, len) == 0;
}

/* Python refuses what does not belong together as soon as it is loaded. */
static bool belongs(const br_skey_decoder_context *key, struct pc_slice leaf)
{
        struct pc_certificate cert;
        br_x509_pkey certified;

        if (pc_certificate_parse(&cert, leaf, NULL) != PC_OK ||
            pc_bearssl_public_key(&cert, &certified) != PC_OK ||
            certified.key_type != br_skey_decoder_key_type(key)) {
                return false;
        }
        return certified.key_type == BR_KEYTYPE_RSA
                       ? same_modulus(br_skey_decoder_get_rsa(key), &certified.key.rsa)
                       : same_point(br_skey_decoder_get_ec(key), &certified.key.ec);
}

static enum pc_result read_chain(struct pc_bearssl_credentials *out, const struct pc_credentials *credentials)
{
        const size_t count = pc_credentials_count(credentials);

        out->chain = calloc(count, sizeof *out->chain);
        if (out->chain == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        out->count = count;
        for (size_t i = 0; i < count; i++) {
                struct pc_slice der = pc_credentials_certificate(credentials, i);

                out->chain[i].data = pc_bearssl_octets(der);
                out->chain[i].data_len = der.len;
        }
        return PC_OK;
}

enum pc_result pc_bearssl_credentials_read(struct pc_bearssl_credentials *out,
                                           const struct pc_credentials *credentials)
{
        const struct pc_slice key = pc_credentials_key(credentials);

        br_skey_decoder_init(&out->key);
        br_skey_decoder_push(&out->key, key.data, key.len);
        if (br_skey_decoder_last_error(&out->key) != 0 ||
            !belongs(&out->key, pc_credentials_certificate(credentials, 0))) {
                return PC_ERR_TLS_CONFIG;
        }
        return read_chain(out, credentials);
}

void pc_bearssl_credentials_free(struct pc_bearssl_credentials *credentials)
{
        free(credentials->chain);
        credentials->chain = NULL;
        credentials->count = 0;
}

/* Static ECDH, which would need a key's other use, is not offered: it has no forward secrecy. */
void pc_bearssl_credentials_serve(const struct pc_bearssl_credentials *own, br_ssl_server_context *server)
{
        if (br_skey_decoder_key_type(&own->key) == BR_KEYTYPE_RSA) {
                br_ssl_server_init_full_rsa(server, own->chain, own->count,
                                            br_skey_decoder_get_rsa(&own->key));
                return;
        }
        br_ssl_server_init_full_ec(server, own->chain, own->count, BR_KEYTYPE_EC,
                                   br_skey_decoder_get_ec(&own->key));
        br_ssl_server_set_single_ec(server, own->chain, own->count, br_skey_decoder_get_ec(&own->key),
                                    BR_KEYTYPE_SIGN, BR_KEYTYPE_EC, br_ec_get_default(),
                                    br_ecdsa_sign_asn1_get_default());
}

void pc_bearssl_credentials_present(const struct pc_bearssl_credentials *own, br_ssl_client_context *client)
{
        if (br_skey_decoder_key_type(&own->key) == BR_KEYTYPE_RSA) {
                br_ssl_client_set_single_rsa(client, own->chain, own->count,
                                             br_skey_decoder_get_rsa(&own->key),
                                             br_rsa_pkcs1_sign_get_default());
        } else {
                br_ssl_client_set_single_ec(client, own->chain, own->count, br_skey_decoder_get_ec(&own->key),
                                            BR_KEYTYPE_SIGN, BR_KEYTYPE_EC, br_ec_get_default(),
                                            br_ecdsa_sign_asn1_get_default());
        }
}
