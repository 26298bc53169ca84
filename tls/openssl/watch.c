/* Keeps what verification was given, and where it failed. */
#include "tls/openssl/note.h"

/* Verification of another chain than before begins. */
static void begin(struct pc_openssl_note *note, X509_STORE_CTX *store)
{
        sk_X509_pop_free(note->sent, X509_free);
        note->sent = X509_chain_up_ref(X509_STORE_CTX_get0_untrusted(store));
        note->error = X509_V_OK;
        note->error_index = 0;
}

static bool is_begun(const struct pc_openssl_note *note, X509_STORE_CTX *store)
{
        return note->sent != NULL && sk_X509_value(note->sent, 0) == X509_STORE_CTX_get0_cert(store);
}

/* Where a certificate of the path stands in what was sent; behind it: it is one of ours. */
static size_t index_of(const struct pc_openssl_note *note, const X509 *cert)
{
        int i = 0;

        while (i < sk_X509_num(note->sent) && X509_cmp(sk_X509_value(note->sent, i), cert) != 0) {
                i++;
        }
        return (size_t)i;
}

static void keep_error(struct pc_openssl_note *note, X509_STORE_CTX *store)
{
        const X509 *cert = X509_STORE_CTX_get_current_cert(store);

        note->error = X509_STORE_CTX_get_error(store);
        note->error_index = cert != NULL && note->sent != NULL
                                    ? index_of(note, cert)
                                    : (size_t)X509_STORE_CTX_get_error_depth(store);
}

static int watch(int ok, X509_STORE_CTX *store)
{
        SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
        struct pc_openssl_note *note = pc_openssl_note(ssl);

        if (note == NULL) {
                return 0;
        }
        if (!is_begun(note, store)) {
                begin(note, store);
        }
        if (!ok && note->error == X509_V_OK) {
                keep_error(note, store);
        }
        return note->verify != NULL ? note->verify(ok, store) : ok;
}

bool pc_openssl_watch(SSL *ssl)
{
        struct pc_openssl_note *note = pc_openssl_note(ssl);

        if (note == NULL) {
                return false;
        }
        if (SSL_get_verify_callback(ssl) != watch) {
                note->verify = SSL_get_verify_callback(ssl);
                SSL_set_verify(ssl, SSL_get_verify_mode(ssl), watch);
        }
        note->watched = note->watched || SSL_in_before(ssl);
        return true;
}
