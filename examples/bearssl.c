/* bearssl HOST PORT CAFILE: a BearSSL client that prints the server's certificate as JSON. */
#include <stdio.h>

#include <peercert.h>
#include <peercert_bearssl.h>
#include <tls/trust_store.h>
#include "tcp.h"

int main(int argc, char **argv)
{
        static unsigned char records[BR_SSL_BUFSIZE_BIDI], chain[16384];
        static char json[65536];
        struct pc_bearssl_config config = {PC_VERIFY_REQUIRED, .chain = chain, .chain_size = sizeof chain};
        br_ssl_client_context client;
        br_x509_minimal_context minimal;
        br_x509_trust_anchor anchor;
        br_sslio_context io;
        static struct pc_trust_store *trust;
        struct pc_bearssl tap;
        struct pc_certificate cert;
        enum pc_result result;
        struct pc_buffer out = {json, sizeof json, 0};
        int fd = argc == 4 ? tcp_connect(argv[1], argv[2]) : -1;

        if (fd < 0 || pc_trust_store_new(&trust) != PC_OK ||
            pc_trust_store_add_file(trust, argv[3], NULL) != PC_OK ||
            pc_bearssl_trust_anchor(pc_trust_store_anchor(trust, 0), &anchor) != PC_OK) {
                return 2;
        }
        br_ssl_client_init_full(&client, &minimal, &anchor, 1);
        pc_bearssl_attach_client(&tap, &client, &minimal, &config);
        br_ssl_engine_set_buffer(&client.eng, records, sizeof records, 1);
        br_ssl_client_reset(&client, argv[1], 0);
        br_sslio_init(&io, &client.eng, tcp_read, &fd, tcp_write, &fd);
        br_sslio_flush(&io);
        result = pc_getpeercert(pc_bearssl_peer(&tap), &cert, NULL);
        result = result == PC_OK ? pc_write_json(&cert, pc_buffer_sink, &out) : result;
        pc_trust_store_free(trust);
        return result == PC_OK && puts(json) >= 0 ? 0 : 1;
}
