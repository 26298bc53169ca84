#include "cli/limit.h"

#include <string.h>

#define BINDING "channel-binding:"

const char *limit_why(const struct pc_session_class *backend, const char *what)
{
        const char *bare = strncmp(what, BINDING, strlen(BINDING)) == 0 ? what + strlen(BINDING) : what;
        const struct pc_session_limit *limit;

        for (limit = backend->limits; limit != NULL && limit->what != NULL; limit++) {
                if (strcmp(limit->what, what) == 0 || strcmp(limit->what, bare) == 0) {
                        return limit->why;
                }
        }
        return NULL;
}
