#include "cli/base64.h"

void base64_group(const uint8_t *octets, size_t count, char group[BASE64_GROUP])
{
        static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const unsigned second = count > 1 ? octets[1] : 0u;
        const unsigned third = count > 2 ? octets[2] : 0u;

        group[0] = digits[octets[0] >> 2];
        group[1] = digits[(octets[0] & 0x03u) << 4 | second >> 4];
        group[2] = count > 1 ? digits[(second & 0x0Fu) << 2 | third >> 6] : '=';
        group[3] = count > 2 ? digits[third & 0x3Fu] : '=';
}
