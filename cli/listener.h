/* A TCP port that clients connect to. */
#ifndef PC_CLI_LISTENER_H
#define PC_CLI_LISTENER_H

#include "cli/socket.h"

/* "[ADDRESS]:PORT" with a zone. */
#define LISTENER_NAME 96

struct listener {
        int fd;
        char name[LISTENER_NAME]; /* where it listens, in numbers */
};

/* False with a message; else listener_close is due. */
bool listener_open(struct listener *listener, const struct target *target);
void listener_close(struct listener *listener);

/* Waits for a client, and names it, in numbers. False with a message where none can come any more. */
bool listener_accept(const struct listener *listener, int64_t timeout, struct tcp *tcp,
                     char name[LISTENER_NAME]);

#endif
