#include "link.h"

#include "board.h"
#include "credentials.h"
#include "report.h"

void link_trust(struct link *link, struct pc_bearssl_config *config)
{
        config->verify = PC_VERIFY_REQUIRED;
        config->chain = link->chain;
        config->chain_size = sizeof link->chain;
        config->anchors = &trust_certificate;
        config->now = (int64_t)board_time();
        br_x509_minimal_init(&link->minimal, &br_sha256_vtable, &trust_anchor, 1);
}

bool link_start(struct link *link, br_ssl_engine_context *engine)
{
        uint8_t seed[32];

        if (!board_random(seed, sizeof seed)) {
                return false;
        }
        br_ssl_engine_set_versions(engine, BR_TLS12, BR_TLS12);
        br_ssl_engine_set_buffer(engine, link->records, sizeof link->records, 0);
        br_ssl_engine_inject_entropy(engine, seed, sizeof seed);
        return true;
}

static void send_alert(const struct link *link)
{
        uint8_t record[PC_BEARSSL_ALERT];

        uart_write(record, pc_bearssl_alert(&link->tap, record));
}

/* One step of the engine: false where it has stopped, or nothing came over the line for too long. */
static bool step(br_ssl_engine_context *engine, unsigned state)
{
        size_t len;
        unsigned char *buf;

        if (state & BR_SSL_SENDREC) {
                buf = br_ssl_engine_sendrec_buf(engine, &len);
                uart_write(buf, len);
                br_ssl_engine_sendrec_ack(engine, len);
                return true;
        }
        if (state & BR_SSL_RECVREC) {
                buf = br_ssl_engine_recvrec_buf(engine, &len);
                len = uart_read(buf, len);
                if (len != 0) {
                        br_ssl_engine_recvrec_ack(engine, len);
                }
                return len != 0;
        }
        return false;
}

/* Goes on until the engine offers one of the states 'wanted'. */
static bool pump(br_ssl_engine_context *engine, unsigned wanted)
{
        for (;;) {
                const unsigned state = br_ssl_engine_current_state(engine);

                if (state & wanted) {
                        return true;
                }
                if (!step(engine, state)) {
                        return false;
                }
        }
}

static int fail(struct link *link, br_ssl_engine_context *engine)
{
        const struct pc_verify_result verdict = pc_peer_verify_result(pc_bearssl_peer(&link->tap));

        send_alert(link);
        if (verdict.code < 0) {
                report_refusal(&link->tap, verdict);
                return BOARD_REFUSED;
        }
        if (br_ssl_engine_current_state(engine) != BR_SSL_CLOSED) {
                pc_bearssl_cut(&link->tap);
                report_line("the line is silent");
        } else {
                report_failure(br_ssl_engine_last_error(engine));
        }
        return BOARD_NETWORK;
}

int link_run(struct link *link, br_ssl_engine_context *engine)
{
        if (!pump(engine, BR_SSL_SENDAPP)) {
                return fail(link, engine);
        }
        report_peer(&link->tap);
        br_ssl_engine_close(engine);
        while (br_ssl_engine_current_state(engine) & BR_SSL_SENDREC) {
                (void)step(engine, BR_SSL_SENDREC);
        }
        return BOARD_OK;
}
