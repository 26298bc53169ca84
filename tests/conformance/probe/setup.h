/* What a session is set up from: files read, and a configuration over them. */
#ifndef PC_TESTS_PROBE_SETUP_H
#define PC_TESTS_PROBE_SETUP_H

#include "options.h"

struct setup {
        struct pc_session_config config;
        struct pc_trust_store *trust;
        struct pc_credentials *own;
        struct pc_session_cache *cache;
        uint8_t *chain;
        struct pc_slice resume;
};

/* False, with a message, where a file cannot be read. setup_free has to be called in either case. */
bool setup_load(struct setup *setup, const struct options *options);
/* Another verification from now on, where the options say so. */
bool setup_change(struct setup *setup, const struct options *options);

void setup_free(struct setup *setup);

/* The options of the other end where both are in this process. */
struct options setup_other(const struct options *options);

#endif
