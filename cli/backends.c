#include <stdio.h>
#include <string.h>

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

/* What a backend says of a connection, and whether it does. */
struct ability {
        const char *what; /* as --show has it */
        bool there;
};

#define ABILITIES 11

static void abilities_of(const struct pc_backend *table, struct ability out[ABILITIES])
{
        const struct ability all[ABILITIES] = {
                {"verified-chain", table->verified_certificate != NULL},
                {"fingerprint", table->digest != NULL},
                {"version", table->protocol != NULL},
                {"cipher", table->cipher_suite != NULL},
                {"shared-ciphers", table->shared_cipher_suite != NULL},
                {"compression", table->compression != NULL},
                {"session-reused", table->resumed != NULL},
                {"server-name", table->server_name != NULL},
                {"channel-binding:tls-unique", table->finished != NULL},
                {"channel-binding:tls-server-end-point",
                 table->own_certificate != NULL && table->digest != NULL},
                {"channel-binding:tls-exporter", table->export_keying_material != NULL},
        };

        memcpy(out, all, sizeof all);
}

/* Whether the limit has been told as the reason why something cannot be said. */
static bool told(const struct pc_session_class *backend, const struct pc_session_limit *limit,
                 const struct ability abilities[ABILITIES])
{
        size_t i;

        for (i = 0; i < ABILITIES; i++) {
                if (!abilities[i].there && limit_why(backend, abilities[i].what) == limit->why) {
                        return true;
                }
        }
        return false;
}

static void print_limits(const struct pc_session_class *backend)
{
        struct ability abilities[ABILITIES];
        const struct pc_session_limit *limit;
        size_t i;

        abilities_of(backend->backend, abilities);
        for (i = 0; i < ABILITIES; i++) {
                const char *why = abilities[i].there ? NULL : limit_why(backend, abilities[i].what);

                if (!abilities[i].there) {
                        printf("    cannot  %s%s%s\n", abilities[i].what, why != NULL ? ": " : "",
                               why != NULL ? why : "");
                }
        }
        for (limit = backend->limits; limit != NULL && limit->what != NULL; limit++) {
                if (!told(backend, limit, abilities)) {
                        printf("    limit   %s: %s\n", limit->what, limit->why);
                }
        }
}

enum status command_backends(int argc, char **argv)
{
        const struct syntax syntax = {
                "backends",
                "",
                "Lists the TLS libraries that are compiled in, the default first: name, version, TLS\n"
                "versions, what of --show each cannot say, and what else it cannot do.",
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
