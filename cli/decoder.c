#include "cli/decoder.h"

#include <stdio.h>

#include "api/dict.h"
#include "x509/pem.h"

#define WHERE_SIZE 1024

void decoder_init(struct decoder *decoder, enum format format, bool strict)
{
        decoder->format = format;
        decoder->strict = strict;
        decoder->printed = false;
        decoder->why[0] = '\0';
        output_init(&decoder->output);
}

/* The name is cut off so that the numbers fit. */
static void describe(const struct item *item, char where[WHERE_SIZE])
{
        const int used = snprintf(where, WHERE_SIZE, "%.900s: certificate %llu", item->name,
                                  (unsigned long long)item->number);

        if (item->line != 0) {
                (void)snprintf(where + used, WHERE_SIZE - (size_t)used, " (line %llu)",
                               (unsigned long long)item->line);
        }
}

/* What is wrong with the item as it stands in the input. */
static enum status refuse_item(struct decoder *decoder, const struct item *item, enum pc_result code,
                               size_t at)
{
        char where[WHERE_SIZE];

        describe(item, where);
        (void)snprintf(decoder->why, sizeof decoder->why, "%s: %s at byte %llu of the file", where,
                       pc_strerror(code), (unsigned long long)(item->offset + at));
        return STATUS_REFUSED;
}

static enum status refuse(struct decoder *decoder, const struct item *item, struct pc_slice der,
                          const struct pc_diag *diag)
{
        char where[WHERE_SIZE];

        describe(item, where);
        refusal_text(decoder->why, where, der, diag);
        return STATUS_REFUSED;
}

static enum status refuse_irregular(struct decoder *decoder, const struct item *item,
                                    const struct pc_certificate *cert)
{
        char where[WHERE_SIZE];

        describe(item, where);
        refusal_irregular(decoder->why, where, cert->irregularities);
        return STATUS_REFUSED;
}

static void print_heading(struct decoder *decoder, const struct item *item)
{
        struct output *output = &decoder->output;

        output_text(output, decoder->printed ? "\n" : "");
        decoder->printed = true;
        output_text(output, item->name);
        output_text(output, ": certificate ");
        output_number(output, item->number);
        output_text(output, " (decoded, not verified)\n");
}

static enum status decode_der(struct decoder *decoder, const struct item *item, struct pc_slice der)
{
        struct pc_certificate cert;
        struct pc_diag diag = {PC_OK, 0, PC_FIELD_NONE, 0, 0, 0};

        if (pc_certificate_parse(&cert, der, &diag) != PC_OK) {
                return refuse(decoder, item, der, &diag);
        }
        if (pc_dict_check(&cert, &diag) != PC_OK) {
                return refuse(decoder, item, der, &diag);
        }
        if (decoder->strict && cert.irregularities != 0) {
                return refuse_irregular(decoder, item, &cert);
        }
        if (decoder->format == FORMAT_TEXT) {
                print_heading(decoder, item);
        }
        /* What fails now is the output, which remembers why. */
        (void)format_certificate(&cert, decoder->format, &decoder->output);
        return STATUS_OK;
}

/* The certificate alone, of what OpenSSL puts into a TRUSTED CERTIFICATE. */
static struct pc_slice without_trust(struct pc_slice der)
{
        struct pc_slice rest = der;
        struct pc_element element;

        return pc_der_read(&rest, &element) == PC_OK ? pc_slice_until(der, rest) : der;
}

static enum status decode_base64(struct decoder *decoder, const struct item *item)
{
        const struct pc_slice digits = {item->data, item->len};
        struct pc_slice der = {NULL, 0};
        size_t at = 0;
        const enum pc_result result = pc_pem_decode(digits, item->data, item->len, &der, &at);

        if (result != PC_OK) {
                return refuse_item(decoder, item, result, at);
        }
        return decode_der(decoder, item, item->what == ITEM_TRUSTED ? without_trust(der) : der);
}

enum status decoder_run(struct decoder *decoder, const struct item *item)
{
        const struct pc_slice data = {item->data, item->len};

        decoder->why[0] = '\0';
        switch (item->what) {
        case ITEM_DER:
                return decode_der(decoder, item, data);
        case ITEM_BASE64:
        case ITEM_TRUSTED:
                return decode_base64(decoder, item);
        case ITEM_BROKEN:
                (void)refuse_item(decoder, item, item->code, 0);
                return item->status;
        case ITEM_COMPLAINT:
        case ITEM_END:
        default:
                (void)snprintf(decoder->why, sizeof decoder->why, "%.*s", (int)item->len,
                               (const char *)item->data);
                return item->status;
        }
}
