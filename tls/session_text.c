#include "tls/session_text.h"

#include <stdio.h>
#include <string.h>

#include "tls/alert.h"
#include "tls/session.h"

#define TLS13 0x0304

void pc_session_text_verdict(char text[PC_SESSION_TEXT], const struct pc_verify_result *verdict, size_t sent,
                             const char *server_name)
{
        if (server_name != NULL && (verdict->code == PC_ERR_X509_HOST || verdict->code == PC_ERR_X509_IP)) {
                snprintf(text, PC_SESSION_TEXT,
                         "certificate verify failed: %s, certificate is not valid for '%s'", verdict->text,
                         server_name);
        } else if (verdict->index == 0 || verdict->index >= sent) {
                snprintf(text, PC_SESSION_TEXT, "certificate verify failed: %s", verdict->text);
        } else {
                snprintf(text, PC_SESSION_TEXT,
                         "certificate verify failed: %s (certificate %lu of the chain)", verdict->text,
                         (unsigned long)verdict->index);
        }
}

void pc_session_text_alert(char text[PC_SESSION_TEXT], uint8_t description, const char *versions)
{
        int len = snprintf(text, PC_SESSION_TEXT, "the peer sent the fatal alert %s (%u)",
                           pc_alert_name(description), (unsigned)description);

        if (description == PC_ALERT_PROTOCOL_VERSION) {
                snprintf(text + len, PC_SESSION_TEXT - (size_t)len,
                         ": it takes none of the TLS versions that were offered, %s", versions);
        }
}

void pc_session_text_newer(char text[PC_SESSION_TEXT])
{
        const size_t len = strlen(text);
        const struct pc_session_class *found;
        size_t i = 0;

        do {
                found = pc_session_class_at(i++);
        } while (found != NULL && found->protocol_max < TLS13);
        snprintf(text + len, PC_SESSION_TEXT - len, ", and may want TLS 1.3, which %s%s has",
                 found == NULL ? "no backend here" : "the backend ", found == NULL ? "" : found->name);
}

const char *pc_session_text_failed(bool done)
{
        return done ? "the connection failed" : "the connection failed in the handshake";
}

const char *pc_session_text_cut(bool done)
{
        return done ? "the connection was cut: it ended without close_notify"
                    : "the connection was cut in the handshake";
}
