#include "cli/socket.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/clock.h"
#include "cli/message.h"
#include "cli/resolve.h"

/* Milliseconds: of one poll(), and that the peer gets to end its side of the connection. */
#define POLL_MAX 60000
#define LINGER   1000

int tcp_wait(const struct tcp *tcp, short events, int64_t until)
{
        const int64_t end = until < tcp->deadline ? until : tcp->deadline;

        for (;;) {
                struct pollfd poller = {tcp->fd, events, 0};
                const int64_t left = end - clock_now();
                int ready;

                if (left <= 0) {
                        return ETIMEDOUT;
                }
                ready = poll(&poller, 1, left < POLL_MAX ? (int)left : POLL_MAX);
                if (ready > 0) {
                        return 0;
                }
                if (ready < 0 && errno != EINTR) {
                        return errno;
                }
        }
}

void tcp_init(struct tcp *tcp, int64_t timeout)
{
        tcp->fd = -1;
        tcp->deadline = clock_now() + timeout;
        tcp->impatient = false;
        tcp->deaf = 0;
        tcp->error = 0;
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
                error = errno == EINPROGRESS ? tcp_wait(tcp, POLLOUT, tcp->deadline) : errno;
                if (error == 0 && getsockopt(tcp->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) {
                        error = errno;
                }
        }
        if (error != 0) {
                tcp_close(tcp);
        }
        return error;
}

bool tcp_connect(struct tcp *tcp, const struct target *target)
{
        struct addrinfo *addresses;
        const struct addrinfo *address;
        int error = resolve(target->host, target->port, tcp->deadline, &addresses);

        if (error != 0) {
                message("%s: %s", target->text, error == EAI_SYSTEM ? strerror(errno) : gai_strerror(error));
                return false;
        }
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
        if (tcp->fd >= 0) {
                (void)close(tcp->fd);
        }
        tcp->fd = -1;
}

void tcp_finish(struct tcp *tcp)
{
        const int64_t until = clock_now() + LINGER;
        uint8_t rest[4096];

        if (tcp->error == 0 && shutdown(tcp->fd, SHUT_WR) == 0) {
                while (tcp_wait(tcp, POLLIN, until) == 0 && recv(tcp->fd, rest, sizeof rest, 0) > 0) {
                }
        }
        tcp_close(tcp);
}

/* After a failed system call: PC_OK to try again, PC_ERR_TLS_TRANSPORT, or 'want' where that is for the
 * caller. */
static enum pc_result blocked(struct tcp *tcp, short events, enum pc_result want)
{
        int error = errno;

        if (error == EAGAIN || error == EWOULDBLOCK) {
                if (tcp->impatient) {
                        return want;
                }
                error = tcp_wait(tcp, events, tcp->deadline);
        }
        if (error == 0 || error == EINTR) {
                return PC_OK;
        }
        tcp->error = error;
        return PC_ERR_TLS_TRANSPORT;
}

static enum pc_result at_end(struct tcp *tcp)
{
        if (tcp->deaf != 0) {
                tcp->error = tcp->deaf;
                return PC_ERR_TLS_TRANSPORT;
        }
        return PC_END;
}

static enum pc_result tcp_read(void *ctx, uint8_t *buf, size_t size, size_t *done)
{
        struct tcp *tcp = ctx;
        enum pc_result result = PC_OK;

        while (result == PC_OK) {
                const ssize_t got = recv(tcp->fd, buf, size, 0);

                if (got > 0) {
                        *done = (size_t)got;
                        return PC_OK;
                }
                result = got == 0 ? at_end(tcp) : blocked(tcp, POLLIN, PC_WANT_READ);
        }
        return result;
}

/*
 * A peer that refuses what it has got so far closes the connection, and may have said why: what it no longer
 * takes goes nowhere, so that the session comes to read that.
 */
static enum pc_result tcp_write(void *ctx, const uint8_t *buf, size_t size, size_t *done)
{
        struct tcp *tcp = ctx;
        enum pc_result result = PC_OK;

        while (result == PC_OK) {
                const ssize_t put = tcp->deaf == 0 ? send(tcp->fd, buf, size, 0) : (ssize_t)size;

                if (put > 0) {
                        *done = (size_t)put;
                        return PC_OK;
                }
                if (errno == EPIPE || errno == ECONNRESET) {
                        tcp->deaf = errno;
                } else {
                        result = blocked(tcp, POLLOUT, PC_WANT_WRITE);
                }
        }
        return result;
}

struct pc_transport tcp_transport(struct tcp *tcp)
{
        const struct pc_transport transport = {tcp, tcp_read, tcp_write};

        return transport;
}
