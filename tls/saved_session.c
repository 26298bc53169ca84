#include "tls/saved_session.h"

#include <string.h>

#define MAGIC     UINT32_C(0x70635332) /* "pcS2" */
#define DIGEST    32
#define NUMBER    4
#define HEAD_SIZE (NUMBER + DIGEST + 2 * NUMBER)

struct digest {
        uint8_t octets[PC_HASH_MAX];
};

static struct pc_slice slice(const void *data, size_t len)
{
        const struct pc_slice octets = {data, len};

        return octets;
}

/* A digest of all that was mixed before and of 'data'. */
static enum pc_result mix(const struct pc_backend *backend, struct digest *sum, struct pc_slice data)
{
        uint8_t both[2 * DIGEST];
        struct digest one;
        enum pc_result result = backend->digest(NULL, PC_HASH_SHA256, data, one.octets);

        if (result != PC_OK) {
                return result;
        }
        memcpy(both, sum->octets, DIGEST);
        memcpy(both + DIGEST, one.octets, DIGEST);
        return backend->digest(NULL, PC_HASH_SHA256, slice(both, sizeof both), sum->octets);
}

static enum pc_result mix_anchors(const struct pc_backend *backend, struct digest *sum,
                                  const struct pc_trust_store *trust)
{
        enum pc_result result = PC_OK;

        for (size_t i = 0; result == PC_OK && i < pc_trust_store_count(trust); i++) {
                result = mix(backend, sum, pc_trust_store_anchor(trust, i));
        }
        return result;
}

/* What a session is bound to. The anchors matter only where something was verified. */
static enum pc_result bind(const struct pc_session_class *session_class,
                           const struct pc_session_config *config, struct digest *sum)
{
        const struct pc_backend *backend = session_class->backend;
        const char *name = config->server_name != NULL ? config->server_name : "";
        const uint8_t how[] = {(uint8_t)config->role, (uint8_t)config->verify, (uint8_t)config->no_name_check,
                               (uint8_t)config->host_flags, (uint8_t)(config->server_name != NULL)};
        enum pc_result result;

        memset(sum, 0, sizeof *sum);
        result = mix(backend, sum, slice(session_class->name, strlen(session_class->name)));
        if (result == PC_OK) {
                result = mix(backend, sum, slice(how, sizeof how));
        }
        if (result == PC_OK) {
                result = mix(backend, sum, slice(name, strlen(name)));
        }
        if (result == PC_OK && config->verify != PC_VERIFY_NONE && config->trust != NULL) {
                result = mix_anchors(backend, sum, config->trust);
        }
        return result;
}

struct pc_session_config pc_saved_session_config(const struct pc_session_config *server,
                                                 const char *server_name)
{
        struct pc_session_config config = *server;

        config.server_name = server_name;
        return config;
}

static uint8_t *put_number(uint8_t *at, uint32_t number)
{
        at[0] = (uint8_t)(number >> 24);
        at[1] = (uint8_t)(number >> 16);
        at[2] = (uint8_t)(number >> 8);
        at[3] = (uint8_t)number;
        return at + NUMBER;
}

static uint8_t *put_octets(uint8_t *at, struct pc_slice octets)
{
        if (octets.len != 0) {
                memcpy(at, octets.data, octets.len);
        }
        return at + octets.len;
}

static uint8_t *put_rest(uint8_t *at, const struct pc_chain *sent)
{
        const size_t len = sent == NULL ? 0 : pc_chain_list_rest(sent, NULL);

        at = put_number(at, (uint32_t)len);
        return len == 0 ? at : at + pc_chain_list_rest(sent, at);
}

enum pc_result pc_saved_session_write(const struct pc_session_class *session_class,
                                      const struct pc_session_config *config,
                                      const struct pc_saved_session *session, uint8_t *buf, size_t size,
                                      size_t *len)
{
        const struct pc_verify_result *verdict = &session->verdict;
        struct digest sum;
        enum pc_result result = bind(session_class, config, &sum);
        uint8_t *at = buf;

        if (result != PC_OK) {
                return result;
        }
        *len = HEAD_SIZE + NUMBER + session->leaf.len + NUMBER +
               (session->sent == NULL ? 0 : pc_chain_list_rest(session->sent, NULL)) + NUMBER +
               session->state.len + DIGEST;
        if (size < *len) {
                return PC_ERR_API_SPACE;
        }
        at = put_number(at, MAGIC);
        at = put_octets(at, slice(sum.octets, DIGEST));
        at = put_number(at, (uint32_t)(int32_t)verdict->code);
        at = put_number(at, (uint32_t)verdict->index);
        at = put_octets(put_number(at, (uint32_t)session->leaf.len), session->leaf);
        at = put_rest(at, session->sent);
        at = put_octets(put_number(at, (uint32_t)session->state.len), session->state);
        result = session_class->backend->digest(NULL, PC_HASH_SHA256, slice(buf, (size_t)(at - buf)),
                                                sum.octets);
        put_octets(at, slice(sum.octets, DIGEST));
        return result;
}

/* The next 'len' octets; false where there are fewer. */
static bool take(struct pc_slice *in, size_t len, struct pc_slice *out)
{
        if (in->len < len) {
                return false;
        }
        *out = slice(in->data, len);
        in->data += len;
        in->len -= len;
        return true;
}

static bool take_number(struct pc_slice *in, uint32_t *out)
{
        struct pc_slice octets;

        if (!take(in, NUMBER, &octets)) {
                return false;
        }
        *out = (uint32_t)octets.data[0] << 24 | (uint32_t)octets.data[1] << 16 |
               (uint32_t)octets.data[2] << 8 | octets.data[3];
        return true;
}

static bool take_octets(struct pc_slice *in, struct pc_slice *out)
{
        uint32_t len;

        return take_number(in, &len) && take(in, len, out);
}

/* Whether nothing has changed it: takes the digest off its end. */
static bool is_whole(const struct pc_backend *backend, struct pc_slice *saved)
{
        struct digest sum;

        if (saved->len < DIGEST) {
                return false;
        }
        saved->len -= DIGEST;
        return backend->digest(NULL, PC_HASH_SHA256, *saved, sum.octets) == PC_OK &&
               memcmp(saved->data + saved->len, sum.octets, DIGEST) == 0;
}

static bool read_all(struct pc_slice in, const struct digest *wanted, struct pc_saved_session *out)
{
        struct pc_slice bound;
        uint32_t magic;
        uint32_t code;
        uint32_t index;

        if (!take_number(&in, &magic) || magic != MAGIC || !take(&in, DIGEST, &bound) ||
            memcmp(bound.data, wanted->octets, DIGEST) != 0) {
                return false;
        }
        if (!take_number(&in, &code) || !take_number(&in, &index) || !take_octets(&in, &out->leaf) ||
            !take_octets(&in, &out->rest) || !take_octets(&in, &out->state)) {
                return false;
        }
        out->sent = NULL;
        out->verdict.code = (enum pc_result)(int32_t)code;
        out->verdict.index = index;
        out->verdict.text = out->verdict.code == PC_OK ? "ok" : pc_strerror(out->verdict.code);
        return in.len == 0;
}

enum pc_result pc_saved_session_read(const struct pc_session_class *session_class,
                                     const struct pc_session_config *config, struct pc_slice saved,
                                     struct pc_saved_session *out)
{
        struct pc_saved_session session;
        struct digest wanted;
        const enum pc_result result = bind(session_class, config, &wanted);

        if (result != PC_OK) {
                return result;
        }
        if (!is_whole(session_class->backend, &saved) || !read_all(saved, &wanted, &session)) {
                return PC_ERR_TLS_SESSION;
        }
        *out = session;
        return PC_OK;
}
