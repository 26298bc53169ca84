#include "tls/chain.h"

#include <string.h>

void pc_chain_init(struct pc_chain *chain, uint8_t *buf, size_t size)
{
        memset(chain, 0, sizeof *chain);
        chain->buf = buf;
        /* An entry holds 32 bits. */
        chain->size = size > UINT32_MAX ? UINT32_MAX : size;
}

static uint8_t *entry(const struct pc_chain *chain, size_t i)
{
        return chain->buf + chain->size - PC_CHAIN_ENTRY * (i + 1);
}

static size_t end_of(const struct pc_chain *chain, size_t i)
{
        const uint8_t *octets = entry(chain, i);

        return (size_t)octets[0] << 24 | (size_t)octets[1] << 16 | (size_t)octets[2] << 8 | octets[3];
}

static void set_end(struct pc_chain *chain, size_t i, size_t end)
{
        uint8_t *octets = entry(chain, i);

        octets[0] = (uint8_t)(end >> 24);
        octets[1] = (uint8_t)(end >> 16);
        octets[2] = (uint8_t)(end >> 8);
        octets[3] = (uint8_t)end;
}

void pc_chain_begin(struct pc_chain *chain, size_t len)
{
        size_t room = chain->size - chain->used - PC_CHAIN_ENTRY * chain->kept;

        chain->expected = len;
        chain->filled = 0;
        chain->keeping = chain->kept == chain->sent && room >= PC_CHAIN_ENTRY && len <= room - PC_CHAIN_ENTRY;
}

void pc_chain_append(struct pc_chain *chain, struct pc_slice octets)
{
        if (!chain->keeping || octets.len == 0) {
                return;
        }
        if (octets.len > chain->expected - chain->filled) {
                chain->keeping = false;
                return;
        }
        memcpy(chain->buf + chain->used + chain->filled, octets.data, octets.len);
        chain->filled += octets.len;
}

void pc_chain_finish(struct pc_chain *chain)
{
        if (chain->keeping && chain->filled == chain->expected) {
                chain->used += chain->expected;
                set_end(chain, chain->kept, chain->used);
                chain->kept++;
        }
        chain->keeping = false;
        chain->sent++;
}

enum pc_result pc_chain_at(const struct pc_chain *chain, size_t i, struct pc_slice *der)
{
        if (i >= chain->sent) {
                return PC_END;
        }
        if (i >= chain->kept) {
                return PC_ERR_TLS_CHAIN_SIZE;
        }

        size_t start = i == 0 ? 0 : end_of(chain, i - 1);

        der->data = chain->buf + start;
        der->len = end_of(chain, i) - start;
        return PC_OK;
}
