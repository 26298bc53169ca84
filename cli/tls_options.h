/* The options that connect and serve have in common, and what they mean. */
#ifndef PC_CLI_TLS_OPTIONS_H
#define PC_CLI_TLS_OPTIONS_H

#include "cli/format.h"
#include "cli/options.h"
#include "tls/session.h"

struct tls_options {
        const char *command;
        /* As they are given, NULL where they are not. */
        const char *backend_name;
        const char *format_name;
        const char *timeout_text;
        const char *tls_max_text;
        const char *verify_name;
        const char *show;
        const char *cafile;
        const char *capath;
        const char *cert;
        const char *key;
        /* What that means; 'verify' is the default before. */
        const struct pc_session_class *backend;
        enum format format;
        enum pc_verify_mode verify;
        int64_t timeout; /* milliseconds */
        uint16_t protocol_max;
};

/* Their rows of the option table; the help texts that differ are arguments. */
#define TLS_OPTIONS(o, help_verify, help_cert, help_timeout)                                                 \
        {"format", FORMAT_ARGUMENT, FORMAT_HELP, &(o)->format_name, NULL},                                   \
                {"show", "WHAT[,WHAT...]", show_help, &(o)->show, NULL},                                     \
                {"verify", "MODE", help_verify, &(o)->verify_name, NULL},                                    \
                {"cafile", "FILE", "trust the certificates in FILE, in place of the system's", &(o)->cafile, \
                 NULL},                                                                                      \
                {"capath", "DIRECTORY", "trust those in the files of DIRECTORY", &(o)->capath, NULL},        \
                {"cert", "FILE", help_cert, &(o)->cert, NULL},                                               \
                {"key", "FILE", "its private key, where that is not in the same FILE", &(o)->key, NULL},     \
                {"tls-max", "VERSION", "1.2 or 1.3: no version above it", &(o)->tls_max_text, NULL},         \
                {"backend", "NAME", "use this TLS library ('peercert backends')", &(o)->backend_name, NULL}, \
        {                                                                                                    \
                "timeout", "SECONDS", help_timeout, &(o)->timeout_text, NULL                                 \
        }

/* Reads what was given. False with a message. */
bool tls_options_read(struct tls_options *options);

#endif
