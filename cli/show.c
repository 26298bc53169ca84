#include "cli/show.h"

#include <stdio.h>
#include <string.h>

#include "cli/options.h"
#include "cli/show_data.h"
#include "cli/show_text.h"

const char show_help[] = "getpeercert (default), binary, fingerprint,\n"
                         "                          key-fingerprint, verified-chain, unverified-chain,\n"
                         "                          verify-result, version, cipher, shared-ciphers,\n"
                         "                          compression, session-reused, server-name,\n"
                         "                          channel-binding:tls-unique,\n"
                         "                          channel-binding:tls-server-end-point,\n"
                         "                          channel-binding:tls-exporter;\n"
                         "                          several are parted by commas";

/* 'raw' for what is a certificate, so that it can be had in pem and der. */
static const struct {
        const char *name;
        bool raw;
        enum status (*show)(const struct show *show);
        enum status (*text)(const struct show *show);
} whats[] = {
        {"getpeercert", true, show_data_getpeercert, show_text_getpeercert},
        {"binary", true, show_data_binary, show_text_binary},
        {"fingerprint", false, show_data_fingerprint, show_text_fingerprint},
        {"key-fingerprint", false, show_data_key_fingerprint, show_text_key_fingerprint},
        {"verified-chain", true, show_data_verified_chain, show_text_verified_chain},
        {"unverified-chain", true, show_data_unverified_chain, show_text_unverified_chain},
        {"verify-result", false, show_data_verify_result, show_text_verify_result},
        {"version", false, show_data_version, show_text_version},
        {"cipher", false, show_data_cipher, show_text_cipher},
        {"shared-ciphers", false, show_data_shared_ciphers, show_text_shared_ciphers},
        {"compression", false, show_data_compression, show_text_compression},
        {"session-reused", false, show_data_session_reused, show_text_session_reused},
        {"server-name", false, show_data_server_name, show_text_server_name},
        {"channel-binding:tls-unique", false, show_data_channel_binding, show_text_channel_binding},
        {"channel-binding:tls-server-end-point", false, show_data_channel_binding, show_text_channel_binding},
        {"channel-binding:tls-exporter", false, show_data_channel_binding, show_text_channel_binding},
};
#define WHATS (sizeof whats / sizeof whats[0])

/* Takes the next name off the list; its index, or WHATS for an unknown one. */
static size_t next_what(const char **list, char *name, size_t size)
{
        const size_t len = strcspn(*list, ",");
        size_t i;

        (void)snprintf(name, size, "%.*s", (int)(len < size ? len : size - 1), *list);
        *list += len;
        for (i = 0; i < WHATS; i++) {
                if (strcmp(whats[i].name, name) == 0) {
                        break;
                }
        }
        return i;
}

bool show_check(const char *command, const char *list, enum format format)
{
        char name[64];
        size_t i;

        for (;; list++) {
                i = next_what(&list, name, sizeof name);
                if (i == WHATS && strncmp(name, "channel-binding:", 16) == 0) {
                        usage_message(command, "channel binding type not implemented:", name + 16);
                        return false;
                }
                if (i == WHATS) {
                        usage_message(command, "cannot show", name);
                        return false;
                }
                if (!whats[i].raw && format_is_raw(format)) {
                        usage_message(command, "there is neither PEM nor DER of", name);
                        return false;
                }
                if (*list == '\0') {
                        return true;
                }
        }
}

enum status show_all(const struct show *show, const char *list)
{
        struct show one = *show;
        enum status status = STATUS_OK;
        bool blank_due = false;
        bool first = true;
        char name[64];

        for (;; list++) {
                const size_t i = next_what(&list, name, sizeof name);

                one.what = whats[i].name;
                if (show->format == FORMAT_TEXT) {
                        /* Certificates, of many lines, stand between blank ones. */
                        output_text(show->output, !first && (blank_due || whats[i].raw) ? "\n" : "");
                        status = status_worse(status, whats[i].text(&one));
                        blank_due = whats[i].raw;
                        first = false;
                } else {
                        status = status_worse(status, whats[i].show(&one));
                }
                if (*list == '\0') {
                        return status;
                }
        }
}
