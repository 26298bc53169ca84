/* All that the facade says of a connection, as one line of JSON. */
#ifndef PC_TESTS_PROBE_REPORT_H
#define PC_TESTS_PROBE_REPORT_H

#include "tls/session.h"

/* A string as JSON has it. */
void report_string(const char *text);

/* 'event' has come to 'result'; 'session' is NULL where it could not be opened. */
void report(const char *event, enum pc_result result, const struct pc_session *session);

/* The backends that are compiled in, what they cannot do, a line each. */
void report_backends(void);

#endif
