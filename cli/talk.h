/* One TLS connection, from its handshake to its end, and what is shown of it. */
#ifndef PC_CLI_TALK_H
#define PC_CLI_TALK_H

#include "cli/socket.h"
#include "cli/tls_options.h"

struct talk {
        const char *peer; /* for messages and headings */
        const struct tls_options *options;
        struct tcp *tcp;
        struct pc_session *session;
        bool follows; /* another connection's text stands above */
        bool mute;    /* standard output takes no more */
};

/* Opens the session, over 'tcp'. False with a message. */
bool talk_open(struct talk *talk, const struct pc_session_config *config);

/* Where the handshake comes to nothing, says why, and shows the certificate if that is the reason. */
enum status talk_handshake(struct talk *talk);

/* Shows what was asked for. 'failure': why the peer is refused, or NULL. */
enum status talk_show(struct talk *talk, const char *failure);

/*
 * With TLS 1.3, what a server thinks of this end's certificate, and its sessions, come after the handshake.
 * Waits for that until then, by clock_now, and reads it: pc_session_read's result; PC_END where nothing came.
 */
enum pc_result talk_listen(struct talk *talk, int64_t until) PC_MUST_USE;

/* Milliseconds that it has for that. */
#define TALK_PATIENCE 1000

/* Says farewell; how the peer takes it does not matter. */
void talk_end(struct talk *talk);

#endif
