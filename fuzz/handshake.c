/*
 * A whole handshake between two BearSSL engines, with the tap on both, while the octets on the way are changed. An end
 * that is done has the other's real certificate and a verdict that fits its mode; one that is not has no peer; and
 * nothing depends on the pieces in which the octets arrive.
 * Input: an octet of flags, one for the size of pieces, then edits of five octets: what, which way, where, how much.
 */
#include "fuzz.h"

#include <peercert_bearssl.h>

#include "credentials.h"

#define CLIENT_VERIFIES   0x01u
#define SERVER_ASKS       0x02u
#define SERVER_DEMANDS    0x04u
#define CLIENT_HAS_OWN    0x08u
#define OTHER_NAME        0x10u
#define SMALL_CHAIN       0x20u
#define NO_CA_NAMES       0x40u
#define EDITS             16u
#define MARCH_2026        INT64_C(1772323200)
#define ENTROPY           "the same for each run, so that a run can be had again"

enum operation { CHANGE, DROP, INSERT, CUT, OPERATIONS };

struct edit {
        enum operation operation;
        bool to_server;
        size_t at;
        uint8_t value;
        uint8_t count;
};

struct input {
        unsigned flags;
        size_t piece;
        size_t edits_len;
        struct edit edits[EDITS];
};

/* One direction. */
struct line {
        bool to_server;
        bool cut;
        size_t given; /* octets that were sent so far */
        size_t drop;  /* so many more get lost */
        uint8_t held[512];
        size_t start, end;
};

struct end {
        br_ssl_engine_context *engine;
        br_x509_minimal_context minimal;
        struct pc_bearssl_key_reader key_reader;
        struct pc_bearssl tap;
        unsigned char records[BR_SSL_BUFSIZE_BIDI];
        uint8_t chain[2048];
};

struct run {
        br_ssl_client_context client_context;
        br_ssl_server_context server_context;
        struct end client, server;
        struct line to_client, to_server;
        br_x509_trust_anchor anchor;
        br_skey_decoder_context key;
        br_x509_certificate server_own, client_own;
};

/* What must be the same whatever the pieces. */
struct outcome {
        enum pc_handshake_state state[2];
        enum pc_result verdict[2];
        int error[2];
        int closed[2]; /* without an error */
};

#define OCTETS(name) ((struct pc_slice){name##_octets, sizeof name##_octets})

static unsigned char *changeable(struct pc_slice slice)
{
        return (unsigned char *)(uintptr_t)slice.data;
}

static const struct pc_slice *roots(void)
{
        static struct pc_slice root;

        root = OCTETS(root_pem);
        return &root;
}

static bool read_input(struct input *in, const uint8_t *data, size_t size)
{
        if (size < 2) {
                return false;
        }
        in->flags = data[0];
        in->piece = (size_t)data[1] + 1;
        in->edits_len = 0;
        for (data += 2, size -= 2; size >= 5 && in->edits_len < EDITS; data += 5, size -= 5) {
                struct edit *edit = &in->edits[in->edits_len++];

                edit->operation = (enum operation)(data[0] % OPERATIONS);
                edit->to_server = (data[0] & 0x80) != 0;
                edit->at = (size_t)data[1] << 8 | data[2];
                edit->value = data[3];
                edit->count = data[4];
        }
        return true;
}

static void set_up_end(struct end *end, br_ssl_engine_context *engine)
{
        end->engine = engine;
        br_x509_minimal_set_time(&end->minimal, (uint32_t)(MARCH_2026 / 86400 + 719528), 0);
        br_ssl_engine_set_buffer(engine, end->records, sizeof end->records, 1);
        br_ssl_engine_inject_entropy(engine, ENTROPY, sizeof ENTROPY);
        engine->rng_os_rand_done = 1; /* and none from the system */
}

static struct pc_bearssl_config config_of(struct end *end, const struct input *in)
{
        pc_bearssl_key_reader_init(&end->key_reader);
        return (struct pc_bearssl_config){
                .chain = end->chain,
                .chain_size = in->flags & SMALL_CHAIN ? 300 : sizeof end->chain,
                .anchors = roots(),
                .now = MARCH_2026,
                .key_reader = &end->key_reader.vtable,
                .no_ca_names = (in->flags & NO_CA_NAMES) != 0,
        };
}

static void set_up_client(struct run *run, const struct input *in)
{
        struct pc_bearssl_config config = config_of(&run->client, in);
        const char *name = in->flags & OTHER_NAME ? "other.example" : "localhost";

        config.verify = in->flags & CLIENT_VERIFIES ? PC_VERIFY_REQUIRED : PC_VERIFY_NONE;
        br_ssl_client_init_full(&run->client_context, &run->client.minimal, &run->anchor, 1);
        if (in->flags & CLIENT_HAS_OWN) {
                br_ssl_client_set_single_ec(&run->client_context, &run->client_own, 1, br_skey_decoder_get_ec(&run->key),
                                            BR_KEYTYPE_SIGN, BR_KEYTYPE_EC, br_ec_get_default(),
                                            br_ecdsa_sign_asn1_get_default());
        }
        pc_bearssl_attach_client(&run->client.tap, &run->client_context, &run->client.minimal, &config);
        set_up_end(&run->client, &run->client_context.eng);
        PROPERTY(br_ssl_client_reset(&run->client_context, name, 0) == 1);
}

static void set_up_server(struct run *run, const struct input *in)
{
        struct pc_bearssl_config config = config_of(&run->server, in);

        config.verify = in->flags & SERVER_DEMANDS ? PC_VERIFY_REQUIRED
                        : in->flags & SERVER_ASKS  ? PC_VERIFY_OPTIONAL
                                                   : PC_VERIFY_NONE;
        br_ssl_server_init_full_ec(&run->server_context, &run->server_own, 1, BR_KEYTYPE_EC, br_skey_decoder_get_ec(&run->key));
        br_x509_minimal_init_full(&run->server.minimal, &run->anchor, 1);
        pc_bearssl_attach_server(&run->server.tap, &run->server_context, &run->server.minimal, &config);
        set_up_end(&run->server, &run->server_context.eng);
        PROPERTY(br_ssl_server_reset(&run->server_context) == 1);
}

static void set_up(struct run *run, const struct input *in)
{
        PROPERTY(pc_bearssl_trust_anchor(*roots(), &run->anchor) == PC_OK);
        br_skey_decoder_init(&run->key);
        br_skey_decoder_push(&run->key, leaf_key_octets, sizeof leaf_key_octets);
        PROPERTY(br_skey_decoder_get_ec(&run->key) != NULL);
        run->server_own = (br_x509_certificate){changeable(OCTETS(old_pem)), sizeof old_pem_octets};
        run->client_own = (br_x509_certificate){changeable(OCTETS(client_pem)), sizeof client_pem_octets};
        run->to_server.to_server = true;
        set_up_client(run, in);
        set_up_server(run, in);
}

static void hold(struct line *line, uint8_t octet)
{
        if (line->end < sizeof line->held) {
                line->held[line->end++] = octet;
        }
}

/* One octet onto the line, as the edits of its place will have it. */
static void send(struct line *line, const struct input *in, uint8_t octet)
{
        bool lost = line->drop > 0;
        size_t i;
        unsigned n;

        line->drop -= lost;
        for (i = 0; i < in->edits_len; i++) {
                const struct edit *edit = &in->edits[i];

                if (edit->to_server != line->to_server || edit->at != line->given) {
                        continue;
                }
                switch (edit->operation) {
                case CHANGE:
                        octet ^= edit->value;
                        break;
                case DROP:
                        line->drop = edit->count;
                        lost = true;
                        break;
                case INSERT:
                        for (n = 0; n < edit->count; n++) {
                                hold(line, edit->value);
                        }
                        break;
                default:
                        line->cut = true;
                        break;
                }
        }
        line->given++;
        if (!lost && !line->cut) {
                hold(line, octet);
        }
}

/* From the sender's engine onto the line as much as there is room for, and off it to the receiver's. */
static bool move(struct end *from, struct line *line, struct end *to, const struct input *in, size_t piece)
{
        size_t room;
        size_t len = 0;
        const unsigned char *out = br_ssl_engine_sendrec_buf(from->engine, &len);
        unsigned char *into;
        bool moved = false;

        if (out != NULL && line->start == line->end) {
                line->start = line->end = 0;
                len = len < 64 ? len : 64;
                len = len < piece ? len : piece;
                for (size_t i = 0; i < len; i++) {
                        send(line, in, out[i]);
                }
                br_ssl_engine_sendrec_ack(from->engine, len);
                moved = true;
        }
        into = br_ssl_engine_recvrec_buf(to->engine, &room);
        if (into != NULL && line->start < line->end) {
                len = line->end - line->start;
                len = len < room ? len : room;
                len = len < piece ? len : piece;
                memcpy(into, line->held + line->start, len);
                line->start += len;
                br_ssl_engine_recvrec_ack(to->engine, len);
                moved = true;
        }
        return moved;
}

static void shake_hands(struct run *run, const struct input *in, size_t piece)
{
        bool moved = true;

        while (moved) {
                moved = move(&run->client, &run->to_server, &run->server, in, piece);
                moved |= move(&run->server, &run->to_client, &run->client, in, piece);
        }
}

/* Who is done knows the other, octet for octet; who is not knows nobody. */
static void check_end(struct end *end, enum pc_verify_mode mode, struct pc_slice other, bool small)
{
        struct pc_peer peer = pc_bearssl_peer(&end->tap);
        const enum pc_handshake_state state = peer.backend->state(peer.ctx);
        const struct pc_verify_result verdict = pc_peer_verify_result(peer);
        uint8_t alert[PC_BEARSSL_ALERT];
        struct pc_certificate cert;
        struct pc_slice der;
        enum pc_result result = pc_getpeercert(peer, &cert, NULL);

        PROPERTY(verdict.text != NULL && pc_bearssl_alert(&end->tap, alert) <= sizeof alert);
        if (state != PC_HANDSHAKE_DONE) {
                PROPERTY(result == PC_ERR_API_HANDSHAKE && pc_protocol_version(peer) == NULL);
                PROPERTY(verdict.code != PC_OK || pc_unverified_chain(peer, 0, &der) == PC_OK);
                return;
        }
        PROPERTY(strcmp(pc_protocol_version(peer), "TLSv1.2") == 0);
        if (pc_unverified_chain(peer, 0, &der) == PC_END) {
                PROPERTY(result == PC_NO_CERTIFICATE && verdict.code == PC_NOT_VALIDATED);
                PROPERTY(mode != PC_VERIFY_REQUIRED);
                return;
        }
        PROPERTY(result == (mode == PC_VERIFY_NONE ? PC_NOT_VALIDATED : PC_OK));
        PROPERTY((result == PC_OK) == (verdict.code == PC_OK));
        if (result == PC_OK) {
                PROPERTY(pc_slice_equal(cert.der, other));
                PROPERTY(pc_verified_chain(peer, 0, &der) == PC_OK && pc_slice_equal(der, other));
                PROPERTY(pc_verified_chain(peer, 1, &der) == PC_OK && pc_slice_equal(der, *roots()));
        } else if (!small) {
                PROPERTY(pc_unverified_chain(peer, 0, &der) == PC_OK && pc_slice_equal(der, other));
        }
}

static void check_binding(const struct run *run)
{
        uint8_t one[PC_CHANNEL_BINDING_MAX];
        uint8_t other[PC_CHANNEL_BINDING_MAX];
        size_t one_len = 0;
        size_t other_len = 0;

        PROPERTY(pc_channel_binding(pc_bearssl_peer(&run->client.tap), PC_CHANNEL_BINDING_TLS_UNIQUE, one, sizeof one,
                                    &one_len) == PC_OK);
        PROPERTY(pc_channel_binding(pc_bearssl_peer(&run->server.tap), PC_CHANNEL_BINDING_TLS_UNIQUE, other, sizeof other,
                                    &other_len) == PC_OK);
        PROPERTY(one_len == other_len && memcmp(one, other, one_len) == 0);
}

static void note_outcome(struct outcome *out, const struct end *end, size_t i)
{
        struct pc_peer peer = pc_bearssl_peer(&end->tap);

        out->state[i] = peer.backend->state(peer.ctx);
        out->verdict[i] = pc_peer_verify_result(peer).code;
        out->error[i] = br_ssl_engine_last_error(end->engine);
        out->closed[i] = br_ssl_engine_current_state(end->engine) == BR_SSL_CLOSED && out->error[i] == BR_ERR_OK;
}

static void check_untouched(const struct outcome *out, const struct input *in)
{
        const bool refused = (in->flags & (CLIENT_VERIFIES | OTHER_NAME)) == (CLIENT_VERIFIES | OTHER_NAME) ||
                             ((in->flags & SERVER_DEMANDS) != 0 && (in->flags & CLIENT_HAS_OWN) == 0);

        if ((in->flags & SMALL_CHAIN) == 0) {
                PROPERTY((out->state[0] == PC_HANDSHAKE_DONE && out->state[1] == PC_HANDSHAKE_DONE) == !refused);
        }
}

static void run_once(const struct input *in, size_t piece, struct outcome *out)
{
        static struct run run;
        static const struct run none;

        run = none;
        set_up(&run, in);
        shake_hands(&run, in, piece);
        note_outcome(out, &run.client, 0);
        note_outcome(out, &run.server, 1);
        check_end(&run.client, run.client.tap.config.verify, OCTETS(old_pem), (in->flags & SMALL_CHAIN) != 0);
        check_end(&run.server, run.server.tap.config.verify, OCTETS(client_pem), (in->flags & SMALL_CHAIN) != 0);
        if (out->state[0] == PC_HANDSHAKE_DONE && out->state[1] == PC_HANDSHAKE_DONE) {
                check_binding(&run);
        }
        if (in->edits_len == 0) {
                check_untouched(out, in);
        }
}

/*
 * BearSSL looks at all the alerts that have arrived before it acts on the first of them, a close_notify for instance, so that
 * what an end fails of depends on the pieces. Not so whether it is done.
 */
static bool has_alert(const struct outcome *outcome)
{
        size_t i;

        for (i = 0; i < 2; i++) {
                if (outcome->error[i] >= BR_ERR_RECV_FATAL_ALERT && outcome->error[i] < BR_ERR_SEND_FATAL_ALERT) {
                        return true;
                }
        }
        return outcome->closed[0] || outcome->closed[1];
}

static void check_pieces(const struct outcome *some, const struct outcome *single)
{
        size_t i;

        if (!has_alert(some) && !has_alert(single)) {
                PROPERTY(memcmp(some, single, sizeof *some) == 0);
                return;
        }
        for (i = 0; i < 2; i++) {
                PROPERTY((some->state[i] == PC_HANDSHAKE_DONE) == (single->state[i] == PC_HANDSHAKE_DONE));
                PROPERTY(some->state[i] != PC_HANDSHAKE_DONE || some->verdict[i] == single->verdict[i]);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        struct input in;
        struct outcome outcomes[2];

        if (!read_input(&in, data, size)) {
                return 0;
        }
        run_once(&in, in.piece, &outcomes[0]);
        run_once(&in, 1, &outcomes[1]);
        check_pieces(&outcomes[0], &outcomes[1]);
        return 0;
}
