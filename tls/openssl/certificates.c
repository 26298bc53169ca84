#include "tls/openssl/backend.h"
#include "tls/openssl/verdict.h"

/* The caches are the note's own, whoever looks. */
static struct pc_openssl_note *note_of(const void *ctx)
{
        return pc_openssl_note(((const struct pc_openssl_note *)ctx)->ssl);
}

static X509 *at(const STACK_OF(X509) * chain, size_t i)
{
        return chain == NULL || i >= (size_t)sk_X509_num(chain) ? NULL : sk_X509_value(chain, (int)i);
}

/* OpenSSL keeps the leaf apart, on a client also as the chain's first; resumption leaves the leaf alone. */
static X509 *kept_at(SSL *ssl, size_t i)
{
        if (i == 0) {
                return SSL_get0_peer_certificate(ssl);
        }
        return at(SSL_get_peer_cert_chain(ssl), SSL_is_server(ssl) ? i - 1 : i);
}

enum pc_result pc_openssl_peer_certificate(const void *ctx, size_t i, struct pc_slice *der)
{
        struct pc_openssl_note *note = note_of(ctx);

        if (pc_openssl_has_chain(note)) {
                return pc_chain_at(&note->chain, i, der);
        }
        if (!pc_openssl_has_certificate(note)) {
                return PC_END;
        }
        return pc_openssl_der(note, kept_at(note->ssl, i), der);
}

/* OpenSSL has it in its own cache, with the session itself, but not in what is read back from a ticket. */
bool pc_openssl_chain_kept(const void *ctx)
{
        struct pc_openssl_note *note = note_of(ctx);

        return SSL_is_server(note->ssl) && SSL_session_reused(note->ssl) &&
               (note->kept || SSL_get_peer_cert_chain(note->ssl) != NULL);
}

enum pc_result pc_openssl_verified_certificate(const void *ctx, size_t i, struct pc_slice *der)
{
        struct pc_openssl_note *note = note_of(ctx);

        if (pc_openssl_verdict(note).code != PC_OK) {
                return PC_END;
        }
        return pc_openssl_der(note, at(SSL_get0_verified_chain(note->ssl), i), der);
}

/* A client's has gone out only where the server asked, which it does with a list of signature algorithms. */
static bool is_sent(SSL *ssl)
{
        return SSL_is_server(ssl) || SSL_get_sigalgs(ssl, -1, NULL, NULL, NULL, NULL, NULL) > 0;
}

enum pc_result pc_openssl_own_certificate(const void *ctx, struct pc_slice *der)
{
        struct pc_openssl_note *note = note_of(ctx);
        X509 *own = is_sent(note->ssl) ? SSL_get_certificate(note->ssl) : NULL;
        const enum pc_result result = pc_openssl_der(note, own, der);

        return result == PC_END ? PC_NO_CERTIFICATE : result;
}
