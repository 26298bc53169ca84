#include "cli/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/message.h"

#define BACKLOG      64
#define MAPPED_START "::ffff:"

/* "127.0.0.1:443" and "[::1]:443"; an IPv4 address as such where it comes through a socket of IPv6. */
static void name_address(const struct sockaddr_storage *address, socklen_t size, char name[LISTENER_NAME])
{
        char host[64];
        char port[8];
        const char *shown = host;

        if (getnameinfo((const struct sockaddr *)address, size, host, sizeof host, port, sizeof port,
                        NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
                (void)snprintf(name, LISTENER_NAME, "unknown");
                return;
        }
        if (strncmp(host, MAPPED_START, strlen(MAPPED_START)) == 0 && strchr(host, '.') != NULL) {
                shown += strlen(MAPPED_START);
        }
        (void)snprintf(name, LISTENER_NAME, strchr(shown, ':') != NULL ? "[%s]:%s" : "%s:%s", shown, port);
}

/* Listens at one address; the socket, or -1 and errno. */
static int listen_at(const struct addrinfo *address)
{
        const int fd = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
        const int on = 1;
        const int off = 0;
        int error;

        if (fd < 0) {
                return -1;
        }
        (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (address->ai_family == AF_INET6) {
                /* All addresses of IPv6 are those of IPv4, too. */
                (void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
        }
        if (bind(fd, address->ai_addr, address->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) {
                return fd;
        }
        error = errno;
        (void)close(fd);
        errno = error;
        return -1;
}

/* The first of these addresses that can be listened at, those of 'family' only; -1 and errno. */
static int listen_at_first(const struct addrinfo *addresses, int family)
{
        int fd = -1;

        errno = EADDRNOTAVAIL;
        for (; addresses != NULL && fd < 0; addresses = addresses->ai_next) {
                if (family == AF_UNSPEC || addresses->ai_family == family) {
                        fd = listen_at(addresses);
                }
        }
        return fd;
}

bool listener_open(struct listener *listener, const struct target *target)
{
        struct addrinfo hints;
        struct addrinfo *addresses;
        struct sockaddr_storage address;
        socklen_t size = sizeof address;
        int error;

        memset(&hints, 0, sizeof hints);
        hints.ai_socktype = SOCK_STREAM;
        hints.ai_flags = AI_PASSIVE;
        error = getaddrinfo(target->host[0] != '\0' ? target->host : NULL, target->port, &hints, &addresses);
        if (error != 0) {
                message("%s: %s", target->text, error == EAI_SYSTEM ? strerror(errno) : gai_strerror(error));
                return false;
        }
        listener->fd = target->host[0] == '\0' ? listen_at_first(addresses, AF_INET6) : -1;
        if (listener->fd < 0) {
                listener->fd = listen_at_first(addresses, AF_UNSPEC);
        }
        error = errno;
        freeaddrinfo(addresses);
        if (listener->fd < 0) {
                message("%s: %s", target->text, strerror(error));
                return false;
        }
        memset(&address, 0, sizeof address);
        (void)getsockname(listener->fd, (struct sockaddr *)&address, &size);
        name_address(&address, size, listener->name);
        return true;
}

void listener_close(struct listener *listener)
{
        (void)close(listener->fd);
        listener->fd = -1;
}

bool listener_accept(const struct listener *listener, int64_t timeout, struct tcp *tcp,
                     char name[LISTENER_NAME])
{
        struct sockaddr_storage address;
        socklen_t size;
        int fd;

        /* A client that is gone before it is looked at is no reason to stop. */
        do {
                size = sizeof address;
                fd = accept(listener->fd, (struct sockaddr *)&address, &size);
        } while (fd < 0 && (errno == EINTR || errno == ECONNABORTED || errno == EPROTO || errno == EPERM));
        if (fd < 0 || fcntl(fd, F_SETFL, O_NONBLOCK) != 0) {
                message("%s: %s", listener->name, strerror(errno));
                return false;
        }
        name_address(&address, size, name);
        tcp_init(tcp, timeout);
        tcp->fd = fd;
        return true;
}
