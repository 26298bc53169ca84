#include <stdio.h>

#include "cli/commands.h"
#include "cli/limit.h"
#include "cli/options.h"
#include "tls/ciphersuite.h"
#include "tls/session.h"

static void print_protocols(const struct pc_session_class *backend)
{
        printf("    has     %s", pc_protocol_name(backend->protocol_min));
        if (backend->protocol_max != backend->protocol_min) {
                printf(" to %s", pc_protocol_name(backend->protocol_max));
        }
        printf("\n");
}

/* A thing of which a backend says nothing, unless its limits tell more of it. */
static void print_open(const struct pc_session_class *backend, bool there, const char *what)
{
        if (!there && limit_why(backend, what) == NULL) {
                printf("    cannot  %s\n", what);
        }
}

static void print_limits(const struct pc_session_class *backend)
{
        const struct pc_session_limit *limit;
        const struct pc_backend *table = backend->backend;

        for (limit = backend->limits; limit != NULL && limit->what != NULL; limit++) {
                printf("    cannot  %s: %s\n", limit->what, limit->why);
        }
        print_open(backend, table->verified_certificate != NULL, "verified-chain");
        print_open(backend, table->protocol != NULL, "version");
        print_open(backend, table->cipher_suite != NULL, "cipher");
        print_open(backend, table->shared_cipher_suite != NULL, "shared-ciphers");
        print_open(backend, table->compression != NULL, "compression");
        print_open(backend, table->resumed != NULL, "session-reused");
        print_open(backend, table->server_name != NULL, "server-name");
        print_open(backend, table->digest != NULL, "fingerprint");
        print_open(backend, table->finished != NULL, "tls-unique");
        print_open(backend, table->own_certificate != NULL, "tls-server-end-point, as a server");
        print_open(backend, table->export_keying_material != NULL, "tls-exporter");
}

enum status command_backends(int argc, char **argv)
{
        const struct syntax syntax = {
                "backends",
                "",
                "Lists the TLS libraries that are compiled in, the default first: the name, the\n"
                "version, the TLS versions, and what each cannot say or do, and why.",
                "",
                NULL,
                0};
        const enum parsed parsed = options_parse(&syntax, &argc, argv);
        const struct pc_session_class *backend;
        size_t i;

        if (parsed != PARSED_RUN) {
                return parsed == PARSED_HELP ? STATUS_OK : STATUS_USAGE;
        }
        if (argc > 0) {
                usage_message("backends", "unexpected argument", argv[0]);
                return STATUS_USAGE;
        }
        for (i = 0; (backend = pc_session_class_at(i)) != NULL; i++) {
                printf("%s %s\n", backend->name, backend->version());
                print_protocols(backend);
                print_limits(backend);
        }
        if (i == 0) {
                message("no TLS backend is compiled in");
        }
        return STATUS_OK;
}
