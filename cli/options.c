#include "cli/options.h"

#include <stdio.h>
#include <string.h>

#include "cli/message.h"

#define HELP_COLUMN    26
#define SUGGESTION_MIN 3

void usage_message(const char *command, const char *text, const char *what)
{
        message("%s '%s' ('peercert %s%s--help' tells more)", text, what, command,
                *command != '\0' ? " " : "");
}

static void print_help(const struct syntax *syntax)
{
        size_t i;

        printf("Usage: peercert %s [OPTION...] %s\n\n%s\n\n", syntax->command, syntax->operands,
               syntax->summary);
        for (i = 0; i < syntax->count; i++) {
                const struct option *option = &syntax->options[i];
                const int width = printf("  --%s%s%s", option->name, option->argument != NULL ? " " : "",
                                         option->argument != NULL ? option->argument : "");

                printf("%*s%s\n", width < HELP_COLUMN ? HELP_COLUMN - width : 1, "", option->help);
        }
        printf("%-*s%s\n\n%s", HELP_COLUMN, "  --help", "print this", syntax->notes);
}

/* The option named by the 'len' characters at 'name'. */
static const struct option *find(const struct syntax *syntax, const char *name, size_t len)
{
        size_t i;

        for (i = 0; i < syntax->count; i++) {
                if (strlen(syntax->options[i].name) == len &&
                    memcmp(syntax->options[i].name, name, len) == 0) {
                        return &syntax->options[i];
                }
        }
        return NULL;
}

static size_t common_prefix(const char *a, const char *b)
{
        size_t len = 0;

        while (a[len] != '\0' && a[len] == b[len]) {
                len++;
        }
        return len;
}

/* The option that may have been meant: the one that begins most alike. */
static const struct option *suggestion(const struct syntax *syntax, const char *name)
{
        const struct option *best = NULL;
        size_t best_len = SUGGESTION_MIN - 1;
        size_t i;

        for (i = 0; i < syntax->count; i++) {
                const size_t len = common_prefix(syntax->options[i].name, name);

                if (len > best_len) {
                        best = &syntax->options[i];
                        best_len = len;
                }
        }
        return best;
}

static enum parsed unknown(const struct syntax *syntax, const char *argument)
{
        const struct option *meant =
                strncmp(argument, "--", 2) == 0 ? suggestion(syntax, argument + 2) : NULL;

        if (meant != NULL) {
                message("%s: unknown option '%s'; '--%s' is one ('peercert %s --help' lists them)",
                        syntax->command, argument, meant->name, syntax->command);
        } else {
                message("%s: unknown option '%s' ('peercert %s --help' lists them)", syntax->command,
                        argument, syntax->command);
        }
        return PARSED_WRONG;
}

/* Takes one option, and its argument from 'next' where it stands there; 'taken' says so. */
static enum parsed take(const struct syntax *syntax, const char *argument, const char *next, bool *taken)
{
        const char *name = argument + 2;
        const char *equals = strchr(name, '=');
        const struct option *option;

        if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
                print_help(syntax);
                return PARSED_HELP;
        }
        option = strncmp(argument, "--", 2) == 0
                         ? find(syntax, name, equals != NULL ? (size_t)(equals - name) : strlen(name))
                         : NULL;
        if (option == NULL) {
                return unknown(syntax, argument);
        }
        if (option->flag != NULL) {
                if (equals != NULL) {
                        message("%s: option '--%s' takes no argument", syntax->command, option->name);
                        return PARSED_WRONG;
                }
                *option->flag = true;
                return PARSED_RUN;
        }
        *taken = equals == NULL;
        *option->value = equals != NULL ? equals + 1 : next;
        if (*option->value == NULL) {
                message("%s: option '--%s' needs an argument, %s", syntax->command, option->name,
                        option->argument);
                return PARSED_WRONG;
        }
        return PARSED_RUN;
}

enum parsed options_parse(const struct syntax *syntax, int *argc, char **argv)
{
        int operands = 0;
        bool only_operands = false;
        int i;

        for (i = 0; i < *argc; i++) {
                bool taken = false;
                enum parsed parsed;

                if (only_operands || argv[i][0] != '-' || argv[i][1] == '\0') {
                        argv[operands++] = argv[i];
                        continue;
                }
                if (strcmp(argv[i], "--") == 0) {
                        only_operands = true;
                        continue;
                }
                parsed = take(syntax, argv[i], i + 1 < *argc ? argv[i + 1] : NULL, &taken);
                if (parsed != PARSED_RUN) {
                        return parsed;
                }
                i += taken ? 1 : 0;
        }
        *argc = operands;
        return PARSED_RUN;
}

bool option_choice(const char *command, const char *text, const char *value, const char *const names[],
                   size_t count, size_t *out)
{
        size_t i;

        if (value == NULL) {
                return true;
        }
        for (i = 0; i < count; i++) {
                if (strcmp(names[i], value) == 0) {
                        *out = i;
                        return true;
                }
        }
        usage_message(command, text, value);
        return false;
}
