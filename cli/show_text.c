#include "cli/show_text.h"

#include <stdio.h>

#include "cli/pin.h"
#include "cli/refusal.h"
#include "cli/show_answer.h"

#define WHERE_SIZE 1024

void show_text_line(const struct show *show, const char *name, const char *value)
{
        output_text(show->output, name);
        output_text(show->output, ": ");
        format_string(value, FORMAT_TEXT, show->output);
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
                output_text(show->output, pc_resumed(show->peer) == PC_OK
                                                  ? "verified, in the session that this one resumes"
                                                  : "verified");
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
        struct pc_diag diag = {PC_OK, 0, PC_FIELD_NONE, 0, 0, 0};

        if (pc_certificate_parse(&cert, der, &diag) != PC_OK) {
                refusal_message(where, der, &diag);
                return STATUS_REFUSED;
        }
        (void)format_certificate(&cert, FORMAT_TEXT, show->output);
        return STATUS_OK;
}

/* There is no certificate: none was sent, or none can be had. */
static enum status no_certificate(const struct show *show, enum pc_result result)
{
        if (result != PC_NO_CERTIFICATE) {
                return show_no_answer(show, result);
        }
        show_text_line(show, show->target, show->failure != NULL ? show->failure : pc_strerror(result));
        return STATUS_OK;
}

typedef enum status print_leaf(const struct show *show, struct pc_slice der);

/* The peer's own certificate, below whether it was verified. */
static enum status text_leaf(const struct show *show, print_leaf *print)
{
        struct pc_slice der;
        const enum pc_result result = show_leaf(show, &der);

        if (result != PC_OK) {
                return no_certificate(show, result);
        }
        verdict_line(show);
        return print(show, der);
}

static enum status print_report(const struct show *show, struct pc_slice der)
{
        return print_certificate(show, der, show->target);
}

static enum status print_pem(const struct show *show, struct pc_slice der)
{
        format_octets(der, FORMAT_PEM, show->output);
        return STATUS_OK;
}

enum status show_text_getpeercert(const struct show *show)
{
        return text_leaf(show, print_report);
}

enum status show_text_binary(const struct show *show)
{
        return text_leaf(show, print_pem);
}

/* Prints a hash in a line that 'name' begins, and gives it in 'out', where there is a certificate. */
static enum status text_hash(const struct show *show, const char *name, show_hash *hash,
                             uint8_t out[PC_FINGERPRINT], bool *found)
{
        const struct pc_slice octets = {out, PC_FINGERPRINT};
        struct pc_slice der;
        enum pc_result result = show_leaf(show, &der);

        *found = false;
        if (result == PC_NO_CERTIFICATE) {
                show_text_line(show, name, "none");
                return STATUS_OK;
        }
        if (result == PC_OK) {
                result = show_fingerprint(show, der, hash, out);
        }
        if (result != PC_OK) {
                return show_no_answer(show, result);
        }
        *found = true;
        output_text(show->output, name);
        output_text(show->output, ": ");
        format_octets(octets, FORMAT_TEXT, show->output);
        output_text(show->output, "\n");
        return STATUS_OK;
}

enum status show_text_fingerprint(const struct show *show)
{
        uint8_t hash[PC_FINGERPRINT];
        bool found;

        return text_hash(show, "Fingerprint, SHA-256", pc_fingerprint, hash, &found);
}

enum status show_text_key_fingerprint(const struct show *show)
{
        uint8_t hash[PC_FINGERPRINT];
        char pin[PIN_TEXT];
        bool found;
        const enum status status =
                text_hash(show, "Fingerprint of the key, SHA-256", pc_key_fingerprint, hash, &found);

        if (found) {
                pin_text(hash, pin);
                show_text_line(show, "Pin", pin);
        }
        return status;
}

static enum status print_chain(const struct show *show, show_chain_at *at, const char *name)
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
                return show_no_answer(show, result);
        }
        if (i == 0) {
                show_text_line(show, name, "none");
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
