#include <stdio.h>

#include "cli/show_answer.h"
#include "cli/show_text.h"

/* A text, or what stands for one that there is not. */
static enum status text_value(const struct show *show, const char *name, enum pc_result result,
                              const char *value)
{
        if (result != PC_OK && result != PC_NONE) {
                return show_no_answer(show, result);
        }
        show_text_line(show, name, result == PC_OK ? value : "none");
        return STATUS_OK;
}

enum status show_text_cipher(const struct show *show)
{
        struct pc_cipher cipher;
        char text[128] = "";
        const enum pc_result result = pc_cipher(show->peer, &cipher);

        if (result == PC_OK) {
                (void)snprintf(text, sizeof text, "%s, %u bits, defined by %s", cipher.name, cipher.bits,
                               cipher.protocol);
        }
        return text_value(show, "Cipher", result, text);
}

enum status show_text_shared_ciphers(const struct show *show)
{
        struct pc_cipher cipher;
        enum pc_result result;
        size_t count;
        size_t i;

        for (count = 0; (result = show_shared_cipher(show, count, &cipher)) == PC_OK; count++) {
        }
        if (result == PC_NONE) {
                return text_value(show, "Shared ciphers", PC_OK, "unknown");
        }
        if (result != PC_END || count == 0) {
                return text_value(show, "Shared ciphers", result == PC_END ? PC_NONE : result, NULL);
        }
        output_text(show->output, "Shared ciphers: ");
        for (i = 0; show_shared_cipher(show, i, &cipher) == PC_OK; i++) {
                output_text(show->output, i > 0 ? ", " : "");
                output_text(show->output, cipher.name);
        }
        output_text(show->output, "\n");
        return STATUS_OK;
}

enum status show_text_version(const struct show *show)
{
        const char *version = pc_protocol_version(show->peer);

        return text_value(show, "Protocol", version != NULL ? PC_OK : PC_NONE, version);
}

enum status show_text_compression(const struct show *show)
{
        const char *name = NULL;
        const enum pc_result result = pc_compression(show->peer, &name);

        return text_value(show, "Compression", result, name);
}

enum status show_text_server_name(const struct show *show)
{
        const char *name = NULL;
        const enum pc_result result = pc_server_name(show->peer, &name);

        return text_value(show, "Server name", result, name);
}

enum status show_text_session_reused(const struct show *show)
{
        const enum pc_result result = pc_resumed(show->peer);

        return text_value(show, "Session", result == PC_NONE ? PC_OK : result,
                          result == PC_OK ? "resumed" : "new");
}

enum status show_text_channel_binding(const struct show *show)
{
        uint8_t buf[PC_CHANNEL_BINDING_MAX];
        struct pc_slice octets = {buf, 0};
        const enum pc_result result = show_channel_binding(show, buf, &octets);

        if (result != PC_OK && result != PC_NONE) {
                return show_no_answer(show, result);
        }
        output_text(show->output, "Channel binding, ");
        output_text(show->output, show->what + sizeof "channel-binding:" - 1);
        output_text(show->output, ": ");
        if (result == PC_OK) {
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
        char text[512] = "succeeded";

        if (verdict.code == PC_NOT_VALIDATED) {
                (void)snprintf(text, sizeof text, "not done");
        } else if (verdict.code != PC_OK) {
                (void)snprintf(text, sizeof text, "failed at certificate %zu of the chain: %s", verdict.index,
                               verdict.text);
        }
        show_text_line(show, "Verification", text);
        return STATUS_OK;
}
