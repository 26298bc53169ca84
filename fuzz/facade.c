/*
 * The facade over a connection that is only data, with any certificates and any slots of its backend left open.
 * Input: an octet each of state, mode and verdict, role and resumption, finished lengths; two of open slots, two of
 * protocol, two of cipher suite; then certificates, each two octets of length and the contents, FF FF for one
 * that did not fit.
 */
#include "fuzz.h"

#include <peercert_memory.h>

#define HEAD         10u
#define CERTIFICATES 4u

struct input {
        struct pc_memory_connection connection;
        struct pc_slice chain[CERTIFICATES];
        uint16_t suites[2];
        struct pc_backend backend;
};

/* No hash, but it depends on hash and data, and has the size that is asked for. */
static enum pc_result digest(const void *ctx, enum pc_hash hash, struct pc_slice data, uint8_t out[PC_HASH_MAX])
{
        uint32_t mixed = 2166136261u + (uint32_t)hash;
        size_t i;

        (void)ctx;
        for (i = 0; i < data.len; i++) {
                mixed = (mixed ^ data.data[i]) * 16777619u;
        }
        for (i = 0; i < pc_hash_size(hash); i++) {
                out[i] = (uint8_t)(mixed >> 8 * (i % 4));
        }
        return PC_OK;
}

static void open_slots(struct pc_backend *backend, unsigned open)
{
#define OPEN(bit, slot)                     \
        do {                                \
                if ((open >> (bit) & 1u) != 0) { \
                        backend->slot = NULL; \
                }                           \
        } while (0)
        OPEN(0, state);
        OPEN(1, role);
        OPEN(2, verify_mode);
        OPEN(3, peer_certificate);
        OPEN(4, verified_certificate);
        OPEN(5, verify_result);
        OPEN(6, protocol);
        OPEN(7, cipher_suite);
        OPEN(8, finished);
        OPEN(9, resumed);
        OPEN(10, server_name);
        OPEN(11, shared_cipher_suite);
        OPEN(12, compression);
        OPEN(13, export_keying_material);
        OPEN(14, own_certificate);
        OPEN(15, digest);
}

static void read_chain(struct input *in, const uint8_t *data, size_t size)
{
        size_t count = 0;

        while (size >= 2 && count < CERTIFICATES) {
                size_t len = (size_t)data[0] << 8 | data[1];
                const bool fits = len != 0xFFFF;

                if (!fits || len > size - 2) {
                        len = fits ? size - 2 : 0;
                }
                in->chain[count].data = fits ? exact_copy(data + 2, len) : NULL;
                in->chain[count].len = len;
                count++;
                data += 2 + len;
                size -= 2 + len;
        }
        in->connection.peer_chain = in->connection.verified_chain = in->chain;
        in->connection.peer_chain_len = in->connection.verified_chain_len = count;
}

static void read_input(struct input *in, const uint8_t *data, size_t size)
{
        static const enum pc_result verdicts[] = {PC_OK, PC_NOT_VALIDATED, PC_ERR_X509_EXPIRED, PC_ERR_TLS_SIGNATURE};
        static const uint8_t finished[64];
        struct pc_memory_connection *connection = &in->connection;

        connection->state = (enum pc_handshake_state)(data[0] % 5);
        connection->verify_mode = (enum pc_verify_mode)(data[1] % 3);
        connection->verify_result.code = verdicts[data[1] >> 6];
        connection->role = data[2] & 1 ? PC_ROLE_SERVER : PC_ROLE_CLIENT;
        connection->resumed = (data[2] & 2) != 0;
        connection->server_name = data[2] & 4 ? "example.org" : NULL;
        connection->compression = data[2] & 8 ? "ZLIB" : NULL;
        connection->finished[0] = (struct pc_slice){finished, data[3] & 0x3F};
        connection->keying_material = (struct pc_slice){finished, data[3] & 0x40 ? 32 : 0};
        connection->protocol = (uint16_t)(data[6] << 8 | data[7]);
        connection->cipher_suite = (uint16_t)(data[8] << 8 | data[9]);
        in->suites[0] = connection->cipher_suite;
        in->suites[1] = 0x1301;
        connection->shared_cipher_suites = data[3] & 0x80 ? in->suites : NULL;
        connection->shared_cipher_suites_len = 2;
        read_chain(in, data + HEAD, size - HEAD);
        if (data[2] & 0x10) {
                connection->own_certificate = in->chain[CERTIFICATES - 1];
        }
        in->backend = pc_memory_backend;
        in->backend.digest = digest;
        open_slots(&in->backend, (unsigned)data[4] << 8 | data[5]);
}

/* Who cannot say, or has not verified, never gives a certificate; where there is one it is the leaf's. */
static void check_getpeercert(struct pc_peer peer, const struct input *in)
{
        static const struct pc_certificate empty;
        const struct pc_memory_connection *c = &in->connection;
        const bool shown = c->state == PC_HANDSHAKE_DONE || c->state == PC_HANDSHAKE_CLOSED;
        const bool verified = c->verify_mode != PC_VERIFY_NONE && c->verify_result.code == PC_OK;
        struct pc_certificate cert;
        struct pc_certificate again;
        struct pc_diag diag = {.code = PC_OK};
        struct pc_slice der = {NULL, 7};
        enum pc_result binary = pc_getpeercert_binary(peer, &der);
        enum pc_result result;

        memset(&cert, 0x5A, sizeof cert);
        memset(&again, 0x5A, sizeof again);
        result = pc_getpeercert(peer, &cert, &diag);
        PROPERTY(binary == PC_OK ? shown && der.data == in->chain[0].data : der.data == NULL && der.len == 7);
        PROPERTY((diag.code != PC_OK) == (result < 0) && (result >= 0 || diag.code == result));
        PROPERTY(result != PC_OK || (shown && verified && binary == PC_OK && cert.der.data == der.data));
        if (binary == PC_OK && peer.backend->verify_mode != NULL && peer.backend->verify_result != NULL && verified) {
                PROPERTY(pc_decode(der, &again, NULL) == result);
                PROPERTY(result == PC_OK || memcmp(&cert, &empty, sizeof cert) == 0);
        } else {
                PROPERTY(result != PC_OK);
                memset(&again, 0x5A, sizeof again);
                PROPERTY(memcmp(&cert, &again, sizeof cert) == 0);
        }
}

static void check_chains(struct pc_peer peer, const struct input *in)
{
        const struct pc_memory_connection *c = &in->connection;
        const bool resumed = peer.backend->resumed != NULL && c->resumed;
        struct pc_slice der;
        size_t i;

        for (i = 0; i <= c->peer_chain_len; i++) {
                const enum pc_result sent = pc_unverified_chain(peer, i, &der);
                const enum pc_result verified = pc_verified_chain(peer, i, &der);

                PROPERTY(sent != PC_OK || (!resumed && i < c->peer_chain_len));
                PROPERTY(verified != PC_OK || (!resumed && c->verify_mode != PC_VERIFY_NONE && der.data == in->chain[i].data));
        }
}

static void check_bindings(struct pc_peer peer)
{
        int type;

        for (type = PC_CHANNEL_BINDING_TLS_UNIQUE; type <= PC_CHANNEL_BINDING_TLS_EXPORTER; type++) {
                uint8_t buf[PC_CHANNEL_BINDING_MAX];
                uint8_t *exact;
                enum pc_channel_binding found;
                size_t len = 0;
                size_t again = 0;
                enum pc_result result = pc_channel_binding(peer, (enum pc_channel_binding)type, buf, sizeof buf, &len);

                PROPERTY(result != PC_ERR_API_SPACE && len <= sizeof buf);
                if (result == PC_OK && len != 0) {
                        exact = exact_copy(buf, len);
                        PROPERTY(pc_channel_binding(peer, (enum pc_channel_binding)type, exact, len, &again) == PC_OK);
                        PROPERTY(again == len && memcmp(exact, buf, len) == 0);
                        PROPERTY(pc_channel_binding(peer, (enum pc_channel_binding)type, exact, len - 1, &again) ==
                                 PC_ERR_API_SPACE);
                        free(exact);
                }
                PROPERTY(pc_channel_binding_find(pc_channel_binding_name((enum pc_channel_binding)type), &found) == PC_OK);
                PROPERTY((int)found == type);
        }
}

/* The key is pinned where its fingerprint is, wherever that stands, and no longer when a bit of it is another. */
static void check_pins(struct pc_peer peer)
{
        uint8_t pins[3 * PC_FINGERPRINT] = {0};
        struct pc_certificate cert;
        struct pc_slice der;
        enum pc_result result = pc_getpeercert_binary(peer, &der);

        if (result == PC_OK) {
                result = pc_certificate_parse(&cert, der, NULL);
        }
        if (result == PC_OK) {
                result = pc_key_fingerprint(peer.backend, &cert, pins + PC_FINGERPRINT);
        }
        PROPERTY(pc_pin_check(peer, pins, 3) == result);
        PROPERTY(pc_pin_check(peer, pins, 0) == (result == PC_OK ? PC_ERR_API_PIN : result));
        if (result == PC_OK) {
                pins[PC_FINGERPRINT + 5] ^= 1;
                PROPERTY(pc_pin_check(peer, pins, 3) == PC_ERR_API_PIN);
        }
}

static void check_connection(struct pc_peer peer, const struct input *in)
{
        const struct pc_memory_connection *c = &in->connection;
        const bool shown = c->state == PC_HANDSHAKE_DONE || c->state == PC_HANDSHAKE_CLOSED;
        const char *text = NULL;
        struct pc_cipher cipher = {NULL, NULL, 0};
        size_t i = 0;

        PROPERTY(shown || pc_protocol_version(peer) == NULL);
        PROPERTY((pc_cipher(peer, &cipher) == PC_OK) == (cipher.name != NULL && cipher.protocol != NULL));
        while (pc_shared_cipher(peer, i, &cipher) == PC_OK) {
                i++;
        }
        PROPERTY(i <= 2);
        PROPERTY((pc_compression(peer, &text) == PC_OK) == (text != NULL));
        text = NULL;
        PROPERTY((pc_server_name(peer, &text) == PC_OK) == (text != NULL));
        PROPERTY((pc_resumed(peer) == PC_OK) == (peer.backend->resumed != NULL && c->resumed));
        PROPERTY(pc_peer_verify_result(peer).text != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        static const struct input none;
        struct input in = none;
        struct pc_peer peer = {&in.backend, &in.connection};
        size_t i;

        if (size < HEAD) {
                return 0;
        }
        read_input(&in, data, size);
        check_getpeercert(peer, &in);
        check_chains(peer, &in);
        if (in.backend.role != NULL && in.backend.state != NULL) {
                check_bindings(peer);
        }
        check_pins(peer);
        check_connection(peer, &in);
        for (i = 0; i < CERTIFICATES; i++) {
                free((void *)(uintptr_t)in.chain[i].data);
        }
        return 0;
}
