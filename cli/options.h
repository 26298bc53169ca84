/* Long options, described by a table from which the help text is made, too. */
#ifndef PC_CLI_OPTIONS_H
#define PC_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* One option: a flag, or one with an argument, of which the last one given counts. */
struct option {
        const char *name;     /* without the dashes */
        const char *argument; /* as the help names it; NULL for a flag */
        const char *help;
        const char **value;
        bool *flag;
};

struct syntax {
        const char *command;  /* "decode" */
        const char *operands; /* "[FILE...]" */
        const char *summary;
        const char *notes; /* printed below the options */
        const struct option *options;
        size_t count;
};

enum parsed {
        PARSED_RUN,  /* go on */
        PARSED_HELP, /* the help was asked for, and printed */
        PARSED_WRONG /* a message has been printed */
};

/*
 * Reads the arguments behind the command's name. What is no option, "-" and all that follows "--" are
 * operands: they are moved to the front of 'argv', and 'argc' becomes their number.
 */
enum parsed options_parse(const struct syntax *syntax, int *argc, char **argv);

/*
 * An option's argument 'value' that is one of 'count' names: its index. NULL, where the option was not given,
 * leaves 'out' as it is; for any other value false, after a message that begins with 'text'.
 */
bool option_choice(const char *command, const char *text, const char *value, const char *const names[],
                   size_t count, size_t *out);

/* A message that ends by naming the help. */
void usage_message(const char *command, const char *text, const char *what);

#endif
