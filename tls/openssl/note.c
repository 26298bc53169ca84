#include "tls/openssl/note.h"

#include <openssl/crypto.h>

static CRYPTO_ONCE once = CRYPTO_ONCE_STATIC_INIT;
static int note_index = -1;

static void free_note(void *parent, void *ptr, CRYPTO_EX_DATA *data, int index, long argl, void *argp)
{
        struct pc_openssl_note *note = ptr;

        (void)parent, (void)data, (void)index, (void)argl, (void)argp;
        if (note == NULL) {
                return;
        }
        for (size_t i = 0; i < note->ders_num; i++) {
                X509_free(note->ders[i].cert);
                OPENSSL_free(note->ders[i].octets);
        }
        OPENSSL_free(note->ders);
        OPENSSL_free(note->chain.buf);
        OPENSSL_free(note);
}

/* SSL_dup makes a connection of its own, of which nothing is known yet; but it calls back as this one does.
 */
static int copy_note(CRYPTO_EX_DATA *to, const CRYPTO_EX_DATA *from, void **note, int index, long argl,
                     void *argp)
{
        const struct pc_openssl_note *old = *note;
        struct pc_openssl_note *copy;

        (void)to, (void)from, (void)index, (void)argl, (void)argp;
        if (old == NULL) {
                return 1;
        }
        copy = OPENSSL_zalloc(sizeof *copy);
        if (copy == NULL) {
                return 0;
        }
        copy->watched = old->watched;
        copy->verify = old->verify;
        *note = copy;
        return 1;
}

static void make_index(void)
{
        note_index = SSL_get_ex_new_index(0, NULL, NULL, copy_note, free_note);
}

struct pc_openssl_note *pc_openssl_note(SSL *ssl)
{
        struct pc_openssl_note *note;

        if (!CRYPTO_THREAD_run_once(&once, make_index) || note_index < 0) {
                return NULL;
        }
        note = SSL_get_ex_data(ssl, note_index);
        if (note != NULL) {
                note->ssl = ssl;
                return note;
        }
        note = OPENSSL_zalloc(sizeof *note);
        if (note == NULL || !SSL_set_ex_data(ssl, note_index, note)) {
                OPENSSL_free(note);
                return NULL;
        }
        note->ssl = ssl;
        return note;
}

bool pc_openssl_has_chain(const struct pc_openssl_note *note)
{
        return SSL_session_reused(note->ssl) ? note->kept : note->heard;
}

bool pc_openssl_empty_chain(struct pc_openssl_note *note, size_t octets, size_t count)
{
        const size_t room = octets + PC_CHAIN_ENTRY * count;

        OPENSSL_free(note->chain.buf);
        pc_chain_init(&note->chain, OPENSSL_malloc(room + 1), room);
        note->heard = note->kept = false;
        return note->chain.buf != NULL;
}

static enum pc_result add_der(struct pc_openssl_note *note, X509 *cert, struct pc_slice *der)
{
        struct pc_openssl_der *ders = OPENSSL_realloc(note->ders, (note->ders_num + 1) * sizeof *ders);
        struct pc_openssl_der added = {cert, NULL, 0};
        int len;

        if (ders == NULL) {
                return PC_ERR_TLS_MEMORY;
        }
        note->ders = ders;
        len = i2d_X509(cert, &added.octets);
        if (len <= 0 || !X509_up_ref(cert)) {
                OPENSSL_free(added.octets);
                return PC_ERR_TLS_MEMORY;
        }
        added.len = (size_t)len;
        ders[note->ders_num++] = added;
        der->data = added.octets;
        der->len = added.len;
        return PC_OK;
}

enum pc_result pc_openssl_der(struct pc_openssl_note *note, X509 *cert, struct pc_slice *der)
{
        if (cert == NULL) {
                return PC_END;
        }
        for (size_t i = 0; i < note->ders_num; i++) {
                if (note->ders[i].cert == cert) {
                        der->data = note->ders[i].octets;
                        der->len = note->ders[i].len;
                        return PC_OK;
                }
        }
        return add_der(note, cert, der);
}
