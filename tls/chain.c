#include "tls/chain.h"

#include <string.h>

#include "tls/vector.h"

#define LENGTH 3 /* octets of a certificate's length in a list */

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

void pc_chain_add(struct pc_chain *chain, struct pc_slice der)
{
        pc_chain_begin(chain, der.len);
        pc_chain_append(chain, der);
        pc_chain_finish(chain);
}

static void put_length(uint8_t *out, size_t len)
{
        out[0] = (uint8_t)(len >> 16);
        out[1] = (uint8_t)(len >> 8);
        out[2] = (uint8_t)len;
}

size_t pc_chain_list_rest(const struct pc_chain *chain, uint8_t *out)
{
        size_t len = 0;

        for (size_t i = 1; i < chain->sent; i++) {
                struct pc_slice der = {NULL, 0};
                const enum pc_result kept = pc_chain_at(chain, i, &der);

                if (out != NULL) {
                        put_length(out + len, der.len);
                }
                if (out != NULL && kept == PC_OK) {
                        memcpy(out + len + LENGTH, der.data, der.len);
                }
                len += LENGTH + der.len;
        }
        return len;
}

void pc_chain_add_list(struct pc_chain *chain, struct pc_slice list)
{
        struct pc_slice der;

        while (pc_vector_take(&list, LENGTH, &der)) {
                if (der.len != 0) {
                        pc_chain_add(chain, der);
                } else {
                        chain->sent++;
                }
        }
}
