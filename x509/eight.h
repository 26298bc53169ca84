/* Eight octets at once, for scans that look at nearly every octet of a certificate. */
#ifndef PC_X509_EIGHT_H
#define PC_X509_EIGHT_H

#include "asn1/fast.h"

#define PC_EACH_OCTET(value) (UINT64_C(0x0101010101010101) * (value))

/* Compilers make one load of this, and one of two. */
/*@ requires \valid_read(data + (0 .. 3));
    assigns \nothing;
*/
PC_INLINE uint32_t pc_load_four(const uint8_t *data)
{
        return data[0] + ((uint32_t)data[1] << 8) + ((uint32_t)data[2] << 16) + ((uint32_t)data[3] << 24);
}

/*@ requires \valid_read(data + (0 .. 7));
    assigns \nothing;
*/
PC_INLINE uint64_t pc_load_eight(const uint8_t *data)
{
        return pc_load_four(data) + ((uint64_t)pc_load_four(data + 4) << 32);
}

#endif
