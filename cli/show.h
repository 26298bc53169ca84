/* What is shown of a connection: the WHATs of --show. */
#ifndef PC_CLI_SHOW_H
#define PC_CLI_SHOW_H

#include "api/getpeercert.h"
#include "cli/format.h"
#include "tls/session.h"

struct show {
        const char *target; /* for messages and headings */
        const struct pc_session_class *backend;
        struct pc_peer peer;
        const char *failure; /* why the peer was refused, NULL where it was not */
        enum format format;
        struct output *output;
        const char *what; /* the one at hand; show_all's */
};

extern const char show_help[];

/* Whether 'list', names parted by commas, can be shown in that format. False with a message. */
bool show_check(const char *command, const char *list, enum format format);

/* Shows each, for which show_check must have said yes. */
enum status show_all(const struct show *show, const char *list);

#endif
