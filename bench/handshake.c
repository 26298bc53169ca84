/*
 * usage: handshake plain|tap|anchors ROOT KEY CERTIFICATE...
 *
 * A TLS handshake between BearSSL and BearSSL, in memory, whose client verifies the server by
 * br_x509_minimal, or through peercert's tap, which may know the trust anchors' certificates. For callgrind,
 * which counts the instructions of the client's side: the function 'measured'.
 */
#include <bearssl.h>
#include <peercert_bearssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "set.h"
#include "tls/file.h"
#include "x509/pem.h"

#define DAY          86400
#define DAYS_TO_1970 719528
#define NAME         "localhost"
#define NOW          1654041600 /* June 2022 */

struct side {
        br_ssl_engine_context *engine;
        unsigned char buffer[BR_SSL_BUFSIZE_BIDI];
};

/* Not static, and never inlined: callgrind finds it by its name. */
void measured(br_ssl_engine_context *engine, const unsigned char *record, size_t len, size_t sent);

/* Lets the client have octets, or know that octets of its own have gone out: then it computes. */
__attribute__((noinline)) void measured(br_ssl_engine_context *engine, const unsigned char *record,
                                        size_t len, size_t sent)
{
        size_t room;

        if (sent > 0) {
                br_ssl_engine_sendrec_ack(engine, sent);
                return;
        }
        memcpy(br_ssl_engine_recvrec_buf(engine, &room), record, len);
        br_ssl_engine_recvrec_ack(engine, len);
}

/* The server's side does the same, uncounted. */
static void unmeasured(br_ssl_engine_context *engine, const unsigned char *record, size_t len, size_t sent)
{
        size_t room;

        if (sent > 0) {
                br_ssl_engine_sendrec_ack(engine, sent);
                return;
        }
        memcpy(br_ssl_engine_recvrec_buf(engine, &room), record, len);
        br_ssl_engine_recvrec_ack(engine, len);
}

typedef void step(br_ssl_engine_context *engine, const unsigned char *record, size_t len, size_t sent);

/* Moves what one side has to the other; false where it has nothing. */
static bool move(br_ssl_engine_context *from, step *from_step, br_ssl_engine_context *to, step *to_step)
{
        unsigned char octets[4096];
        size_t len;
        size_t room;
        const unsigned char *out = br_ssl_engine_sendrec_buf(from, &len);

        if (out == NULL || br_ssl_engine_recvrec_buf(to, &room) == NULL) {
                return false;
        }
        len = len < room ? len : room;
        len = len < sizeof octets ? len : sizeof octets;
        memcpy(octets, out, len);
        from_step(from, NULL, 0, len);
        to_step(to, octets, len, 0);
        return true;
}

static struct pc_slice read_key(const char *path)
{
        struct pc_slice text;
        struct pc_slice der;
        struct pc_pem_block block;
        uint8_t *buf;

        if (pc_file_read(path, &text) != PC_OK || pc_pem_next(&text, &block) != PC_OK) {
                fprintf(stderr, "%s: no key\n", path);
                exit(2);
        }
        buf = malloc(block.body.len);
        if (buf == NULL || pc_pem_decode(block.body, buf, block.body.len, &der, NULL) != PC_OK) {
                fprintf(stderr, "%s: no key\n", path);
                exit(2);
        }
        return der;
}

static bool start_server(br_ssl_server_context *server, struct side *side, const struct set *chain,
                         const char *key)
{
        static br_skey_decoder_context decoder;
        static br_x509_certificate certificates[8];
        const struct pc_slice der = read_key(key);
        size_t i;

        for (i = 0; i < chain->count && i < 8; i++) {
                certificates[i].data = (unsigned char *)(uintptr_t)chain->certificates[i].data;
                certificates[i].data_len = chain->certificates[i].len;
        }
        br_skey_decoder_init(&decoder);
        br_skey_decoder_push(&decoder, der.data, der.len);
        if (br_skey_decoder_key_type(&decoder) == BR_KEYTYPE_EC) {
                br_ssl_server_init_full_ec(server, certificates, i, BR_KEYTYPE_EC,
                                           br_skey_decoder_get_ec(&decoder));
        } else {
                br_ssl_server_init_full_rsa(server, certificates, i, br_skey_decoder_get_rsa(&decoder));
        }
        side->engine = &server->eng;
        br_ssl_engine_set_buffer(side->engine, side->buffer, sizeof side->buffer, 1);
        br_ssl_engine_inject_entropy(side->engine, "server", 6);
        return br_ssl_server_reset(server) == 1;
}

int main(int argc, char **argv)
{
        static struct side client_side;
        static struct side server_side;
        static br_ssl_client_context client;
        static br_ssl_server_context server;
        static br_x509_minimal_context minimal;
        static struct pc_bearssl tap;
        static uint8_t chain_buffer[16384];
        struct set chain = {NULL, 0, 0};
        struct set roots = {NULL, 0, 0};
        br_x509_trust_anchor anchor;
        int i;

        if (argc < 5) {
                fputs("usage: handshake plain|tap|anchors ROOT KEY CERTIFICATE...\n", stderr);
                return 2;
        }
        set_load(&roots, argv[2]);
        for (i = 4; i < argc; i++) {
                set_load(&chain, argv[i]);
        }
        if (roots.count == 0 || pc_bearssl_trust_anchor(roots.certificates[0], &anchor) != PC_OK ||
            !start_server(&server, &server_side, &chain, argv[3])) {
                fputs("handshake: cannot start\n", stderr);
                return 2;
        }
        br_ssl_client_init_full(&client, &minimal, &anchor, 1);
        br_x509_minimal_set_time(&minimal, (uint32_t)(NOW / DAY + DAYS_TO_1970), (uint32_t)(NOW % DAY));
        client_side.engine = &client.eng;
        br_ssl_engine_set_buffer(&client.eng, client_side.buffer, sizeof client_side.buffer, 1);
        br_ssl_engine_inject_entropy(&client.eng, "client", 6);
        if (strcmp(argv[1], "plain") != 0) {
                pc_bearssl_attach_client(
                        &tap, &client, &minimal,
                        &(struct pc_bearssl_config){
                                .verify = PC_VERIFY_REQUIRED,
                                .server_name = NAME,
                                .chain = chain_buffer,
                                .chain_size = sizeof chain_buffer,
                                .anchors = strcmp(argv[1], "anchors") == 0 ? roots.certificates : NULL,
                                .now = NOW});
        }
        if (br_ssl_client_reset(&client, NAME, 0) != 1) {
                fputs("handshake: cannot start\n", stderr);
                return 2;
        }
        while (move(&client.eng, measured, &server.eng, unmeasured) ||
               move(&server.eng, unmeasured, &client.eng, measured)) {
                continue;
        }
        if ((br_ssl_engine_current_state(&client.eng) & BR_SSL_SENDAPP) == 0) {
                fprintf(stderr, "handshake: failed with %d\n", br_ssl_engine_last_error(&client.eng));
                return 1;
        }
        return 0;
}
