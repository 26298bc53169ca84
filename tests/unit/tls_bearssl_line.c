#include "tls_bearssl_line.h"

#include <stdlib.h>
#include <string.h>

struct line line;

unsigned char *line_octets(struct pc_slice slice)
{
        return (unsigned char *)(uintptr_t)slice.data;
}

static void load_key(void)
{
        struct pc_slice der = tls_pem("leaf.key");
        br_skey_decoder_context decoder;
        const br_ec_private_key *key;

        br_skey_decoder_init(&decoder);
        br_skey_decoder_push(&decoder, der.data, der.len);
        key = br_skey_decoder_get_ec(&decoder);
        assert_non_null(key);
        assert_true(key->xlen <= sizeof line.key);
        memcpy(line.key, key->x, key->xlen);
        line.private_key.curve = key->curve;
        line.private_key.x = line.key;
        line.private_key.xlen = key->xlen;
}

void line_start_server(void)
{
        static const char *const names[] = {"leaf", "intermediate"};

        memset(&line, 0, sizeof line);
        for (size_t i = 0; i < 2; i++) {
                line.chain[i].data = line_octets(tls_certificate(names[i]));
                line.chain[i].data_len = tls_certificate(names[i]).len;
        }
        load_key();
        br_ssl_server_init_full_ec(&line.server, line.chain, 2, BR_KEYTYPE_EC, &line.private_key);
        br_ssl_engine_set_buffer(&line.server.eng, line.records, sizeof line.records, 1);
        assert_int_equal(br_ssl_server_reset(&line.server), 1);
        line.most = LINE_NO_LIMIT;
        line.cut = LINE_NO_LIMIT;
        line.damage = LINE_NO_LIMIT;
}

/* The server sends back what it gets. */
static void serve(void)
{
        size_t in_len;
        size_t out_len;
        const unsigned char *in = br_ssl_engine_recvapp_buf(&line.server.eng, &in_len);
        unsigned char *out = br_ssl_engine_sendapp_buf(&line.server.eng, &out_len);

        if (in == NULL || out == NULL) {
                return;
        }
        if (in_len > out_len) {
                in_len = out_len;
        }
        memcpy(out, in, in_len);
        br_ssl_engine_recvapp_ack(&line.server.eng, in_len);
        br_ssl_engine_sendapp_ack(&line.server.eng, in_len);
        br_ssl_engine_flush(&line.server.eng, 0);
}

static bool stalls(void)
{
        line.random = line.random * 1103515245u + 12345u;
        return (line.random >> 16) % (line.stall + 1) != 0;
}

static size_t at_most(size_t a, size_t b, size_t c)
{
        size_t least = a < b ? a : b;

        return least < c ? least : c;
}

static enum pc_result line_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        size_t room;
        unsigned char *records;

        (void)ctx;
        assert_true(size > 0);
        if (line.dead || (line.dies && line.given > 0)) {
                return PC_ERR_TLS_TRANSPORT;
        }
        if (stalls()) {
                return PC_WANT_WRITE;
        }
        serve();
        records = br_ssl_engine_recvrec_buf(&line.server.eng, &room);
        if (records == NULL && br_ssl_engine_current_state(&line.server.eng) != BR_SSL_CLOSED) {
                return PC_WANT_WRITE;
        }
        /* What a closed server is sent gets lost. */
        *done = at_most(size, records == NULL ? size : room, line.most);
        if (records != NULL) {
                memcpy(records, buf, *done);
                br_ssl_engine_recvrec_ack(&line.server.eng, *done);
        }
        return PC_OK;
}

static enum pc_result line_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        size_t len;
        const unsigned char *records;

        (void)ctx;
        assert_true(size > 0);
        if (stalls()) {
                return PC_WANT_READ;
        }
        serve();
        records = br_ssl_engine_sendrec_buf(&line.server.eng, &len);
        if (line.given >= line.cut || (records == NULL && line.cut != LINE_NO_LIMIT)) {
                return PC_END;
        }
        if (records == NULL) {
                return br_ssl_engine_current_state(&line.server.eng) == BR_SSL_CLOSED ? PC_END : PC_WANT_READ;
        }
        *done = at_most(at_most(size, len, line.most), line.cut - line.given, LINE_NO_LIMIT);
        memcpy(buf, records, *done);
        if (line.damage >= line.given && line.damage - line.given < *done) {
                buf[line.damage - line.given] ^= 0x20;
        }
        line.given += *done;
        br_ssl_engine_sendrec_ack(&line.server.eng, *done);
        return PC_OK;
}

const struct pc_transport line_transport = {NULL, line_read, line_write};

int line_set_up(void **state)
{
        struct fixture *f = calloc(1, sizeof *f);

        *state = f;
        if (f == NULL || pc_trust_store_new(&f->trust) != PC_OK ||
            pc_trust_store_add_file(f->trust, tls_path("root.pem"), NULL) != PC_OK) {
                return -1;
        }
        f->config.role = PC_ROLE_CLIENT;
        f->config.verify = PC_VERIFY_REQUIRED;
        f->config.server_name = "localhost";
        f->config.trust = f->trust;
        f->config.chain = f->chain;
        f->config.chain_size = sizeof f->chain;
        line_start_server();
        return 0;
}

int line_tear_down(void **state)
{
        struct fixture *f = *state;

        pc_session_free(f->session);
        pc_trust_store_free(f->trust);
        free(f);
        return 0;
}

void line_open_session(struct fixture *f)
{
        pc_session_free(f->session);
        f->session = NULL;
        assert_int_equal(
                pc_session_open(&f->session, pc_session_class_find("bearssl"), &f->config, line_transport),
                PC_OK);
}

/* Until it is done or has failed: a call that would block is made again. */
enum pc_result line_shake_hands(struct fixture *f)
{
        enum pc_result result;

        for (unsigned i = 0; i < 1000000; i++) {
                result = pc_session_handshake(f->session);
                if (result <= 0) {
                        return result;
                }
                assert_true(result == PC_WANT_READ || result == PC_WANT_WRITE);
        }
        fail_msg("the handshake does not end");
        return PC_OK;
}

enum pc_handshake_state line_state(const struct fixture *f)
{
        struct pc_peer peer = pc_session_peer(f->session);

        return peer.backend->state(peer.ctx);
}
