/* Connections over TCP, from the first octet to the last, each step reported. */
#ifndef PC_TESTS_PROBE_CONNECTION_H
#define PC_TESTS_PROBE_CONNECTION_H

#include "options.h"

/* False where there was no connection; what came of the handshake is in the report. */
bool connection_connect(const struct options *options);
bool connection_listen(const struct options *options);

#endif
