#include "report.h"

#include <stdio.h>
#include <string.h>

#include "api/channel_binding.h"
#include "api/connection.h"
#include "api/getpeercert.h"
#include "api/write.h"

/* Octets as they stand in a JSON string; the texts are UTF-8. */
static int put_escaped(void *ctx, const void *data, size_t len)
{
        const unsigned char *octets = data;

        (void)ctx;
        for (size_t i = 0; i < len; i++) {
                if (octets[i] < 0x20) {
                        printf("\\u%04x", octets[i]);
                } else {
                        printf(octets[i] == '"' || octets[i] == '\\' ? "\\%c" : "%c", octets[i]);
                }
        }
        return 0;
}

void report_string(const char *text)
{
        if (text == NULL) {
                fputs("null", stdout);
                return;
        }
        putchar('"');
        (void)put_escaped(NULL, text, strlen(text));
        putchar('"');
}

static void put_hex(struct pc_slice octets)
{
        putchar('"');
        for (size_t i = 0; i < octets.len; i++) {
                printf("%02x", octets.data[i]);
        }
        putchar('"');
}

/* "name": [code, what was given or null] */
static void begin(const char *name, enum pc_result result)
{
        printf(", \"%s\": [%d, ", name, (int)result);
}

static void put_getpeercert(struct pc_peer peer)
{
        struct pc_certificate cert;
        struct pc_diag diag;
        enum pc_result result = pc_getpeercert(peer, &cert, &diag);

        begin("getpeercert", result);
        putchar('"');
        if (result == PC_OK) {
                result = pc_write_python(&cert, put_escaped, NULL);
                if (result != PC_OK) {
                        printf("failed to write: %d", (int)result);
                }
        }
        fputs("\"]", stdout);
}

static void put_binary(struct pc_peer peer)
{
        struct pc_slice der = {NULL, 0};
        const enum pc_result result = pc_getpeercert_binary(peer, &der);

        begin("binary", result);
        put_hex(der);
        putchar(']');
}

/* [[certificate...], how the list ended] */
static void put_chain(const char *name, struct pc_peer peer,
                      enum pc_result (*at)(struct pc_peer peer, size_t i, struct pc_slice *der))
{
        struct pc_slice der;
        enum pc_result result;

        printf(", \"%s\": [[", name);
        for (size_t i = 0; (result = at(peer, i, &der)) == PC_OK; i++) {
                fputs(i > 0 ? ", " : "", stdout);
                put_hex(der);
        }
        printf("], %d]", (int)result);
}

static void put_cipher(const struct pc_cipher *cipher)
{
        putchar('[');
        report_string(cipher->name);
        fputs(", ", stdout);
        report_string(cipher->protocol);
        printf(", %u]", cipher->bits);
}

static void put_ciphers(struct pc_peer peer)
{
        struct pc_cipher cipher;
        enum pc_result result = pc_cipher(peer, &cipher);

        begin("cipher", result);
        if (result == PC_OK) {
                put_cipher(&cipher);
        } else {
                fputs("null", stdout);
        }
        fputs("], \"shared_ciphers\": [[", stdout);
        for (size_t i = 0; (result = pc_shared_cipher(peer, i, &cipher)) == PC_OK; i++) {
                fputs(i > 0 ? ", " : "", stdout);
                put_cipher(&cipher);
        }
        printf("], %d]", (int)result);
}

static void put_bindings(struct pc_peer peer)
{
        uint8_t buf[PC_CHANNEL_BINDING_MAX];

        for (int type = PC_CHANNEL_BINDING_TLS_UNIQUE; type <= PC_CHANNEL_BINDING_TLS_EXPORTER; type++) {
                struct pc_slice octets = {buf, 0};
                const enum pc_result result =
                        pc_channel_binding(peer, (enum pc_channel_binding)type, buf, sizeof buf, &octets.len);

                begin(pc_channel_binding_name((enum pc_channel_binding)type), result);
                if (result != PC_OK) {
                        octets.len = 0;
                }
                put_hex(octets);
                putchar(']');
        }
}

static void put_connection(struct pc_peer peer)
{
        const char *text = NULL;

        fputs(", \"version\": ", stdout);
        report_string(pc_protocol_version(peer));
        begin("compression", pc_compression(peer, &text));
        report_string(text);
        fputs("]", stdout);
        text = NULL;
        begin("server_name", pc_server_name(peer, &text));
        report_string(text);
        printf("], \"resumed\": %d", (int)pc_resumed(peer));
}

static void put_state(struct pc_peer peer)
{
        static const char *const states[] = {"not started", "in progress", "done", "failed", "closed"};
        static const char *const roles[] = {"client", "server"};
        static const char *const modes[] = {"none", "optional", "required"};
        const struct pc_verify_result verdict = pc_peer_verify_result(peer);

        printf(", \"state\": \"%s\", \"role\": \"%s\", \"mode\": \"%s\"",
               states[peer.backend->state(peer.ctx)], roles[peer.backend->role(peer.ctx)],
               modes[peer.backend->verify_mode(peer.ctx)]);
        printf(", \"verdict\": [%d, %lu, ", (int)verdict.code, (unsigned long)verdict.index);
        report_string(verdict.text);
        putchar(']');
}

void report(const char *event, enum pc_result result, const struct pc_session *session)
{
        printf("{\"event\": \"%s\", \"result\": %d, \"error\": ", event, (int)result);
        report_string(session == NULL ? pc_strerror(result) : pc_session_error_text(session));
        if (session != NULL) {
                const struct pc_peer peer = pc_session_peer(session);

                put_state(peer);
                put_getpeercert(peer);
                put_binary(peer);
                put_chain("verified", peer, pc_verified_chain);
                put_chain("unverified", peer, pc_unverified_chain);
                put_ciphers(peer);
                put_bindings(peer);
                put_connection(peer);
        }
        puts("}");
        fflush(stdout);
}

void report_backends(void)
{
        const struct pc_session_class *backend;

        for (size_t i = 0; (backend = pc_session_class_at(i)) != NULL; i++) {
                printf("{\"name\": \"%s\", \"version\": \"%s\", \"protocols\": [%u, %u], \"limits\": {",
                       backend->name, backend->version(), backend->protocol_min, backend->protocol_max);
                for (size_t j = 0; backend->limits[j].what != NULL; j++) {
                        fputs(j > 0 ? ", " : "", stdout);
                        report_string(backend->limits[j].what);
                        fputs(": ", stdout);
                        report_string(backend->limits[j].why);
                }
                puts("}}");
        }
}
