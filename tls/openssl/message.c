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

/* The next certificate of a list, and in TLS 1.3 the extensions behind it. */
static bool next(struct pc_slice *list, bool extended, struct pc_slice *cert)
{
        struct pc_slice extensions;

        return take(list, 3, cert) && (!extended || take(list, 2, &extensions));
}

static size_t room_for(struct pc_slice list, bool extended)
{
        struct pc_slice cert;
        size_t room = 0;

        while (next(&list, extended, &cert)) {
                room += cert.len + PC_CHAIN_ENTRY;
        }
        return room;
}

/* In place of what came before: who asks for the same connection again has another peer. */
static void keep(struct pc_openssl_note *note, struct pc_slice list, bool extended)
{
        const size_t room = room_for(list, extended);
        struct pc_slice cert;

        OPENSSL_free(note->chain.buf);
        pc_chain_init(&note->chain, OPENSSL_malloc(room + 1), room);
        note->heard = note->chain.buf != NULL;
        note->error = X509_V_OK;
        while (note->heard && next(&list, extended, &cert)) {
                pc_chain_begin(&note->chain, cert.len);
                pc_chain_append(&note->chain, cert);
                pc_chain_finish(&note->chain);
        }
}

void pc_openssl_hear(int sent, int version, int type, const void *octets, size_t len, SSL *ssl, void *arg)
{
        struct pc_openssl_note *note = pc_openssl_note(ssl);
        const bool extended = SSL_version(ssl) >= TLS1_3_VERSION;
        struct pc_slice message = {octets, len};
        struct pc_slice context;
        struct pc_slice list;

        (void)version, (void)arg;
        if (note == NULL || sent || type != SSL3_RT_HANDSHAKE || len < HEADER ||
            message.data[0] != SSL3_MT_CERTIFICATE) {
                return;
        }
        message.data += HEADER;
        message.len -= HEADER;
        if ((!extended || take(&message, 1, &context)) && take(&message, 3, &list)) {
                keep(note, list, extended);
        }
}
