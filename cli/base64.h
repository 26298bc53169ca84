/* Base64: RFC 4648 4. */
#ifndef PC_CLI_BASE64_H
#define PC_CLI_BASE64_H

#include <stddef.h>
#include <stdint.h>

#define BASE64_GROUP 4

/* One to three octets as four digits. */
void base64_group(const uint8_t *octets, size_t count, char group[BASE64_GROUP]);

#endif
