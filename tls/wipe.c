#include "tls/wipe.h"

#include <stdlib.h>

void pc_wipe_free(struct pc_slice octets)
{
        uint8_t *memory = (uint8_t *)(uintptr_t)octets.data;
        volatile uint8_t *octet = memory;

        for (size_t i = 0; i < octets.len; i++) {
                octet[i] = 0;
        }
        free(memory);
}
