#include "cli/pin.h"

#include <string.h>

#include "cli/base64.h"
#include "cli/options.h"
#include "x509/pem.h"

#define PREFIX "sha256//"

static bool add(struct pins *pins, const char *text, size_t len)
{
        const size_t prefix = strlen(PREFIX);
        uint8_t octets[PC_FINGERPRINT];
        struct pc_slice key;

        if (pins->count == PINS_MAX || len <= prefix || memcmp(text, PREFIX, prefix) != 0) {
                return false;
        }
        if (pc_pem_decode((struct pc_slice){(const uint8_t *)text + prefix, len - prefix}, octets,
                          sizeof octets, &key, NULL) != PC_OK ||
            key.len != PC_FINGERPRINT) {
                return false;
        }
        memcpy(pins->octets + pins->count * PC_FINGERPRINT, octets, PC_FINGERPRINT);
        pins->count++;
        return true;
}

bool pins_parse(const char *command, const char *text, struct pins *out)
{
        const char *at = text;

        out->count = 0;
        while (at != NULL) {
                const size_t len = strcspn(at, ";");

                if (!add(out, at, len)) {
                        usage_message(command, "sha256//BASE64 of a SHA-256 is wanted, not", text);
                        return false;
                }
                at = at[len] == ';' ? at + len + 1 : NULL;
        }
        return true;
}

void pin_text(const uint8_t key[PC_FINGERPRINT], char text[PIN_TEXT])
{
        size_t len = strlen(PREFIX);
        size_t i;

        memcpy(text, PREFIX, len);
        for (i = 0; i < PC_FINGERPRINT; i += 3) {
                base64_group(key + i, PC_FINGERPRINT - i < 3 ? PC_FINGERPRINT - i : 3, text + len);
                len += BASE64_GROUP;
        }
        text[len] = '\0';
}
