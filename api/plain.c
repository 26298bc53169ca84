#include "api/plain.h"

#include "asn1/fast.h"

/* As pc_marked_octets, with control characters and 7F. */
static inline uint64_t specials(uint64_t octets, uint8_t quote)
{
        const uint64_t controls = octets - PC_EACH_OCTET(0x20);
        const uint64_t deletes = octets + PC_EACH_OCTET(1);

        return (pc_marked_octets(octets, 0xFF, quote) | controls | deletes) & PC_EACH_OCTET(0x80);
}

size_t pc_copy_run(uint8_t *to, const uint8_t *from, size_t len, uint8_t quote)
{
        size_t i = 0;

        while (len - i >= 8 && specials(pc_load_eight(from + i), quote) == 0) {
                memcpy(to + i, from + i, 8);
                i += 8;
        }
        return i;
}

struct pc_quotes pc_quotes_in(struct pc_slice text)
{
        uint64_t single = 0;
        uint64_t twofold = 0;
        struct pc_quotes quotes;
        size_t i = 0;

        for (; PC_FAST && text.len - i >= 8; i += 8) {
                const uint64_t octets = pc_load_eight(text.data + i);

                single |= pc_equal_octets(octets, '\'');
                twofold |= pc_equal_octets(octets, '"');
        }
        for (; i < text.len; i++) {
                single |= text.data[i] == '\'';
                twofold |= text.data[i] == '"';
        }
        quotes.single = single != 0;
        quotes.twofold = twofold != 0;
        return quotes;
}
