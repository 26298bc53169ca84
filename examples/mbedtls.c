/* mbedtls HOST PORT CAFILE: an mbedTLS client that prints the server's certificate as JSON. */
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <peercert.h>
#include <peercert_mbedtls.h>
#include <stdio.h>

static mbedtls_entropy_context entropy;
static mbedtls_ctr_drbg_context random_source;
static mbedtls_x509_crt anchors;
static mbedtls_net_context line;
static mbedtls_ssl_config config;
static mbedtls_ssl_context ssl;

static int print(void *ctx, const void *data, size_t len)
{
        return fwrite(data, 1, len, ctx) == len ? 0 : -1;
}

int main(int argc, char **argv)
{
        struct pc_certificate cert;

        mbedtls_entropy_init(&entropy);
        mbedtls_ctr_drbg_init(&random_source);
        mbedtls_ctr_drbg_seed(&random_source, mbedtls_entropy_func, &entropy, NULL, 0);
        mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM, 0);
        mbedtls_ssl_conf_rng(&config, mbedtls_ctr_drbg_random, &random_source);
        mbedtls_ssl_conf_ca_chain(&config, &anchors, NULL);
        if (argc != 4 || mbedtls_x509_crt_parse_file(&anchors, argv[3]) != 0 ||
            mbedtls_net_connect(&line, argv[1], argv[2], MBEDTLS_NET_PROTO_TCP) != 0 ||
            mbedtls_ssl_setup(&ssl, &config) != 0 || mbedtls_ssl_set_hostname(&ssl, argv[1]) != 0) {
                return 2;
        }
        mbedtls_ssl_set_bio(&ssl, &line, mbedtls_net_send, mbedtls_net_recv, NULL);
        return mbedtls_ssl_handshake(&ssl) != 0 ||
               pc_getpeercert(pc_mbedtls_peer(&ssl), &cert, NULL) != PC_OK ||
               pc_write_json(&cert, print, stdout) != PC_OK;
}
