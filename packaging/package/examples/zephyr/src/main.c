/* Prints a certificate as JSON. Tried with a stand-in for Zephyr's build functions, not with Zephyr. */
#include <peercert.h>

#include <stdio.h>

#include "certificate.h"

static int print(void *ctx, const void *data, size_t len)
{
        return fwrite(data, 1, len, (FILE *)ctx) == len ? 0 : -1;
}

int main(void)
{
        struct pc_slice der = {certificate, sizeof certificate};
        struct pc_certificate cert;

        if (pc_decode(der, &cert, NULL) == PC_OK && pc_write_json(&cert, print, stdout) == PC_OK) {
                printf("\n");
        }
        return 0;
}
