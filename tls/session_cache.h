/*
 * Sessions that a server keeps for clients that come again, by session ID; one cache serves any number of
 * connections, one after the other. For hosts: it allocates. What it holds are a backend's saved sessions,
 * opaque here.
 */
#ifndef PC_TLS_SESSION_CACHE_H
#define PC_TLS_SESSION_CACHE_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

struct pc_session_cache;

/* A cache for 'count' sessions, one at least; the one that was used longest ago makes room.
 * PC_ERR_TLS_MEMORY, _CONFIG. */
enum pc_result pc_session_cache_new(struct pc_session_cache **out, size_t count) PC_MUST_USE;

/* Wipes what it holds. NULL is fine. */
void pc_session_cache_free(struct pc_session_cache *cache);

/* Keeps a copy of 'session' under 'id', in place of what was there. PC_ERR_TLS_MEMORY; _CONFIG: 'id' is
 * empty. */
enum pc_result pc_session_cache_put(struct pc_session_cache *cache, struct pc_slice id,
                                    struct pc_slice session) PC_MUST_USE;

/* What was kept, valid until the next call that changes the cache; PC_NONE. */
enum pc_result pc_session_cache_get(struct pc_session_cache *cache, struct pc_slice id,
                                    struct pc_slice *session) PC_MUST_USE;

/* Forgets it; nothing happens where there is none. */
void pc_session_cache_remove(struct pc_session_cache *cache, struct pc_slice id);

#ifdef __cplusplus
}
#endif

#endif
