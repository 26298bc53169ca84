/* What client and server share: the engine over the serial line, and what is told of the peer. */
#ifndef LINK_H
#define LINK_H

#include <peercert.h>
#include <peercert_bearssl.h>

/* All buffers of one connection. Half duplex: one record at a time, in or out. */
struct link {
        struct pc_bearssl tap;
        br_x509_minimal_context minimal;
        uint8_t chain[4096];
        unsigned char records[BR_SSL_BUFSIZE_MONO];
};

/* Makes the verification's settings, with the trust anchor that is compiled in. */
void link_trust(struct link *link, struct pc_bearssl_config *config);

/* Gives the engine its buffer and randomness. */
bool link_start(struct link *link, br_ssl_engine_context *engine);

/* The handshake, what is told of the peer, and the farewell. An exit status. */
int link_run(struct link *link, br_ssl_engine_context *engine);

#endif
