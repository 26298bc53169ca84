/* What the command line asks of the probe. */
#ifndef PC_TESTS_PROBE_OPTIONS_H
#define PC_TESTS_PROBE_OPTIONS_H

#include "shape.h"
#include "tls/session.h"

struct options {
        const char *command; /* "connect", "listen", "cuts", "damage", "list" */
        const struct pc_session_class *backend;
        const struct pc_session_class *other; /* the peer's, where it is in the same process */
        int role;                             /* enum pc_role */
        int verify;                           /* enum pc_verify_mode */
        int other_verify;
        int then_verify; /* from the second connection on; negative: the same */
        const char *then_cafile;
        const char *port;
        const char *cafile;
        const char *cert;
        const char *key;
        const char *other_cafile;
        const char *other_cert;
        const char *other_key;
        const char *servername;
        const char *resume;
        const char *save;
        bool no_name_check;
        bool no_ca_names;
        bool cache;
        bool resumed; /* the cut handshakes go on from an earlier one */
        uint16_t protocol_max;
        int shape; /* enum shape */
        long cut;
        long count;      /* connections */
        long chain_size; /* of the buffer for the peer's certificates */
        long memory;     /* MiB of address space at most; 0: any */
        long timeout;    /* seconds */
};

/* False, with a message, for what cannot be understood. */
bool options_parse(struct options *options, int argc, char **argv);

#endif
