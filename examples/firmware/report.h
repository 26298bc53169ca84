/* What the program says, on the developer's console. */
#ifndef REPORT_H
#define REPORT_H

#include <peercert.h>
#include <peercert_bearssl.h>

void report_line(const char *text);

/* The peer's certificate as text and as JSON, cipher suite, tls-unique, the verified chain's length, and what it took. */
void report_peer(const struct pc_bearssl *tap);

/* Why there is no connection, by BearSSL's error code. */
void report_failure(int error);

/* Why the peer's certificate was refused, and which one of its chain. */
void report_refusal(const struct pc_bearssl *tap, struct pc_verify_result verdict);

#endif
