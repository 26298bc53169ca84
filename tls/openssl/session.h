/* What the session's files share. */
#ifndef PC_TLS_OPENSSL_SESSION_H
#define PC_TLS_OPENSSL_SESSION_H

#include "tls/openssl/line.h"
#include "tls/openssl/note.h"
#include "tls/server_name.h"
#include "tls/session_text.h"

struct pc_openssl_session {
        struct pc_session base;
        struct pc_session_config config;
        struct pc_openssl_line line;
        SSL_CTX *context;
        SSL *ssl;
        struct pc_openssl_note *note;
        enum pc_result failure;                  /* sticky; PC_OK: none */
        bool done;                               /* the handshake */
        bool odd_name;                           /* the client asks for a name that cannot be one */
        char asked_name[PC_SERVER_NAME_MAX + 1]; /* and for this one; empty for none */
        const char *text;
        char buffer[PC_SESSION_TEXT];
};

extern const struct pc_session_class pc_openssl_session_class;

/* Finds out why OpenSSL has stopped, notes it once and for all, and returns it. */
enum pc_result pc_openssl_explain(struct pc_openssl_session *s, int error);

/* Sets up what resumes: a client's saved session, a server's cache. PC_ERR_TLS_SESSION, PC_ERR_TLS_MEMORY. */
enum pc_result pc_openssl_resume(struct pc_openssl_session *s) PC_MUST_USE;

/* pc_session_save. */
enum pc_result pc_openssl_save(const struct pc_session *session, uint8_t *buf, size_t size, size_t *len);

#endif
