/* Why a backend cannot say or do something. */
#ifndef PC_CLI_LIMIT_H
#define PC_CLI_LIMIT_H

#include "tls/session.h"

/* Of 'what', named as --show names it; NULL where the backend gives no reason. */
const char *limit_why(const struct pc_session_class *backend, const char *what);

#endif
