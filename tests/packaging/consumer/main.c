/*
 * A program that uses peercert, as its users build one: decodes the certificate on standard input, DER, prints the
 * dict as a Python literal, and a line for each backend.
 */
#include <peercert.h>
#include <tls/session.h>

#include <stdio.h>

static int print(void *ctx, const void *data, size_t len)
{
        return fwrite(data, 1, len, ctx) == len ? 0 : -1;
}

int main(void)
{
        static uint8_t der[65536];
        const struct pc_slice octets = {der, fread(der, 1, sizeof der, stdin)};
        const struct pc_session_class *session;
        struct pc_certificate cert;

        if (pc_decode(octets, &cert, NULL) != PC_OK || pc_write_python(&cert, print, stdout) != PC_OK) {
                return 1;
        }
        printf("\npeercert %s\n", pc_version());
        for (size_t i = 0; (session = pc_session_class_at(i)) != NULL; i++) {
                printf("%s %s\n", session->name, session->version());
        }
        return 0;
}
