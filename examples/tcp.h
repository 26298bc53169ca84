/* What who runs BearSSL on a host has anyway: a connected socket, and the two callbacks for br_sslio_init. */
#ifndef EXAMPLES_TCP_H
#define EXAMPLES_TCP_H

#include <netdb.h>
#include <stddef.h>
#include <sys/socket.h>

/* A socket, or -1. */
static int tcp_connect(const char *host, const char *port)
{
        const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
        struct addrinfo *to;
        int fd;

        if (getaddrinfo(host, port, &hints, &to) != 0) {
                return -1;
        }
        fd = socket(to->ai_family, to->ai_socktype, 0);
        if (fd >= 0 && connect(fd, to->ai_addr, to->ai_addrlen) != 0) {
                fd = -1;
        }
        freeaddrinfo(to);
        return fd;
}

/* br_sslio takes 0 for "try again", not for the end. */
static int tcp_read(void *fd, unsigned char *buf, size_t len)
{
        const int done = (int)recv(*(int *)fd, buf, len, 0);

        return done > 0 ? done : -1;
}

static int tcp_write(void *fd, const unsigned char *buf, size_t len)
{
        return (int)send(*(int *)fd, buf, len, 0);
}

#endif
