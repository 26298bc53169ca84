#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool complain(const char *what, const char *value)
{
        fprintf(stderr, "session_probe: %s: %s\n", what, value);
        return false;
}

/* The index of 'value' among 'names', ended by a NULL; -1 for none. */
static int choose(const char *const *names, const char *value)
{
        for (int i = 0; names[i] != NULL; i++) {
                if (strcmp(names[i], value) == 0) {
                        return i;
                }
        }
        return -1;
}

static const char *const roles[] = {"client", "server", NULL};
static const char *const modes[] = {"none", "optional", "required", NULL};
static const char *const shapes[] = {"plain", "octet", "block", NULL};

static bool put_choice(struct options *options, const char *name, const char *value)
{
        const struct {
                const char *name;
                const char *const *names;
                int *at;
        } choices[] = {
                {"role", roles, &options->role},
                {"verify", modes, &options->verify},
                {"other-verify", modes, &options->other_verify},
                {"then-verify", modes, &options->then_verify},
                {"transport", shapes, &options->shape},
        };

        for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
                if (strcmp(choices[i].name, name) == 0) {
                        *choices[i].at = choose(choices[i].names, value);
                        return *choices[i].at >= 0;
                }
        }
        return false;
}

static bool put_backend(struct options *options, const char *name, const char *value)
{
        const struct pc_session_class **at =
                strcmp(name, "backend") == 0 ? &options->backend : &options->other;

        if (strcmp(name, "backend") != 0 && strcmp(name, "other") != 0) {
                return false;
        }
        *at = pc_session_class_find(value);
        return *at != NULL;
}

static bool put_text(struct options *options, const char *name, const char *value)
{
        const struct {
                const char *name;
                const char **at;
        } texts[] = {
                {"port", &options->port},
                {"cafile", &options->cafile},
                {"cert", &options->cert},
                {"key", &options->key},
                {"other-cafile", &options->other_cafile},
                {"other-cert", &options->other_cert},
                {"other-key", &options->other_key},
                {"then-cafile", &options->then_cafile},
                {"servername", &options->servername},
                {"resume", &options->resume},
                {"save", &options->save},
        };

        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
                if (strcmp(texts[i].name, name) == 0) {
                        *texts[i].at = value;
                        return true;
                }
        }
        return false;
}

static bool put_number(struct options *options, const char *name, const char *value)
{
        const struct {
                const char *name;
                long *at;
        } numbers[] = {
                {"cut", &options->cut},
                {"count", &options->count},
                {"chain-size", &options->chain_size},
                {"memory", &options->memory},
                {"timeout", &options->timeout},
        };

        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
                if (strcmp(numbers[i].name, name) == 0) {
                        *numbers[i].at = strtol(value, NULL, 10);
                        return true;
                }
        }
        if (strcmp(name, "protocol-max") == 0) {
                options->protocol_max = (uint16_t)strtol(value, NULL, 16);
                return true;
        }
        return false;
}

static bool put_flag(struct options *options, const char *name)
{
        const struct {
                const char *name;
                bool *at;
        } flags[] = {
                {"no-name-check", &options->no_name_check},
                {"no-ca-names", &options->no_ca_names},
                {"cache", &options->cache},
                {"resumed", &options->resumed},
        };

        for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
                if (strcmp(flags[i].name, name) == 0) {
                        *flags[i].at = true;
                        return true;
                }
        }
        return false;
}

static void options_default(struct options *options)
{
        memset(options, 0, sizeof *options);
        options->backend = pc_session_class_at(0);
        options->other = options->backend;
        options->verify = PC_VERIFY_REQUIRED;
        options->then_verify = -1;
        options->cut = -1;
        options->count = 1;
        options->chain_size = 262144;
        options->timeout = 15;
}

bool options_parse(struct options *options, int argc, char **argv)
{
        options_default(options);
        if (argc < 2) {
                return complain("usage", "session_probe COMMAND [--OPTION [VALUE]]...");
        }
        options->command = argv[1];
        for (int i = 2; i < argc; i++) {
                const char *name = argv[i] + 2;

                if (strncmp(argv[i], "--", 2) != 0) {
                        return complain("not an option", argv[i]);
                }
                if (put_flag(options, name)) {
                        continue;
                }
                if (++i == argc) {
                        return complain("no value for", name);
                }
                if (!put_text(options, name, argv[i]) && !put_number(options, name, argv[i]) &&
                    !put_choice(options, name, argv[i]) && !put_backend(options, name, argv[i])) {
                        return complain("not understood", name);
                }
        }
        return true;
}
