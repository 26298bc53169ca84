/* Public keys that a peer may have, as sha256//BASE64, parted by semicolons: the form that curl has. */
#ifndef PC_CLI_PIN_H
#define PC_CLI_PIN_H

#include <stdbool.h>

#include "api/pin.h"

#define PINS_MAX 16
/* "sha256//", the digits, and a NUL. */
#define PIN_TEXT 54

struct pins {
        size_t count;
        uint8_t octets[PINS_MAX * PC_FINGERPRINT];
};

/* 'text' NULL gives none. False with a message. */
bool pins_parse(const char *command, const char *text, struct pins *out);

/* One in its textual form. */
void pin_text(const uint8_t key[PC_FINGERPRINT], char text[PIN_TEXT]);

#endif
