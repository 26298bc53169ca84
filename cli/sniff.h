/* Which form an input has, found out by looking at how it begins. */
#ifndef PC_CLI_SNIFF_H
#define PC_CLI_SNIFF_H

#include "cli/input.h"

enum form {
        FORM_AUTO,  /* to be found out */
        FORM_PEM,   /* with any text around */
        FORM_DER,   /* certificates one after another */
        FORM_BASE64 /* one a line, maybe with blank lines between them */
};

#define FORM_ARGUMENT "FORM"
#define FORM_HELP     "auto (default), pem, der or base64 (one a line)"

/* By its name; 'name' NULL gives FORM_AUTO. False with a message. */
bool form_parse(const char *command, const char *name, enum form *out);

/*
 * Looks at the input's window, which grows as that needs. What is neither DER nor lines of base64 is PEM,
 * which takes any text. FORM_AUTO where reading failed.
 */
enum form sniff(struct input *input);

#endif
