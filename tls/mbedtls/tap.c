#include <string.h>

#include "tls/alert.h"
#include "tls/mbedtls/internal.h"
#include "tls/mbedtls/message.h"

#define TLS12 0x0303

struct pc_slice pc_mbedtls_der(const mbedtls_x509_crt *cert)
{
        const struct pc_slice der = {cert->raw.p, cert->raw.len};

        return der;
}

static void clear(struct pc_mbedtls *tap)
{
        pc_chain_init(&tap->chain, tap->config.chain, tap->config.chain_size);
        tap->verdict = pc_mbedtls_verdict(PC_NOT_VALIDATED, 0, "no certificate has come");
        tap->path_len = 0;
        tap->judged = false;
}

/* Keeps the chain as it was sent; false where its certificates cannot be told apart to the end. */
static bool capture(struct pc_mbedtls *tap, struct pc_slice list)
{
        struct pc_slice der;
        enum pc_result result;

        clear(tap);
        while ((result = pc_message_certificate_next(&list, &der)) == PC_OK) {
                pc_chain_add(&tap->chain, der);
        }
        tap->judged = true;
        return result == PC_END;
}

/* The same of what mbedTLS has made of it, where the message has another form: TLS 1.3's. */
static void capture_decoded(struct pc_mbedtls *tap, const mbedtls_x509_crt *cert)
{
        clear(tap);
        for (; cert != NULL; cert = cert->next) {
                pc_chain_add(&tap->chain, pc_mbedtls_der(cert));
        }
        tap->judged = true;
}

static bool find_list(const struct pc_mbedtls *tap, struct pc_slice *list)
{
        return pc_mbedtls_protocol(tap->ssl) <= TLS12 &&
               pc_message_certificates(pc_mbedtls_certificate_message(tap->ssl), list) == PC_OK;
}

size_t pc_mbedtls_index_of(const struct pc_mbedtls *tap, const mbedtls_x509_crt *cert)
{
        const mbedtls_x509_crt *decoded = tap->path[0].cert;
        struct pc_slice list;
        struct pc_slice der;
        size_t i = 0;

        if (find_list(tap, &list)) {
                while (pc_message_certificate_next(&list, &der) == PC_OK &&
                       !pc_slice_equal(der, pc_mbedtls_der(cert))) {
                        i++;
                }
                return i;
        }
        for (; decoded != NULL && !pc_slice_equal(pc_mbedtls_der(decoded), pc_mbedtls_der(cert));
             decoded = decoded->next) {
                i++;
        }
        return i;
}

/* RFC 5246 7.4.2 knows certificates and no octets behind them, which mbedTLS passes over. */
static bool has_garbage(struct pc_slice list, size_t *index)
{
        struct pc_slice der;

        for (*index = 0; pc_message_certificate_next(&list, &der) == PC_OK; ++*index) {
                struct pc_slice content;

                if (pc_der_expect(&der, PC_TAG_SEQUENCE, &content) == PC_OK && pc_der_end(der) != PC_OK) {
                        return true;
                }
        }
        return false;
}

/* mbedTLS shows the path that it has built, from its top to the leaf. The name is judged elsewhere. */
static bool note_step(struct pc_mbedtls *tap, mbedtls_x509_crt *cert, int depth, uint32_t flags)
{
        struct pc_mbedtls_step *step;

        if (depth < 0 || depth >= PC_MBEDTLS_PATH) {
                return false;
        }
        step = &tap->path[depth];
        if (tap->path_len <= (size_t)depth) {
                tap->path_len = (size_t)depth + 1;
        }
        step->cert = cert;
        step->flags = flags & ~(uint32_t)MBEDTLS_X509_BADCERT_CN_MISMATCH;
        return true;
}

static int note_again(void *ctx, mbedtls_x509_crt *cert, int depth, uint32_t *flags)
{
        const bool noted = note_step(ctx, cert, depth, *flags);

        *flags = 0;
        return noted ? 0 : MBEDTLS_ERR_X509_FATAL_ERROR;
}

/*
 * mbedTLS looks for issuers behind a certificate only; in any order, OpenSSL finds them. Only a session knows
 * that the configuration's trust anchors are all there is to verify by.
 */
static int try_again(struct pc_mbedtls *tap, mbedtls_x509_crt *leaf)
{
        uint32_t flags;
        const struct pc_mbedtls_step *top = &tap->path[tap->path_len - 1];

        if (!tap->any_order || (top->flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED) == 0 ||
            !pc_mbedtls_sort(leaf)) {
                return 0;
        }
        tap->path_len = 0;
        return mbedtls_x509_crt_verify_with_profile(leaf, pc_mbedtls_anchors(tap->ssl), NULL,
                                                    pc_mbedtls_profile(tap->ssl), NULL, &flags, note_again,
                                                    tap);
}

/* What holds whoever verifies. */
static struct pc_verify_result judge_framing(struct pc_slice list)
{
        size_t i;

        return has_garbage(list, &i)
                       ? pc_mbedtls_verdict(PC_ERR_DER_EXTRA, i, pc_strerror(PC_ERR_DER_EXTRA))
                       : pc_mbedtls_verdict(PC_NOT_VALIDATED, 0, "nobody has verified the certificate");
}

static struct pc_verify_result judge(struct pc_mbedtls *tap, mbedtls_x509_crt *leaf)
{
        if (try_again(tap, leaf) != 0) {
                return pc_mbedtls_verdict(PC_ERR_TLS_VERIFY, 0, "certificate chain too long");
        }
        for (size_t i = 0; i < tap->path_len; i++) {
                tap->path[i].index = pc_mbedtls_index_of(tap, tap->path[i].cert);
        }
        return pc_mbedtls_judge(tap);
}

bool pc_mbedtls_note_chain(struct pc_mbedtls *tap, const mbedtls_x509_crt *leaf)
{
        struct pc_slice list;
        const size_t path_len = tap->path_len;

        if (!find_list(tap, &list)) {
                capture_decoded(tap, leaf);
                tap->verdict = pc_mbedtls_verdict(PC_NOT_VALIDATED, 0, "nobody has verified the certificate");
        } else if (capture(tap, list)) {
                tap->verdict = judge_framing(list);
        } else {
                return false;
        }
        tap->path_len = path_len;
        return true;
}

/* The leaf comes last, and heads the list of what was sent. Who does not verify leaves all to mbedTLS. */
static int verify(void *ctx, mbedtls_x509_crt *cert, int depth, uint32_t *flags)
{
        struct pc_mbedtls *tap = ctx;
        const bool verifies = tap->config.verify != PC_VERIFY_NONE;

        if (!note_step(tap, cert, depth, *flags) || (depth == 0 && !pc_mbedtls_note_chain(tap, cert))) {
                return MBEDTLS_ERR_X509_FATAL_ERROR;
        }
        if (depth != 0) {
                *flags = verifies ? 0 : *flags;
                return 0;
        }
        if (verifies && tap->verdict.code >= 0) {
                tap->verdict = judge(tap, cert);
        }
        *flags = verifies || tap->verdict.code < 0 ? pc_mbedtls_flags_for(tap->verdict.code) : *flags;
        return 0;
}

void pc_mbedtls_attach(struct pc_mbedtls *tap, mbedtls_ssl_context *ssl,
                       const struct pc_mbedtls_config *config)
{
        memset(tap, 0, sizeof *tap);
        tap->ssl = ssl;
        tap->config = *config;
        clear(tap);
        mbedtls_ssl_set_verify(ssl, verify, tap);
}

/* The certificates have come, and mbedTLS has stopped before it showed them. */
static uint8_t note_refusal(struct pc_mbedtls *tap)
{
        struct pc_slice list;

        if (!find_list(tap, &list) || !capture(tap, list)) {
                return 0;
        }
        tap->verdict = pc_mbedtls_undecodable(list);
        return pc_alert_for_verdict(tap->verdict.code);
}

uint8_t pc_mbedtls_ended(struct pc_mbedtls *tap, int error)
{
        switch (error) {
        case MBEDTLS_ERR_SSL_WANT_READ:
        case MBEDTLS_ERR_SSL_WANT_WRITE:
        case MBEDTLS_ERR_SSL_ASYNC_IN_PROGRESS:
        case MBEDTLS_ERR_SSL_CRYPTO_IN_PROGRESS:
                return 0;
        case MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY:
                tap->closed = pc_mbedtls_is_done(tap->ssl);
                tap->failed = !tap->closed;
                return 0;
        default:
                break;
        }
        if (error >= 0) {
                return 0;
        }
        tap->failed = true;
        return pc_mbedtls_awaits_certificate(tap->ssl) && !tap->judged ? note_refusal(tap) : 0;
}
