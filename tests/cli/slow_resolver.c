/* Loaded before the C library: looks up every name as a resolver does that gets no answer. */
#include <netdb.h>
#include <unistd.h>

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **out);

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **out)
{
        (void)node;
        (void)service;
        (void)out;
        if ((hints->ai_flags & AI_NUMERICHOST) == 0) {
                sleep(30);
        }
        return EAI_NONAME;
}
