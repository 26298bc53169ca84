/* HOST[:PORT] and [ADDRESS:]PORT as they are written on the command line. */
#ifndef PC_CLI_TARGET_H
#define PC_CLI_TARGET_H

#include <stdbool.h>

#define TARGET_HOST_SIZE 256

struct target {
        const char *text;
        char host[TARGET_HOST_SIZE]; /* without the brackets of [::1]; empty for all addresses */
        char port[6];                /* decimal; 443 where none is given */
};

/* False with a message. An IPv6 address without a port may stand without brackets. */
bool target_parse(const char *command, const char *text, struct target *out);

/* Where to listen: the port may be 0, and the address '*' or left out for all. False with a message. */
bool target_parse_listen(const char *command, const char *text, struct target *out);

#endif
