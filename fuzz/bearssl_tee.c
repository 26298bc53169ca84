/*
 * A chain of certificates through the BearSSL tap, as the engine would feed it, in chunks of any size and
 * with a chain buffer of any size. Nothing may depend on the chunks; what is kept is kept octet for octet;
 * and verdict, key and chains go together.
 *
 * Input: an octet of flags, an octet for the chunks' size, two octets for the buffer's, then certificates,
 * each two octets of length and the contents. The last one, if it will do, is the trust anchor.
 */
#include "fuzz.h"

#include <peercert_bearssl.h>

#define REQUIRED     0x01u
#define NAME_CHECK   0x02u
#define ANCHOR_KNOWN 0x04u
#define SERVER       0x08u /* a client's chain, as its server sees it */
#define CHUNK_MAX    256u  /* the engine's */
#define CERTIFICATES 8u
#define JUNE_2022    1654041600

struct input {
        unsigned flags;
        size_t chunk;
        size_t chain_size;
        size_t count;
        struct pc_slice certificates[CERTIFICATES];
};

/* One run: what is to be the same whatever the chunks. */
struct run {
        union {
                br_ssl_engine_context engine;
                br_ssl_client_context client;
                br_ssl_server_context server;
        } tls;
        br_x509_minimal_context minimal;
        struct pc_bearssl_key_reader key_reader;
        struct pc_bearssl tap;
        br_x509_trust_anchor anchor;
        struct pc_slice anchor_der;
        uint8_t *chain;
        unsigned error;
        bool has_key;
};

static bool read_input(struct input *in, const uint8_t *data, size_t size)
{
        if (size < 4) {
                return false;
        }
        in->flags = data[0];
        in->chunk = data[1] % CHUNK_MAX + 1;
        in->chain_size = (size_t)data[2] << 8 | data[3];
        in->count = 0;
        data += 4;
        size -= 4;
        while (size >= 2 && in->count < CERTIFICATES) {
                size_t len = (size_t)data[0] << 8 | data[1];

                if (len > size - 2) {
                        len = size - 2;
                }
                in->certificates[in->count++] = (struct pc_slice){data + 2, len};
                data += 2 + len;
                size -= 2 + len;
        }
        return true;
}

static void set_up(struct run *run, const struct input *in)
{
        struct pc_bearssl_config config = {
                .verify = in->flags & REQUIRED ? PC_VERIFY_REQUIRED : PC_VERIFY_NONE,
                .server_name = "www.example.org",
                .no_name_check = (in->flags & NAME_CHECK) == 0,
                .chain_size = in->chain_size,
                .anchors = in->flags & ANCHOR_KNOWN ? &run->anchor_der : NULL,
                .now = JUNE_2022,
                .key_reader = &run->key_reader.vtable,
        };
        size_t anchors = 0;

        pc_bearssl_key_reader_init(&run->key_reader);
        run->chain = malloc(in->chain_size == 0 ? 1 : in->chain_size);
        PROPERTY(run->chain != NULL);
        config.chain = run->chain;
        if (in->count != 0) {
                run->anchor_der = in->certificates[in->count - 1];
                anchors = pc_bearssl_trust_anchor(run->anchor_der, &run->anchor) == PC_OK;
        }
        if (in->flags & SERVER) {
                br_x509_minimal_init_full(&run->minimal, &run->anchor, anchors);
                pc_bearssl_attach_server(&run->tap, &run->tls.server, &run->minimal, &config);
        } else {
                br_ssl_client_init_full(&run->tls.client, &run->minimal, &run->anchor, anchors);
                pc_bearssl_attach_client(&run->tap, &run->tls.client, &run->minimal, &config);
        }
}

/* As the engine does it: each certificate's length, its octets as they come, its end. */
static void feed(struct run *run, const struct input *in, size_t chunk)
{
        const br_x509_class **tap = &run->tap.vtable;
        unsigned usages = 0;
        size_t i;

        (*tap)->start_chain(tap, "www.example.org");
        for (i = 0; i < in->count; i++) {
                struct pc_slice rest = in->certificates[i];

                (*tap)->start_cert(tap, (uint32_t)rest.len);
                while (rest.len != 0) {
                        size_t len = rest.len < chunk ? rest.len : chunk;
                        uint8_t *copy = exact_copy(rest.data, len);

                        (*tap)->append(tap, copy, len);
                        free(copy);
                        rest.data += len;
                        rest.len -= len;
                }
                (*tap)->end_cert(tap);
        }
        run->error = (*tap)->end_chain(tap);
        run->has_key = (*tap)->get_pkey(tap, &usages) != NULL;
        /* The engine fails with it, and is still sending in clear. */
        run->tls.engine.err = (int)run->error;
        run->tls.engine.out.vtable = &br_sslrec_out_clear_vtable;
}

/* Whole certificates are kept as long as each finds room for itself and its entry; the rest is missing. */
static void check_chain(const struct run *run, const struct input *in)
{
        struct pc_peer peer = pc_bearssl_peer(&run->tap);
        struct pc_slice der;
        size_t room = in->chain_size;
        bool fits = true;
        size_t i;

        for (i = 0; i < in->count; i++) {
                const struct pc_slice sent = in->certificates[i];

                fits = fits && sent.len + PC_CHAIN_ENTRY <= room;
                if (fits) {
                        room -= sent.len + PC_CHAIN_ENTRY;
                        PROPERTY(pc_unverified_chain(peer, i, &der) == PC_OK);
                        PROPERTY(pc_slice_equal(der, sent));
                } else {
                        PROPERTY(pc_unverified_chain(peer, i, &der) == PC_ERR_TLS_CHAIN_SIZE);
                }
        }
        PROPERTY(pc_unverified_chain(peer, in->count, &der) == PC_END);
}

static void check_verdict(const struct run *run, const struct input *in)
{
        struct pc_peer peer = pc_bearssl_peer(&run->tap);
        const struct pc_verify_result verdict = pc_peer_verify_result(peer);
        const bool required = (in->flags & REQUIRED) != 0;
        uint8_t alert[PC_BEARSSL_ALERT];
        struct pc_certificate cert;
        struct pc_slice der;
        struct pc_slice leaf;

        PROPERTY(verdict.text != NULL && verdict.text[0] != '\0');
        PROPERTY(verdict.index <= in->count);
        PROPERTY((run->error == 0) == (verdict.code >= 0) && run->has_key == (run->error == 0));
        PROPERTY(run->error != 0 || verdict.code == (required ? PC_OK : PC_NOT_VALIDATED));
        PROPERTY((pc_bearssl_alert(&run->tap, alert) != 0) == (run->error != 0));
        if (verdict.code != PC_OK) {
                PROPERTY(pc_verified_chain(peer, 0, &der) == PC_END);
                return;
        }
        PROPERTY(pc_verified_chain(peer, 0, &der) == PC_OK);
        PROPERTY(pc_unverified_chain(peer, 0, &leaf) == PC_OK && pc_slice_equal(der, leaf));
        PROPERTY(pc_certificate_parse(&cert, leaf, NULL) == PC_OK);
        PROPERTY((in->flags & (NAME_CHECK | SERVER)) != NAME_CHECK ||
                 pc_host_check(&cert, "www.example.org", 0) == PC_OK);
        PROPERTY(pc_purpose_check(&cert, in->flags & SERVER ? PC_PURPOSE_TLS_CLIENT
                                                            : PC_PURPOSE_TLS_SERVER) == PC_OK);
        PROPERTY(pc_validity_check(&cert, JUNE_2022) == PC_OK);
}

static void tear_down(struct run *run)
{
        free(run->chain);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        static struct run runs[3];
        static const struct run none;
        struct input in;
        size_t i;

        if (!read_input(&in, data, size)) {
                return 0;
        }
        const size_t chunks[3] = {1, in.chunk, SIZE_MAX};

        for (i = 0; i < 3; i++) {
                runs[i] = none;
                set_up(&runs[i], &in);
                feed(&runs[i], &in, chunks[i]);
                check_chain(&runs[i], &in);
                check_verdict(&runs[i], &in);
                PROPERTY(runs[i].error == runs[0].error);
                PROPERTY(runs[i].tap.verdict.code == runs[0].tap.verdict.code);
                PROPERTY(runs[i].tap.verdict.index == runs[0].tap.verdict.index);
                PROPERTY(runs[i].tap.anchor == runs[0].tap.anchor);
        }
        for (i = 0; i < 3; i++) {
                tear_down(&runs[i]);
        }
        return 0;
}
