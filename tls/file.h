/* Whole files, for hosts. */
#ifndef PC_TLS_FILE_H
#define PC_TLS_FILE_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The octets of a file, of PC_FILE_MAX at most, to be freed by the caller: PC_ERR_TLS_FILE (see errno),
 * _MEMORY. */
#define PC_FILE_MAX ((size_t)64 << 20)
enum pc_result pc_file_read(const char *path, struct pc_slice *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
