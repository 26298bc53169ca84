#include "cli/show_data.h"

#include "cli/refusal.h"
#include "cli/show_answer.h"

enum status show_data_none(const struct show *show)
{
        output_text(show->output, show->format == FORMAT_PYTHON ? "None\n" : "null\n");
        return STATUS_OK;
}

enum status show_data_octets(const struct show *show, enum pc_result result, struct pc_slice octets)
{
        const bool raw = format_is_raw(show->format);

        if (!raw && (result == PC_NONE || result == PC_NO_CERTIFICATE)) {
                return show_data_none(show);
        }
        if (result != PC_OK) {
                return show_no_answer(show, result);
        }
        format_octets(octets, show->format, show->output);
        output_text(show->output, raw ? "" : "\n");
        return STATUS_OK;
}

enum status show_data_binary(const struct show *show)
{
        struct pc_slice der = {NULL, 0};
        const enum pc_result result = pc_getpeercert_binary(show->peer, &der);

        /* Nobody takes for the peer's what was refused. */
        if (show->failure != NULL) {
                return STATUS_OK;
        }
        return show_data_octets(show, result, der);
}

enum status show_data_getpeercert(const struct show *show)
{
        struct pc_certificate cert;
        struct pc_diag diag = {PC_OK, 0, PC_FIELD_NONE, 0, 0, 0};
        struct pc_slice der = {NULL, 0};
        enum pc_result result;

        if (format_is_raw(show->format) || show->failure != NULL) {
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
        if (pc_getpeercert_binary(show->peer, &der) != PC_OK) {
                return show_no_answer(show, result);
        }
        refusal_message(show->target, der, &diag);
        return STATUS_REFUSED;
}

static enum status data_hash(const struct show *show, show_hash *hash)
{
        uint8_t buf[PC_FINGERPRINT];
        const struct pc_slice octets = {buf, sizeof buf};
        struct pc_slice der;
        enum pc_result result = pc_getpeercert_binary(show->peer, &der);

        if (result == PC_OK) {
                result = show_fingerprint(show, der, hash, buf);
        }
        return show_data_octets(show, result, octets);
}

enum status show_data_fingerprint(const struct show *show)
{
        return data_hash(show, pc_fingerprint);
}

enum status show_data_key_fingerprint(const struct show *show)
{
        return data_hash(show, pc_key_fingerprint);
}

/* A list with brackets for python and json, one certificate after the other for pem and der. */
static enum status data_chain(const struct show *show, show_chain_at *at)
{
        const bool list = !format_is_raw(show->format);
        struct pc_slice der;
        enum pc_result result;
        size_t i;

        for (i = 0; (result = at(show->peer, i, &der)) == PC_OK; i++) {
        }
        if (result != PC_END) {
                return show_no_answer(show, result);
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
        return data_chain(show, pc_verified_chain);
}

enum status show_data_unverified_chain(const struct show *show)
{
        return data_chain(show, pc_unverified_chain);
}
