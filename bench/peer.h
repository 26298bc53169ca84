/* What takes part: a decoder, or a stage of ours. */
#ifndef PC_BENCH_PEER_H
#define PC_BENCH_PEER_H

#include <stdbool.h>
#include <stddef.h>

#include "asn1/der.h"

/* 'parse' decodes one certificate, releases what it took, and says whether it accepted it. */
struct peer {
        const char *name;
        bool (*parse)(struct pc_slice der);
};

/* Each file has one array, ended by an entry without a name. */
extern const struct peer ours[];
extern const struct peer mbedtls_peers[];
extern const struct peer openssl_peers[];
extern const struct peer gnutls_peers[];
extern const struct peer wolfssl_peers[];
extern const struct peer bearssl_peers[];
extern const struct peer ksba_peers[];

/* In the order in which they are shown; made by the build of those that are installed. */
extern const struct peer *const all_peers[];

/* ours[]: the stages that others are compared with. */
enum stage {
        STAGE_WALK,
        STAGE_PARSE,
        STAGE_VISIT,
        STAGE_PYTHON,
        STAGE_JSON,
        STAGE_MATCH,
        STAGE_LOOKUP,
        STAGES
};

/* Goes over all data values of a certificate and checks nothing else: what no decoder can undercut. Their
 * number. */
size_t walk_elements(struct pc_slice der);

/* How many octets the last writer wrote. */
extern size_t bench_written;

/* Makes sure that a result is computed. */
extern volatile size_t bench_result;

#endif
