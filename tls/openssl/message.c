#include "tls/openssl/message.h"

#include <openssl/crypto.h>

/* Type and length: RFC 8446 4. */
#define HEADER 4

/* Takes a vector whose length is in 'width' octets off the front: RFC 8446 3.4. */
static bool take(struct pc_slice *in, size_t width, struct pc_slice *out)
{
        size_t len = 0;

        if (in->len < width) {
                return false;
        }
        for (size_t i = 0; i < width; i++) {
                len = len << 8 | in->data[i];
        }
        if (len > in->len - width) {
                return false;
        }
        out->data = in->data + width;
        out->len = len;
        in->data += width + len;
        in->len -= width + len;
        return true;
}

void pc_openssl_hear(int sent, int version, int type, const void *octets, size_t len, SSL *ssl, void *arg)
{
        struct pc_openssl_note *note = pc_openssl_note(ssl);
        const unsigned char *message = octets;

        (void)version, (void)arg;
        if (note == NULL || sent || type != SSL3_RT_HANDSHAKE || len < HEADER ||
            message[0] != SSL3_MT_CERTIFICATE) {
                return;
        }
        OPENSSL_free(note->message);
        note->message = OPENSSL_memdup(message + HEADER, len - HEADER);
        note->message_len = note->message == NULL ? 0 : len - HEADER;
        note->error = X509_V_OK;
}

enum pc_result pc_openssl_heard(const struct pc_openssl_note *note, size_t i, struct pc_slice *der)
{
        const bool extended = SSL_version(note->ssl) >= TLS1_3_VERSION;
        struct pc_slice message = {note->message, note->message_len};
        struct pc_slice list;
        struct pc_slice cert;
        struct pc_slice rest;

        if ((extended && !take(&message, 1, &rest)) || !take(&message, 3, &list)) {
                return PC_END;
        }
        do {
                if (!take(&list, 3, &cert) || (extended && !take(&list, 2, &rest))) {
                        return PC_END;
                }
        } while (i-- != 0);
        *der = cert;
        return PC_OK;
}

size_t pc_openssl_heard_count(const struct pc_openssl_note *note)
{
        struct pc_slice der;
        size_t count = 0;

        while (pc_openssl_heard(note, count, &der) == PC_OK) {
                count++;
        }
        return count;
}
