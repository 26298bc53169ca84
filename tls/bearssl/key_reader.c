#include "tls/bearssl/peercert_bearssl.h"

#define EITHER_KEY_USE (BR_KEYTYPE_KEYX | BR_KEYTYPE_SIGN)

static struct pc_bearssl_key_reader *reader_of(const br_x509_class **ctx)
{
        return (struct pc_bearssl_key_reader *)(void *)ctx;
}

static void reader_start_chain(const br_x509_class **ctx, const char *server_name)
{
        struct pc_bearssl_key_reader *reader = reader_of(ctx);

        (void)server_name;
        reader->done = false;
        br_x509_decoder_init(&reader->decoder, NULL, NULL);
}

static void reader_start_cert(const br_x509_class **ctx, uint32_t length)
{
        (void)ctx;
        (void)length;
}

/*
 * br_x509_decoder must not be given octets after it has failed: it would run on into what is no code of its own.
 * BR_ERR_X509_TRUNCATED is what it says while the certificate has not ended.
 */
static bool decoder_runs(br_x509_decoder_context *decoder)
{
        int error = br_x509_decoder_last_error(decoder);

        return error == 0 || error == BR_ERR_X509_TRUNCATED;
}

static void reader_append(const br_x509_class **ctx, const unsigned char *buf, size_t len)
{
        struct pc_bearssl_key_reader *reader = reader_of(ctx);

        if (!reader->done && decoder_runs(&reader->decoder)) {
                br_x509_decoder_push(&reader->decoder, buf, len);
        }
}

static void reader_end_cert(const br_x509_class **ctx)
{
        reader_of(ctx)->done = true;
}

static unsigned reader_end_chain(const br_x509_class **ctx)
{
        return (unsigned)br_x509_decoder_last_error(&reader_of(ctx)->decoder);
}

static const br_x509_pkey *reader_get_pkey(const br_x509_class *const *ctx, unsigned *usages)
{
        const struct pc_bearssl_key_reader *reader = (const struct pc_bearssl_key_reader *)(const void *)ctx;

        if (usages != NULL) {
                *usages = EITHER_KEY_USE;
        }
        /* br_x509_decoder_get_pkey, which wants it without const. */
        return reader->decoder.decoded && reader->decoder.err == 0 ? &reader->decoder.pkey : NULL;
}

void pc_bearssl_key_reader_init(struct pc_bearssl_key_reader *reader)
{
        static const br_x509_class reader_class = {
                sizeof(struct pc_bearssl_key_reader),
                reader_start_chain,
                reader_start_cert,
                reader_append,
                reader_end_cert,
                reader_end_chain,
                reader_get_pkey,
        };

        reader->vtable = &reader_class;
        reader->done = false;
        br_x509_decoder_init(&reader->decoder, NULL, NULL);
}
