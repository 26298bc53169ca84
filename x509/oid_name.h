/* Names of OBJECT IDENTIFIERs: OpenSSL's long names, as Python prints them. */
#ifndef PC_X509_OID_NAME_H
#define PC_X509_OID_NAME_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The name of the OBJECT IDENTIFIER with these contents octets, static and NUL-terminated: "commonName". NULL for one
 * that is not in the table. Which are depends on the build option oid_names: full, common or none.
 */
const char *pc_oid_name(struct pc_slice oid);

/*
 * For the writers, not built for size: the same with its length, none where there is no name. So many octets from
 * its beginning on can be read.
 */
#define PC_OID_NAME_PADDED 32
struct pc_slice pc_oid_name_padded(struct pc_slice oid);

#ifdef __cplusplus
}
#endif

#endif
