#include "network.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int checked(int fd, bool ok, const char *what)
{
        if (ok) {
                return fd;
        }
        perror(what);
        if (fd >= 0) {
                (void)close(fd);
        }
        return -1;
}

static struct sockaddr_in loopback(const char *port)
{
        struct sockaddr_in address;

        memset(&address, 0, sizeof address);
        address.sin_family = AF_INET;
        address.sin_port = htons((uint16_t)strtoul(port, NULL, 10));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
}

/* Handshakes are small messages one after the other, which are not to wait for each other. */
static int undelayed(int fd)
{
        const int on = 1;

        return checked(fd, fd >= 0 && setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0,
                       "socket");
}

int network_connect(const char *port)
{
        const struct sockaddr_in address = loopback(port);
        const int fd = undelayed(socket(AF_INET, SOCK_STREAM, 0));

        return checked(fd, fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0,
                       "connect");
}

int network_listen(void)
{
        const struct sockaddr_in address = loopback("0");
        const int fd = socket(AF_INET, SOCK_STREAM, 0);

        return checked(fd,
                       fd >= 0 && bind(fd, (const struct sockaddr *)&address, sizeof address) == 0 &&
                               listen(fd, 8) == 0,
                       "listen");
}

int network_accept(int listener)
{
        return undelayed(accept(listener, NULL, NULL));
}

unsigned network_port(int listener)
{
        struct sockaddr_in address;
        socklen_t size = sizeof address;

        memset(&address, 0, sizeof address);
        return getsockname(listener, (struct sockaddr *)&address, &size) == 0 ? ntohs(address.sin_port) : 0;
}

void network_close(int fd)
{
        const struct timeval patience = {2, 0};
        char octets[4096];

        if (shutdown(fd, SHUT_WR) == 0 &&
            setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0) {
                while (recv(fd, octets, sizeof octets, 0) > 0) {
                }
        }
        (void)close(fd);
}

static enum pc_result network_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        const int *fd = ctx;
        ssize_t got;

        do {
                got = recv(*fd, buf, size, 0);
        } while (got < 0 && errno == EINTR);
        if (got <= 0) {
                return got == 0 ? PC_END : PC_ERR_TLS_TRANSPORT;
        }
        *done = (size_t)got;
        return PC_OK;
}

static enum pc_result network_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        const int *fd = ctx;
        ssize_t put;

        do {
                put = send(*fd, buf, size, MSG_NOSIGNAL);
        } while (put < 0 && errno == EINTR);
        if (put < 0) {
                return PC_ERR_TLS_TRANSPORT;
        }
        *done = (size_t)put;
        return PC_OK;
}

struct pc_transport network_transport(int *fd)
{
        const struct pc_transport transport = {fd, network_read, network_write};

        return transport;
}
