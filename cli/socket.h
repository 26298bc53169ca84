/* A TCP connection with a deadline, as a session's transport. */
#ifndef PC_CLI_SOCKET_H
#define PC_CLI_SOCKET_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/target.h"
#include "tls/session.h"

struct tcp {
        int fd;
        int64_t deadline; /* in milliseconds of the monotonic clock */
        int error;        /* errno of what failed in the transport, 0 while nothing did */
};

/*
 * Resolves the name and connects to the first of its addresses that answers, all within 'timeout'
 * milliseconds, which what goes over the transport later must keep, too. False with a message.
 */
bool tcp_connect(struct tcp *tcp, const struct target *target, int64_t timeout);
void tcp_close(struct tcp *tcp);

/* Waits where it would block. */
struct pc_transport tcp_transport(struct tcp *tcp);

#endif
