#include <string.h>

#include "tls/mbedtls/internal.h"

static bool issued(const mbedtls_x509_crt *issuer, const mbedtls_x509_crt *cert)
{
        return issuer->subject_raw.len == cert->issuer_raw.len &&
               memcmp(issuer->subject_raw.p, cert->issuer_raw.p, cert->issuer_raw.len) == 0;
}

/* Moves the certificate that stands behind 'before' to behind 'after'. */
static void move(mbedtls_x509_crt *before, mbedtls_x509_crt *after)
{
        mbedtls_x509_crt *moved = before->next;

        before->next = moved->next;
        moved->next = after->next;
        after->next = moved;
}

bool pc_mbedtls_sort(mbedtls_x509_crt *leaf)
{
        bool moved = false;

        for (mbedtls_x509_crt *last = leaf; last->next != NULL; last = last->next) {
                mbedtls_x509_crt *before = last;

                while (before->next != NULL && !issued(before->next, last)) {
                        before = before->next;
                }
                if (before->next == NULL) {
                        break;
                }
                if (before != last) {
                        move(before, last);
                        moved = true;
                }
        }
        return moved;
}
