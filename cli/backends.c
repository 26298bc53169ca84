#include <stdio.h>

#include "cli/commands.h"
#include "cli/options.h"
#include "tls/session.h"

enum status command_backends(int argc, char **argv)
{
        const struct syntax syntax = {
                "backends", "",   "Lists the TLS libraries that are compiled in, the default first.",
                "",         NULL, 0};
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
        }
        if (i == 0) {
                message("no TLS backend is compiled in");
        }
        return STATUS_OK;
}
