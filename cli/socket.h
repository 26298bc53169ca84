/* A TCP connection with a deadline, as a session's transport. */
#ifndef PC_CLI_SOCKET_H
#define PC_CLI_SOCKET_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/target.h"
#include "tls/session.h"

struct tcp {
        int fd;           /* -1 without a connection */
        int64_t deadline; /* of all that follows, by clock_now */
        bool impatient;   /* the transport does not wait where it would block */
        int deaf;         /* errno of a write that the peer did not take, 0 while it listens */
        int error;        /* errno of what failed in the transport, 0 while nothing did */
};

/* No connection yet; all is to be done within 'timeout' milliseconds from now. */
void tcp_init(struct tcp *tcp, int64_t timeout);

/* Resolves the name and connects to the first of its addresses that answers. False with a message. */
bool tcp_connect(struct tcp *tcp, const struct target *target);

/* Waits for poll()'s 'events' until then, or the deadline: 0, or errno, ETIMEDOUT where it is that. */
int tcp_wait(const struct tcp *tcp, short events, int64_t until);

void tcp_close(struct tcp *tcp);

/* The same, but lets the peer read all that was sent: what it has still sent itself is taken off it first. */
void tcp_finish(struct tcp *tcp);

/* Waits where it would block. */
struct pc_transport tcp_transport(struct tcp *tcp);

#endif
