#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "api/version.h"
#include "cli/commands.h"
#include "cli/options.h"

static const struct {
        const char *name;
        const char *summary;
        enum status (*run)(int argc, char **argv);
} commands[] = {
        {"decode", "decode certificates in files", command_decode},
        {"connect", "show the certificate of a TLS server", command_connect},
        {"serve", "show the certificates of TLS clients", command_serve},
        {"backends", "list the TLS libraries that are compiled in", command_backends},
};

static void print_help(void)
{
        size_t i;

        printf("Usage: peercert COMMAND [OPTION...] [ARGUMENT...]\n\nWho is on the other end of a TLS "
               "connection, as "
               "data.\n\n");
        for (i = 0; i < sizeof commands / sizeof commands[0]; i++) {
                printf("  %-12s%s\n", commands[i].name, commands[i].summary);
        }
        printf("\n  --help      print this; 'peercert COMMAND --help' tells about a command\n"
               "  --version   print the version\n");
}

static enum status run(int argc, char **argv)
{
        size_t i;

        if (argc < 2) {
                message("no command given ('peercert --help' lists them)");
                return STATUS_USAGE;
        }
        if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
                print_help();
                return STATUS_OK;
        }
        if (strcmp(argv[1], "--version") == 0) {
                printf("peercert %s\n", pc_version());
                return STATUS_OK;
        }
        for (i = 0; i < sizeof commands / sizeof commands[0]; i++) {
                if (strcmp(argv[1], commands[i].name) == 0) {
                        return commands[i].run(argc - 2, argv + 2);
                }
        }
        usage_message("", argv[1][0] == '-' ? "unknown option" : "unknown command", argv[1]);
        return STATUS_USAGE;
}

int main(int argc, char **argv)
{
        enum status status;

        /* A reader that goes away shows as EPIPE where it is written to. */
        (void)signal(SIGPIPE, SIG_IGN);
        status = run(argc, argv);
        if (fflush(stdout) != 0 || ferror(stdout)) {
                if (errno != EPIPE) {
                        message("standard output: %s", strerror(errno));
                }
                return (int)status_worse(status, STATUS_USAGE);
        }
        return (int)status;
}
