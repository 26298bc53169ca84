/* Prints a certificate as JSON on the serial port. Tried with a stand-in for the Arduino core, not with a board. */
#include <peercert.h>

#include "certificate.h"

static int print(void *ctx, const void *data, size_t len)
{
        (void)ctx;
        return Serial.write((const uint8_t *)data, len) == len ? 0 : -1;
}

void setup()
{
        struct pc_slice der = {certificate, sizeof certificate};
        struct pc_certificate cert;

        Serial.begin(115200);
        if (pc_decode(der, &cert, NULL) == PC_OK && pc_write_json(&cert, print, NULL) == PC_OK) {
                Serial.println();
        }
}

void loop()
{
}
