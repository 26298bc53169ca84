#include "cli/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options.h"

#define DEFAULT_PORT "443"
#define PORT_MAX     65535

static bool port_parse(const char *text, int least, char port[6])
{
        const size_t len = strlen(text);

        if (len == 0 || len > 5 || strspn(text, "0123456789") != len) {
                return false;
        }
        (void)memcpy(port, text, len + 1);
        return atoi(text) >= least && atoi(text) <= PORT_MAX;
}

/* Where the host ends, and where the port begins; NULL for the default port. */
static const char *split(const char **host, const char **port)
{
        const char *colon = strrchr(*host, ':');
        const char *bracket = strchr(*host, ']');

        *port = NULL;
        if (**host == '[' && bracket != NULL && (bracket[1] == ':' || bracket[1] == '\0')) {
                *port = bracket[1] == ':' ? bracket + 2 : NULL;
                *host += 1;
                return bracket;
        }
        if (colon != NULL && strchr(*host, ':') == colon) {
                *port = colon + 1;
                return colon;
        }
        return *host + strlen(*host);
}

static void fill(struct target *out, const char *text, const char *host, size_t len)
{
        out->text = text;
        memcpy(out->host, host, len);
        out->host[len] = '\0';
}

bool target_parse(const char *command, const char *text, struct target *out)
{
        const char *host = text;
        const char *port;
        const char *end;

        if (strstr(text, "://") != NULL) {
                usage_message(command, "HOST or HOST:PORT is wanted, not a URL as", text);
                return false;
        }
        end = split(&host, &port);
        if (end == host || (size_t)(end - host) >= TARGET_HOST_SIZE) {
                usage_message(command, "no host name in", text);
                return false;
        }
        if (!port_parse(port != NULL ? port : DEFAULT_PORT, 1, out->port)) {
                usage_message(command, "no port number in", text);
                return false;
        }
        fill(out, text, host, (size_t)(end - host));
        return true;
}

bool target_parse_listen(const char *command, const char *text, struct target *out)
{
        const char *host = text;
        const char *port = text;
        const char *end = text;
        size_t len;

        if (strspn(text, "0123456789") != strlen(text)) {
                end = split(&host, &port);
        }
        len = (size_t)(end - host);
        if (len >= TARGET_HOST_SIZE || port == NULL || !port_parse(port, 0, out->port)) {
                usage_message(command, "PORT or ADDRESS:PORT is wanted, not", text);
                return false;
        }
        fill(out, text, host, len == 1 && *host == '*' ? 0 : len);
        return true;
}
