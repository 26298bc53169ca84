/* What the files of BearSSL's session share. For hosts. */
#ifndef PC_TLS_BEARSSL_SESSION_H
#define PC_TLS_BEARSSL_SESSION_H

#include "tls/bearssl/credentials.h"
#include "tls/bearssl/records.h"
#include "tls/session_text.h"

/* All that belongs to one connection, and the trust anchors, on the heap. */
struct bearssl_session {
        struct pc_session base;
        struct pc_session_config config;
        struct pc_records records;
        union {
                br_ssl_engine_context engine; /* the first member of either */
                br_ssl_client_context client;
                br_ssl_server_context server;
        } tls;
        br_x509_minimal_context minimal;
        struct pc_bearssl_key_reader key_reader;
        struct pc_bearssl tap;
        struct pc_bearssl_cache cache; /* a server's, over config.cache */
        struct pc_bearssl_credentials own;
        br_x509_trust_anchor *anchors;
        struct pc_slice *anchor_ders;
        size_t anchors_num;
        uint8_t alert[PC_BEARSSL_ALERT]; /* to be sent still */
        size_t alert_len, alert_sent;
        char text[PC_SESSION_TEXT]; /* what cannot be said in constant words */
        unsigned char buffer[BR_SSL_BUFSIZE_BIDI];
};

extern const struct pc_session_class pc_bearssl_session_class;

/* Members of the class: session_open.c. */
enum pc_result pc_bearssl_session_open(struct pc_session **out, const struct pc_session_config *config,
                                       struct pc_transport transport) PC_MUST_USE;
void pc_bearssl_session_free(struct pc_session *session);

/* session_saved.c */
enum pc_result pc_bearssl_session_save(const struct pc_session *session, uint8_t *buf, size_t size,
                                       size_t *len) PC_MUST_USE;

/* Starts the client's handshake by resuming config.resume. PC_ERR_TLS_SESSION: it is not for this session. */
enum pc_result pc_bearssl_session_resume(struct bearssl_session *s, const char *name_to_send) PC_MUST_USE;

/* Gives the server's tap a cache over config.cache, if there is one. */
void pc_bearssl_session_cache(struct bearssl_session *s);

/* session_failure.c: why the engine has stopped, noted in the records once and for all. */
enum pc_result pc_bearssl_session_fail(struct bearssl_session *s);

#endif
