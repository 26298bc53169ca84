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

/* So many octets can be read from the beginning of what pc_oid_name_padded gives. */
#define PC_OID_NAME_PADDED 32

/*
 * For the writers, not built for size: pc_oid_name with the name's length, none where there is no name. Octets may be
 * read beyond it, up to PC_OID_NAME_PADDED.
 */
struct pc_slice pc_oid_name_padded(struct pc_slice oid);

#ifdef __cplusplus
}
#endif

#endif
