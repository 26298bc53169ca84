#include "cli/show_answer.h"
#include "cli/show_data.h"

static bool is_python(const struct show *show)
{
        return show->format == FORMAT_PYTHON;
}

/* A text, or what stands for one that there is not. */
static enum status data_text(const struct show *show, enum pc_result result, const char *text)
{
        if (result == PC_NONE) {
                return show_data_none(show);
        }
        if (result != PC_OK) {
                return show_no_answer(show, result);
        }
        format_string(text, show->format, show->output);
        output_text(show->output, "\n");
        return STATUS_OK;
}

static void put_cipher(const struct show *show, const struct pc_cipher *cipher)
{
        output_text(show->output, is_python(show) ? "(" : "[");
        format_string(cipher->name, show->format, show->output);
        output_text(show->output, ", ");
        format_string(cipher->protocol, show->format, show->output);
        output_text(show->output, ", ");
        output_number(show->output, cipher->bits);
        output_text(show->output, is_python(show) ? ")" : "]");
}

enum status show_data_cipher(const struct show *show)
{
        struct pc_cipher cipher;
        const enum pc_result result = pc_cipher(show->peer, &cipher);

        if (result != PC_OK) {
                return data_text(show, result, NULL);
        }
        put_cipher(show, &cipher);
        output_text(show->output, "\n");
        return STATUS_OK;
}

enum status show_data_shared_ciphers(const struct show *show)
{
        struct pc_cipher cipher;
        enum pc_result result;
        size_t i;

        for (i = 0; (result = show_shared_cipher(show, i, &cipher)) == PC_OK; i++) {
        }
        if (result != PC_END) {
                return data_text(show, result, NULL);
        }
        output_text(show->output, "[");
        for (i = 0; show_shared_cipher(show, i, &cipher) == PC_OK; i++) {
                output_text(show->output, i > 0 ? ", " : "");
                put_cipher(show, &cipher);
        }
        output_text(show->output, "]\n");
        return STATUS_OK;
}

enum status show_data_version(const struct show *show)
{
        const char *version = pc_protocol_version(show->peer);

        return data_text(show, version != NULL ? PC_OK : PC_NONE, version);
}

enum status show_data_compression(const struct show *show)
{
        const char *name = NULL;
        const enum pc_result result = pc_compression(show->peer, &name);

        return data_text(show, result, name);
}

enum status show_data_server_name(const struct show *show)
{
        const char *name = NULL;
        const enum pc_result result = pc_server_name(show->peer, &name);

        return data_text(show, result, name);
}

enum status show_data_channel_binding(const struct show *show)
{
        uint8_t buf[PC_CHANNEL_BINDING_MAX];
        struct pc_slice octets = {buf, 0};
        const enum pc_result result = show_channel_binding(show, buf, &octets);

        return show_data_octets(show, result, octets);
}

static void put_boolean(const struct show *show, bool value)
{
        output_text(show->output,
                    value ? (is_python(show) ? "True" : "true") : (is_python(show) ? "False" : "false"));
}

enum status show_data_session_reused(const struct show *show)
{
        const enum pc_result result = pc_resumed(show->peer);

        if (result != PC_OK && result != PC_NONE) {
                return show_no_answer(show, result);
        }
        put_boolean(show, result == PC_OK);
        output_text(show->output, "\n");
        return STATUS_OK;
}

static void put_member(const struct show *show, const char *name)
{
        format_string(name, show->format, show->output);
        output_text(show->output, ": ");
}

enum status show_data_verify_result(const struct show *show)
{
        const struct pc_verify_result verdict = pc_peer_verify_result(show->peer);
        const bool verified = verdict.code == PC_OK;

        output_text(show->output, "{");
        put_member(show, "verified");
        put_boolean(show, verified);
        output_text(show->output, ", ");
        put_member(show, "certificate");
        if (verified || verdict.code == PC_NOT_VALIDATED) {
                output_text(show->output, is_python(show) ? "None" : "null");
        } else {
                output_number(show->output, verdict.index);
        }
        output_text(show->output, ", ");
        put_member(show, "reason");
        format_string(verdict.text, show->format, show->output);
        output_text(show->output, "}\n");
        return STATUS_OK;
}
