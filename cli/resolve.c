#include "cli/resolve.h"

#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "cli/clock.h"

/* getaddrinfo cannot be given up, so that a thread of its own waits for it. Who is last frees this. */
struct look_up {
        pthread_mutex_t lock;
        pthread_cond_t changed;
        bool done;
        bool given_up;
        int error;
        int number; /* errno, for EAI_SYSTEM */
        struct addrinfo *addresses;
        char *port; /* behind the host, in the same allocation */
        char host[];
};

static int ask(const char *host, const char *port, int flags, struct addrinfo **out)
{
        struct addrinfo hints;

        memset(&hints, 0, sizeof hints);
        hints.ai_socktype = SOCK_STREAM;
        hints.ai_flags = flags;
        return getaddrinfo(host, port, &hints, out);
}

static struct look_up *look_up_new(const char *host, const char *port)
{
        const size_t host_size = strlen(host) + 1;
        const size_t port_size = strlen(port) + 1;
        struct look_up *look_up = calloc(1, sizeof *look_up + host_size + port_size);
        pthread_condattr_t attributes;

        if (look_up == NULL) {
                return NULL;
        }
        look_up->port = look_up->host + host_size;
        memcpy(look_up->host, host, host_size);
        memcpy(look_up->port, port, port_size);
        (void)pthread_mutex_init(&look_up->lock, NULL);
        (void)pthread_condattr_init(&attributes);
        (void)pthread_condattr_setclock(&attributes, CLOCK_USED);
        (void)pthread_cond_init(&look_up->changed, &attributes);
        (void)pthread_condattr_destroy(&attributes);
        return look_up;
}

static void look_up_free(struct look_up *look_up)
{
        (void)pthread_cond_destroy(&look_up->changed);
        (void)pthread_mutex_destroy(&look_up->lock);
        free(look_up);
}

static void *run(void *ctx)
{
        struct look_up *look_up = ctx;
        struct addrinfo *addresses = NULL;
        const int error = ask(look_up->host, look_up->port, 0, &addresses);
        const int number = errno;
        bool given_up;

        (void)pthread_mutex_lock(&look_up->lock);
        look_up->addresses = addresses;
        look_up->error = error;
        look_up->number = number;
        look_up->done = true;
        given_up = look_up->given_up;
        (void)pthread_cond_signal(&look_up->changed);
        (void)pthread_mutex_unlock(&look_up->lock);
        if (given_up) {
                if (error == 0) {
                        freeaddrinfo(addresses);
                }
                look_up_free(look_up);
        }
        return NULL;
}

/* Waits, and says whether it is done; else the thread has it for itself. */
static bool wait_done(struct look_up *look_up, int64_t deadline)
{
        const struct timespec until = clock_timespec(deadline);
        bool done;

        (void)pthread_mutex_lock(&look_up->lock);
        while (!look_up->done && pthread_cond_timedwait(&look_up->changed, &look_up->lock, &until) == 0) {
        }
        done = look_up->done;
        look_up->given_up = !done;
        (void)pthread_mutex_unlock(&look_up->lock);
        return done;
}

static bool start(struct look_up *look_up)
{
        pthread_t thread;

        errno = pthread_create(&thread, NULL, run, look_up);
        if (errno != 0) {
                return false;
        }
        (void)pthread_detach(thread);
        return true;
}

int resolve(const char *host, const char *port, int64_t deadline, struct addrinfo **out)
{
        struct look_up *look_up;
        int error;

        if (ask(host, port, AI_NUMERICHOST, out) == 0) {
                return 0;
        }
        look_up = look_up_new(host, port);
        if (look_up == NULL) {
                return EAI_MEMORY;
        }
        if (!start(look_up)) {
                error = errno;
                look_up_free(look_up);
                errno = error;
                return EAI_SYSTEM;
        }
        if (!wait_done(look_up, deadline)) {
                errno = ETIMEDOUT;
                return EAI_SYSTEM;
        }
        *out = look_up->addresses;
        error = look_up->error;
        errno = look_up->number;
        look_up_free(look_up);
        return error;
}
