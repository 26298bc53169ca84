/* TCP on this machine, blocking, with a time-out. */
#ifndef PC_TESTS_PROBE_NETWORK_H
#define PC_TESTS_PROBE_NETWORK_H

#include "tls/session.h"

/* The socket, or -1 with a message. */
int network_connect(const char *port);
int network_listen(void);
int network_accept(int listener);

/* The port that a listener has got. */
unsigned network_port(int listener);

/* Says that nothing more comes, waits for the peer to say so, too, and closes: a reset would overtake an
 * alert. */
void network_close(int fd);

/* 'fd' must outlive the transport. */
struct pc_transport network_transport(int *fd);

#endif
