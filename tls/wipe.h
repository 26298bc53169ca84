/* Memory that held secrets. For hosts. */
#ifndef PC_TLS_WIPE_H
#define PC_TLS_WIPE_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Overwrites octets that were allocated, so that no compiler leaves it out, and frees them. An empty slice is
 * fine. */
void pc_wipe_free(struct pc_slice octets);

#ifdef __cplusplus
}
#endif

#endif
