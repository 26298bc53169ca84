/*
 * What Python's ssl asks of the peer's own certificate besides its chain, for backends whose library does not
 * ask it, or not in the same way: the purpose, and the name.
 */
#ifndef PC_TLS_LEAF_CHECK_H
#define PC_TLS_LEAF_CHECK_H

#include "tls/backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The verdict on the peer's own certificate, index 0; the texts are OpenSSL's. 'role' is this end's.
 * 'server_name': the name wanted of a server; NULL for any. 'host_flags' are pc_host_check's.
 */
struct pc_verify_result pc_leaf_check(struct pc_slice der, enum pc_role role, const char *server_name,
                                      unsigned host_flags);

#ifdef __cplusplus
}
#endif

#endif
