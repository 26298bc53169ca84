/* What a session says of its failure, for people: alike for all backends. For hosts. */
#ifndef PC_TLS_SESSION_TEXT_H
#define PC_TLS_SESSION_TEXT_H

#include "tls/backend.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Octets of a text, its NUL included; what is longer is cut. */
#define PC_SESSION_TEXT 512

/*
 * "certificate verify failed: ..."; 'sent' is the number of certificates that the peer sent, 'server_name'
 * the name that was asked for, or NULL.
 */
void pc_session_text_verdict(char text[PC_SESSION_TEXT], const struct pc_verify_result *verdict, size_t sent,
                             const char *server_name);

/*
 * "the peer sent the fatal alert ..."; 'versions' are the TLS versions that the backend has, "up to 1.2", to
 * be named where the peer wants another.
 */
void pc_session_text_alert(char text[PC_SESSION_TEXT], uint8_t description, const char *versions);

/* Appends that the peer may want TLS 1.3, and which of the backends that are compiled in has it. */
void pc_session_text_newer(char text[PC_SESSION_TEXT]);

/* That the transport failed; 'done': behind the handshake. Static. */
const char *pc_session_text_failed(bool done);

/* That it ended without close_notify. Static. */
const char *pc_session_text_cut(bool done);

#ifdef __cplusplus
}
#endif

#endif
