/* For the writers only: the kinds of text that are made rather than viewed, into an output. */
#ifndef PC_API_TEXT_VALUE_H
#define PC_API_TEXT_VALUE_H

#include "api/output.h"
#include "api/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The least buffer that the output may have. */
#define PC_TEXT_VALUE_ROOM 40

void pc_put_time(struct pc_output *out, const struct pc_text *time);

/*
 * Writes the 24 characters of a time that is as RFC 5280 wants it, which parsing has found: the certificate
 * has neither PC_IRREGULAR_TIME nor PC_IRREGULAR_TIME_PROFILE. Gives where they end.
 */
uint8_t *pc_write_profile_time(uint8_t *at, const struct pc_text *time);

/* Writes an INTEGER that is not negative in hexadecimal, two digits an octet. Gives where it ends. */
uint8_t *pc_write_positive_serial(uint8_t *at, struct pc_slice integer);

/*
 * Writes 4 or 16 octets as an address, PC_TEXT_VALUE_ROOM octets at most, what it may write over included. Gives where
 * it ends, NULL where there are not as many.
 */
uint8_t *pc_write_ip_address(uint8_t *at, struct pc_slice address);

void pc_put_ip_address(struct pc_output *out, struct pc_slice address);

/* An INTEGER in hexadecimal, at most 'most' octets of it; true where that cuts it. */
bool pc_put_serial(struct pc_output *out, struct pc_slice integer, size_t most);

/* Python reads OpenSSL's serial number as one line, which is folded after as many octets by "\\\n". */
#define PC_SERIAL_SHOWN 35

#ifdef __cplusplus
}
#endif

#endif
