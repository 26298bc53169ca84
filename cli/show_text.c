#include "cli/show_text.h"

#include <stdio.h>

#include "api/channel_binding.h"
#include "api/connection.h"
#include "cli/refusal.h"

#define TLS_UNIQUE_MAX 48
#define WHERE_SIZE     1024

static void line(const struct show *show, const char *name, const char *value)
{
        output_text(show->output, name);
        output_text(show->output, ": ");
        output_text(show->output, value);
        output_text(show->output, "\n");
}

/* Whether the certificate was verified, and by what right one says so. */
static void verdict_line(const struct show *show)
{
        const struct pc_verify_result verdict = pc_peer_verify_result(show->peer);

        output_text(show->output, show->target);
        output_text(show->output, ": ");
        if (show->failure != NULL) {
                output_text(show->output, "NOT VERIFIED: ");
                output_text(show->output, show->failure);
        } else if (verdict.code == PC_OK) {
                output_text(show->output, "verified");
        } else if (verdict.code == PC_NOT_VALIDATED) {
                output_text(show->output, "NOT VERIFIED: verification is off");
        } else {
                output_text(show->output, "NOT VERIFIED: ");
                output_text(show->output, verdict.text);
        }
        output_text(show->output, "\n");
}

static enum status print_certificate(const struct show *show, struct pc_slice der, const char *where)
{
        struct pc_certificate cert;
        struct pc_diag diag = {PC_OK, 0, NULL, 0, 0, 0};

        if (pc_certificate_parse(&cert, der, &diag) != PC_OK) {
                refusal_message(where, der, &diag);
                return STATUS_REFUSED;
        }
        (void)format_certificate(&cert, FORMAT_TEXT, show->output);
        return STATUS_OK;
}

static enum status no_certificate(const struct show *show, enum pc_result result)
{
        if (result != PC_END && result != PC_NO_CERTIFICATE) {
                message("%s: %s", show->target, pc_strerror(result));
                return STATUS_REFUSED;
        }
        line(show, show->target, pc_strerror(PC_NO_CERTIFICATE));
        return STATUS_OK;
}

enum status show_text_getpeercert(const struct show *show)
{
        struct pc_slice der;
        const enum pc_result result = pc_unverified_chain(show->peer, 0, &der);

        if (result != PC_OK) {
                return no_certificate(show, result);
        }
        verdict_line(show);
        return print_certificate(show, der, show->target);
}

enum status show_text_binary(const struct show *show)
{
        struct pc_slice der;
        const enum pc_result result = pc_unverified_chain(show->peer, 0, &der);

        if (result != PC_OK) {
                return no_certificate(show, result);
        }
        verdict_line(show);
        format_octets(der, FORMAT_PEM, show->output);
        return STATUS_OK;
}

typedef enum pc_result chain_at(struct pc_peer peer, size_t i, struct pc_slice *der);

static enum status print_chain(const struct show *show, chain_at *at, const char *name)
{
        enum status status = STATUS_OK;
        struct pc_slice der;
        enum pc_result result;
        size_t i;

        for (i = 0; (result = at(show->peer, i, &der)) == PC_OK; i++) {
                char where[WHERE_SIZE];

                (void)snprintf(where, sizeof where, "%s: %s, certificate %zu", show->target, name, i);
                output_text(show->output, i > 0 ? "\n" : "");
                output_text(show->output, where);
                output_text(show->output, "\n");
                status = status_worse(status, print_certificate(show, der, where));
        }
        if (result != PC_END) {
                message("%s: %s, certificate %zu: %s", show->target, name, i, pc_strerror(result));
                return STATUS_REFUSED;
        }
        if (i == 0) {
                line(show, name, "none");
        }
        return status;
}

enum status show_text_verified_chain(const struct show *show)
{
        return print_chain(show, pc_verified_chain, "verified chain");
}

enum status show_text_unverified_chain(const struct show *show)
{
        return print_chain(show, pc_unverified_chain, "chain as sent, NOT VERIFIED");
}

enum status show_text_cipher(const struct show *show)
{
        struct pc_cipher cipher;
        char text[128] = "none";

        if (pc_cipher(show->peer, &cipher) == PC_OK) {
                (void)snprintf(text, sizeof text, "%s, %u bits, defined by %s", cipher.name, cipher.bits,
                               cipher.protocol);
        }
        line(show, "Cipher", text);
        return STATUS_OK;
}

enum status show_text_shared_ciphers(const struct show *show)
{
        line(show, "Shared ciphers", "unknown to a client");
        return STATUS_OK;
}

enum status show_text_version(const struct show *show)
{
        const char *version = pc_protocol_version(show->peer);

        line(show, "Protocol", version != NULL ? version : "none");
        return STATUS_OK;
}

enum status show_text_compression(const struct show *show)
{
        line(show, "Compression", "none");
        return STATUS_OK;
}

enum status show_text_tls_unique(const struct show *show)
{
        uint8_t buf[TLS_UNIQUE_MAX];
        struct pc_slice octets = {buf, 0};

        output_text(show->output, "Channel binding, tls-unique: ");
        if (pc_channel_binding(show->peer, PC_CHANNEL_BINDING_TLS_UNIQUE, buf, sizeof buf, &octets.len) ==
            PC_OK) {
                format_octets(octets, FORMAT_TEXT, show->output);
        } else {
                output_text(show->output, "none");
        }
        output_text(show->output, "\n");
        return STATUS_OK;
}

enum status show_text_verify_result(const struct show *show)
{
        const struct pc_verify_result verdict = pc_peer_verify_result(show->peer);
        char text[WHERE_SIZE];

        if (verdict.code == PC_OK) {
                line(show, "Verification", "succeeded");
        } else if (verdict.code == PC_NOT_VALIDATED) {
                line(show, "Verification", "not done");
        } else {
                (void)snprintf(text, sizeof text, "failed at certificate %zu of the chain: %s", verdict.index,
                               verdict.text);
                line(show, "Verification", text);
        }
        return STATUS_OK;
}
