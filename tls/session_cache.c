#include "tls/session_cache.h"

#include <stdlib.h>
#include <string.h>

#include "tls/wipe.h"

/* One session: its ID and itself in one allocation. */
struct entry {
        struct pc_slice octets;
        size_t id_len;
        unsigned long used; /* when, counted in uses of the cache; 0: a free place */
};

struct pc_session_cache {
        unsigned long now;
        size_t count;
        struct entry entries[];
};

static void forget(struct entry *entry)
{
        static const struct entry none;

        pc_wipe_free(entry->octets);
        *entry = none;
}

enum pc_result pc_session_cache_new(struct pc_session_cache **out, size_t count)
{
        struct pc_session_cache *cache;

        if (count == 0) {
                return PC_ERR_TLS_CONFIG;
        }
        cache = count > (SIZE_MAX - sizeof *cache) / sizeof cache->entries[0]
                        ? NULL
                        : calloc(1, sizeof *cache + count * sizeof cache->entries[0]);
        if (cache == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        cache->count = count;
        *out = cache;
        return PC_OK;
}

void pc_session_cache_free(struct pc_session_cache *cache)
{
        if (cache == NULL) {
                return;
        }
        for (size_t i = 0; i < cache->count; i++) {
                forget(&cache->entries[i]);
        }
        free(cache);
}

static struct entry *find(struct pc_session_cache *cache, struct pc_slice id)
{
        for (size_t i = 0; i < cache->count; i++) {
                struct entry *entry = &cache->entries[i];

                if (entry->used != 0 && entry->id_len == id.len &&
                    memcmp(entry->octets.data, id.data, id.len) == 0) {
                        return entry;
                }
        }
        return NULL;
}

/* A free place, or the one that was used longest ago. */
static struct entry *oldest(struct pc_session_cache *cache)
{
        struct entry *found = &cache->entries[0];

        for (size_t i = 1; i < cache->count; i++) {
                if (cache->entries[i].used < found->used) {
                        found = &cache->entries[i];
                }
        }
        return found;
}

enum pc_result pc_session_cache_put(struct pc_session_cache *cache, struct pc_slice id,
                                    struct pc_slice session)
{
        struct entry *entry = find(cache, id);
        uint8_t *octets;

        if (id.len == 0) {
                return PC_ERR_TLS_CONFIG;
        }
        octets = malloc(id.len + session.len);
        if (octets == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        memcpy(octets, id.data, id.len);
        if (session.len != 0) {
                memcpy(octets + id.len, session.data, session.len);
        }
        if (entry == NULL) {
                entry = oldest(cache);
        }
        forget(entry);
        entry->octets.data = octets;
        entry->octets.len = id.len + session.len;
        entry->id_len = id.len;
        entry->used = ++cache->now;
        return PC_OK;
}

enum pc_result pc_session_cache_get(struct pc_session_cache *cache, struct pc_slice id,
                                    struct pc_slice *session)
{
        struct entry *entry = find(cache, id);

        if (entry == NULL) {
                return PC_NONE;
        }
        entry->used = ++cache->now;
        session->data = entry->octets.data + entry->id_len;
        session->len = entry->octets.len - entry->id_len;
        return PC_OK;
}

void pc_session_cache_remove(struct pc_session_cache *cache, struct pc_slice id)
{
        struct entry *entry = find(cache, id);

        if (entry != NULL) {
                forget(entry);
        }
}
