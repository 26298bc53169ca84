/* Notes where verification fails. */
#include "tls/openssl/message.h"

/* Where a certificate of the path stands in what was sent; behind it: it is one of ours. */
static size_t index_of(struct pc_openssl_note *note, X509 *cert)
{
        struct pc_slice wanted;
        struct pc_slice der;
        size_t i = 0;

        if (pc_openssl_der(note, cert, &wanted) != PC_OK) {
                return 0;
        }
        while (pc_chain_at(&note->chain, i, &der) == PC_OK && !pc_slice_equal(der, wanted)) {
                i++;
        }
        return i;
}

static int watch(int ok, X509_STORE_CTX *store)
{
        SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
        struct pc_openssl_note *note = pc_openssl_note(ssl);

        if (note == NULL) {
                return 0;
        }
        if (!ok && note->error == X509_V_OK) {
                note->error = X509_STORE_CTX_get_error(store);
                note->error_index = index_of(note, X509_STORE_CTX_get_current_cert(store));
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
        SSL_set_msg_callback(ssl, pc_openssl_hear);
        note->watched = true;
        return true;
}
