#include "cli/show_data.h"

#include "api/channel_binding.h"
#include "api/connection.h"
#include "cli/refusal.h"

#define TLS_UNIQUE_MAX 48

static bool is_python(const struct show *show)
{
        return show->format == FORMAT_PYTHON;
}

enum status show_data_none(const struct show *show)
{
        output_text(show->output, is_python(show) ? "None\n" : "null\n");
        return STATUS_OK;
}

/* A call that Python would answer with an exception. One about the handshake has been reported already. */
static enum status show_failure(const struct show *show, enum pc_result result)
{
        if (result == PC_ERR_API_HANDSHAKE && show->failure != NULL) {
                return STATUS_OK;
        }
        message("%s: %s", show->target, pc_strerror(result));
        return STATUS_REFUSED;
}

static enum status show_octets(const struct show *show, struct pc_slice octets)
{
        format_octets(octets, show->format, show->output);
        if (!format_is_raw(show->format)) {
                output_text(show->output, "\n");
        }
        return STATUS_OK;
}

enum status show_data_binary(const struct show *show)
{
        struct pc_slice der;
        const enum pc_result result = pc_getpeercert_binary(show->peer, &der);

        if (result == PC_NO_CERTIFICATE) {
                return format_is_raw(show->format) ? show_failure(show, result) : show_data_none(show);
        }
        return result == PC_OK ? show_octets(show, der) : show_failure(show, result);
}

enum status show_data_getpeercert(const struct show *show)
{
        struct pc_certificate cert;
        struct pc_diag diag = {PC_OK, 0, NULL, 0, 0, 0};
        struct pc_slice der = {NULL, 0};
        enum pc_result result;

        if (format_is_raw(show->format)) {
                return show_data_binary(show);
        }
        result = pc_getpeercert(show->peer, &cert, &diag);
        switch (result) {
        case PC_OK:
                (void)format_certificate(&cert, show->format, show->output);
                return STATUS_OK;
        case PC_NOT_VALIDATED:
                output_text(show->output, "{}\n");
                return STATUS_OK;
        case PC_NO_CERTIFICATE:
                return show_data_none(show);
        default:
                break;
        }
        if (result == PC_ERR_API_HANDSHAKE || pc_unverified_chain(show->peer, 0, &der) != PC_OK) {
                return show_failure(show, result);
        }
        refusal_message(show->target, der, &diag);
        return STATUS_REFUSED;
}

typedef enum pc_result chain_at(struct pc_peer peer, size_t i, struct pc_slice *der);

/* A list with brackets for python and json, one certificate after the other for pem and der. */
static enum status show_chain(const struct show *show, chain_at *at)
{
        const bool list = !format_is_raw(show->format);
        struct pc_slice der;
        enum pc_result result;
        size_t i;

        for (i = 0; (result = at(show->peer, i, &der)) == PC_OK; i++) {
        }
        if (result != PC_END) {
                return show_failure(show, result);
        }
        output_text(show->output, list ? "[" : "");
        for (i = 0; at(show->peer, i, &der) == PC_OK; i++) {
                output_text(show->output, list && i > 0 ? ", " : "");
                format_octets(der, show->format, show->output);
        }
        output_text(show->output, list ? "]\n" : "");
        return STATUS_OK;
}

enum status show_data_verified_chain(const struct show *show)
{
        return show_chain(show, pc_verified_chain);
}

enum status show_data_unverified_chain(const struct show *show)
{
        return show_chain(show, pc_unverified_chain);
}

enum status show_data_cipher(const struct show *show)
{
        struct pc_cipher cipher;

        if (pc_cipher(show->peer, &cipher) != PC_OK) {
                return show_data_none(show);
        }
        output_text(show->output, is_python(show) ? "(" : "[");
        format_string(cipher.name, show->format, show->output);
        output_text(show->output, ", ");
        format_string(cipher.protocol, show->format, show->output);
        output_text(show->output, ", ");
        output_number(show->output, cipher.bits);
        output_text(show->output, is_python(show) ? ")\n" : "]\n");
        return STATUS_OK;
}

enum status show_data_version(const struct show *show)
{
        const char *version = pc_protocol_version(show->peer);

        if (version == NULL) {
                return show_data_none(show);
        }
        format_string(version, show->format, show->output);
        output_text(show->output, "\n");
        return STATUS_OK;
}

enum status show_data_tls_unique(const struct show *show)
{
        uint8_t buf[TLS_UNIQUE_MAX];
        struct pc_slice octets = {buf, 0};
        const enum pc_result result =
                pc_channel_binding(show->peer, PC_CHANNEL_BINDING_TLS_UNIQUE, buf, sizeof buf, &octets.len);

        if (result == PC_NONE) {
                return show_data_none(show);
        }
        return result == PC_OK ? show_octets(show, octets) : show_failure(show, result);
}

static void show_member(const struct show *show, const char *name)
{
        format_string(name, show->format, show->output);
        output_text(show->output, ": ");
}

enum status show_data_verify_result(const struct show *show)
{
        const struct pc_verify_result verdict = pc_peer_verify_result(show->peer);
        const bool verified = verdict.code == PC_OK;
        struct output *output = show->output;

        output_text(output, "{");
        show_member(show, "verified");
        output_text(output,
                    verified ? (is_python(show) ? "True" : "true") : (is_python(show) ? "False" : "false"));
        output_text(output, ", ");
        show_member(show, "certificate");
        if (verified || verdict.code == PC_NOT_VALIDATED) {
                output_text(output, is_python(show) ? "None" : "null");
        } else {
                output_number(output, verdict.index);
        }
        output_text(output, ", ");
        show_member(show, "reason");
        format_string(verdict.text, show->format, output);
        output_text(output, "}\n");
        return STATUS_OK;
}
