#include "cli/socket.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "cli/message.h"

static int64_t now(void)
{
        struct timespec time;

        (void)clock_gettime(CLOCK_MONOTONIC, &time);
        return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Waits for 'events'; 0, or errno. */
static int wait_for(const struct tcp *tcp, short events)
{
        for (;;) {
                struct pollfd poller = {tcp->fd, events, 0};
                const int64_t left = tcp->deadline - now();
                int ready;

                if (left <= 0) {
                        return ETIMEDOUT;
                }
                ready = poll(&poller, 1, left < 60000 ? (int)left : 60000);
                if (ready > 0) {
                        return 0;
                }
                if (ready < 0 && errno != EINTR) {
                        return errno;
                }
        }
}

/* Connects to one address; 0, or errno. */
static int connect_address(struct tcp *tcp, const struct addrinfo *address)
{
        int error = 0;
        socklen_t size = sizeof error;

        tcp->fd = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
        if (tcp->fd < 0) {
                return errno;
        }
        if (fcntl(tcp->fd, F_SETFL, O_NONBLOCK) != 0) {
                error = errno;
        } else if (connect(tcp->fd, address->ai_addr, address->ai_addrlen) != 0) {
                error = errno == EINPROGRESS ? wait_for(tcp, POLLOUT) : errno;
                if (error == 0 && getsockopt(tcp->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) {
                        error = errno;
                }
        }
        if (error != 0) {
                tcp_close(tcp);
        }
        return error;
}

bool tcp_connect(struct tcp *tcp, const struct target *target, int64_t timeout)
{
        struct addrinfo hints;
        struct addrinfo *addresses;
        const struct addrinfo *address;
        int error;

        memset(&hints, 0, sizeof hints);
        hints.ai_socktype = SOCK_STREAM;
        error = getaddrinfo(target->host, target->port, &hints, &addresses);
        if (error != 0) {
                message("%s: %s", target->text, error == EAI_SYSTEM ? strerror(errno) : gai_strerror(error));
                return false;
        }
        tcp->error = 0;
        tcp->deadline = now() + timeout;
        error = EADDRNOTAVAIL;
        for (address = addresses; address != NULL && error != 0; address = address->ai_next) {
                error = connect_address(tcp, address);
        }
        freeaddrinfo(addresses);
        if (error != 0) {
                message("%s: %s", target->text, strerror(error));
        }
        return error == 0;
}

void tcp_close(struct tcp *tcp)
{
        (void)close(tcp->fd);
        tcp->fd = -1;
}

/* Whether to try again after a failed system call; else the transport has failed. */
static bool try_again(struct tcp *tcp, short events)
{
        int error = errno;

        if (error == EAGAIN || error == EWOULDBLOCK) {
                error = wait_for(tcp, events);
        }
        if (error == 0 || error == EINTR) {
                return true;
        }
        tcp->error = error;
        return false;
}

static enum pc_result tcp_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        struct tcp *tcp = ctx;
        ssize_t got;

        do {
                got = recv(tcp->fd, buf, size, 0);
                if (got > 0) {
                        *done = (size_t)got;
                        return PC_OK;
                }
        } while (got < 0 && try_again(tcp, POLLIN));
        return got == 0 ? PC_END : PC_ERR_TLS_TRANSPORT;
}

static enum pc_result tcp_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        struct tcp *tcp = ctx;
        ssize_t put;

        do {
                put = send(tcp->fd, buf, size, 0);
                if (put > 0) {
                        *done = (size_t)put;
                        return PC_OK;
                }
        } while (try_again(tcp, POLLOUT));
        return PC_ERR_TLS_TRANSPORT;
}

struct pc_transport tcp_transport(struct tcp *tcp)
{
        const struct pc_transport transport = {tcp, tcp_read, tcp_write};

        return transport;
}
