#include "tls/openssl/message.h"

#include "tls/vector.h"

/* Type and length: RFC 8446 4. */
#define HEADER 4

/* The next certificate of a list, and in TLS 1.3 the extensions behind it. */
static bool next(struct pc_slice *list, bool extended, struct pc_slice *cert)
{
        struct pc_slice extensions;

        return pc_vector_take(list, 3, cert) && (!extended || pc_vector_take(list, 2, &extensions));
}

/* In place of what came before: who asks for the same connection again has another peer. */
static void keep(struct pc_openssl_note *note, struct pc_slice list, bool extended)
{
        struct pc_slice rest = list;
        struct pc_slice cert;
        size_t octets = 0;
        size_t count = 0;

        while (next(&rest, extended, &cert)) {
                octets += cert.len;
                count++;
        }
        note->heard = pc_openssl_empty_chain(note, octets, count);
        note->error = X509_V_OK;
        while (note->heard && next(&list, extended, &cert)) {
                pc_chain_add(&note->chain, cert);
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
        if ((!extended || pc_vector_take(&message, 1, &context)) && pc_vector_take(&message, 3, &list)) {
                keep(note, list, extended);
        }
}
