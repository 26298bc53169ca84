/*
 * A session written down, to be resumed: what the TLS library needs, bound to what was verified then. For
 * backends.
 *
 * In network order: a magic number; a SHA-256 that binds it to the backend, role, verification mode, server
 * name and how it was checked, and the trust anchors; the verdict; the peer's own certificate, and the others
 * that it has sent, where they are kept; the library's state; and a SHA-256 over all before it, which finds
 * damage. It is no protection against forgery: who can write it has the keys.
 */
#ifndef PC_TLS_SAVED_SESSION_H
#define PC_TLS_SAVED_SESSION_H

#include "tls/chain.h"
#include "tls/session.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is written, and what reading gives: views into the octets read. */
struct pc_saved_session {
        struct pc_verify_result verdict; /* read: 'text' is static, by the code */
        struct pc_slice leaf;            /* of the peer; empty for none */
        struct pc_slice state;           /* the library's */
        const struct pc_chain *sent;     /* written: all that the peer has sent; NULL: keep the leaf alone */
        struct pc_slice rest; /* read: what was kept of it behind the leaf, for pc_chain_add_list */
};

/*
 * What a server's session is bound to: its configuration, with the server name that the client asks for, or
 * NULL, since it MUST NOT resume a session for another one (RFC 6066 3).
 */
struct pc_session_config pc_saved_session_config(const struct pc_session_config *server,
                                                 const char *server_name);

/*
 * Writes the session of a connection that was made under 'config' by 'session_class'. PC_ERR_API_SPACE: 'len'
 * is what is needed; 'buf' may be NULL where 'size' is 0.
 */
enum pc_result pc_saved_session_write(const struct pc_session_class *session_class,
                                      const struct pc_session_config *config,
                                      const struct pc_saved_session *session, uint8_t *buf, size_t size,
                                      size_t *len) PC_MUST_USE;

/*
 * Reads one. PC_ERR_TLS_SESSION, 'out' untouched: damaged, or not made by this backend under a configuration
 * of the same role, mode, server name, name check and trust anchors.
 */
enum pc_result pc_saved_session_read(const struct pc_session_class *session_class,
                                     const struct pc_session_config *config, struct pc_slice saved,
                                     struct pc_saved_session *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
