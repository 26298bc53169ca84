/* Drives any backend through tls/session.h, and prints what the facade says: a JSON object a line. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "connection.h"
#include "cuts.h"
#include "options.h"
#include "report.h"

static bool list(const struct options *options)
{
        (void)options;
        report_backends();
        return true;
}

static const struct {
        const char *name;
        bool (*run)(const struct options *options);
} commands[] = {
        {"connect", connection_connect},
        {"listen", connection_listen},
        {"cuts", cuts_run},
        {"damage", cuts_damage},
        {"list", list},
};

static void limit_memory(long megabytes)
{
        struct rlimit limit;

        limit.rlim_cur = limit.rlim_max = (rlim_t)megabytes << 20;
        if (megabytes > 0 && setrlimit(RLIMIT_AS, &limit) != 0) {
                perror("setrlimit");
        }
}

int main(int argc, char **argv)
{
        struct options options;

        if (!options_parse(&options, argc, argv)) {
                return 2;
        }
        limit_memory(options.memory);
        (void)signal(SIGPIPE, SIG_IGN);
        (void)alarm((unsigned)options.timeout);
        for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
                if (strcmp(commands[i].name, options.command) == 0) {
                        return commands[i].run(&options) ? 0 : 2;
                }
        }
        fprintf(stderr, "session_probe: no such command: %s\n", options.command);
        return 2;
}
