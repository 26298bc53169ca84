#include "cli/show_answer.h"

#include <string.h>

#include "cli/limit.h"

static enum status cannot_say(const struct show *show)
{
        const char *why = limit_why(show->backend, show->what);

        message("%s: %s: the backend %s cannot say%s%s", show->target, show->what, show->backend->name,
                why != NULL ? ": " : "", why != NULL ? why : "");
        return STATUS_USAGE;
}

enum status show_no_answer(const struct show *show, enum pc_result result)
{
        if (result == PC_ERR_API_HANDSHAKE && show->failure != NULL) {
                return STATUS_OK;
        }
        if (result == PC_ERR_TLS_UNSUPPORTED) {
                return cannot_say(show);
        }
        message("%s: %s", show->target, pc_strerror(result));
        return STATUS_REFUSED;
}

enum pc_result show_leaf(const struct show *show, struct pc_slice *der)
{
        enum pc_result result = pc_getpeercert_binary(show->peer, der);

        if (result == PC_ERR_API_HANDSHAKE) {
                result = pc_unverified_chain(show->peer, 0, der);
        }
        return result == PC_END ? PC_NO_CERTIFICATE : result;
}

enum pc_result show_shared_cipher(const struct show *show, size_t i, struct pc_cipher *out)
{
        return show->peer.backend->role(show->peer.ctx) == PC_ROLE_CLIENT
                       ? PC_NONE
                       : pc_shared_cipher(show->peer, i, out);
}

enum pc_result show_channel_binding(const struct show *show, uint8_t buf[PC_CHANNEL_BINDING_MAX],
                                    struct pc_slice *octets)
{
        enum pc_channel_binding type;
        enum pc_result result = pc_channel_binding_find(strchr(show->what, ':') + 1, &type);

        if (result == PC_OK) {
                octets->data = buf;
                result = pc_channel_binding(show->peer, type, buf, PC_CHANNEL_BINDING_MAX, &octets->len);
        }
        return result;
}

enum pc_result show_fingerprint(const struct show *show, struct pc_slice der, show_hash *hash,
                                uint8_t out[PC_FINGERPRINT])
{
        struct pc_certificate cert;
        const enum pc_result result = pc_certificate_parse(&cert, der, NULL);

        return result == PC_OK ? hash(show->peer.backend, &cert, out) : result;
}
