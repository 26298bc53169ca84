#include "cli/source.h"

#include <string.h>

#include "cli/identify.h"
#include "cli/message.h"
#include "x509/certificate.h"

/* Enough of an input to see where a DER value with a short length ends. */
#define FIRST_LOOK (2 + 0x80)

static const char *const certificate_labels[] = {"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"};
#define LABELS  3
#define TRUSTED 2

bool source_open(struct source *source, const char *path)
{
        memset(source, 0, sizeof *source);
        return input_open(&source->input, path);
}

void source_close(struct source *source)
{
        input_close(&source->input);
}

/* The index of the label in 'certificate_labels', or LABELS. */
static size_t certificate_label(struct pc_slice label)
{
        size_t i;

        for (i = 0; i < LABELS; i++) {
                struct pc_slice known;

                known.data = (const uint8_t *)certificate_labels[i];
                known.len = strlen(certificate_labels[i]);
                if (pc_slice_equal(label, known)) {
                        break;
                }
        }
        return i;
}

static void remember_label(struct source *source, struct pc_slice label)
{
        const size_t len = label.len < SOURCE_LABEL_SIZE - 1 ? label.len : SOURCE_LABEL_SIZE - 1;

        if (source->label[0] == '\0' && len > 0) {
                memcpy(source->label, label.data, len);
                source->label[len] = '\0';
        }
}

/*
 * Whether the input is DER: a SEQUENCE with a long length, which no text begins with, or with a short one
 * that takes in all of the input.
 */
static bool is_der(const struct input *input)
{
        const struct pc_slice window = input_window(input);

        if (window.len < 2 || window.data[0] != PC_TAG_SEQUENCE) {
                return false;
        }
        return window.data[1] >= 0x80 || (input->at_end && window.len == 2u + window.data[1]);
}

static struct found nothing(struct source *source, enum found_what what)
{
        const struct found found = {what, {NULL, 0}, PC_OK, 0};

        source->done = true;
        return found;
}

static struct found certificate(struct pc_slice der)
{
        struct found found = {FOUND_CERTIFICATE, {NULL, 0}, PC_OK, 0};

        found.der = der;
        return found;
}

static struct found broken(enum pc_result code, uint64_t offset)
{
        const struct found found = {FOUND_BROKEN, {NULL, 0}, code, offset};

        return found;
}

/* All of the input is one certificate. One octet more than the largest is enough to refuse what is larger. */
static struct found next_der(struct source *source)
{
        struct pc_slice der;

        if (!input_fill(&source->input, (size_t)PC_CERTIFICATE_MAX + 1)) {
                return nothing(source, FOUND_FAILURE);
        }
        der = input_window(&source->input);
        if (der.len > PC_CERTIFICATE_MAX) {
                der.len = (size_t)PC_CERTIFICATE_MAX + 1;
        }
        source->done = true;
        return certificate(der);
}

/* Decodes a block where it stands in the window. */
static struct found decode_block(struct source *source, const struct pem_item *item, size_t label)
{
        const struct pc_slice body = item->block.body;
        uint8_t *place = source->input.data + (body.data - source->input.data);
        struct pc_slice der;
        struct pc_slice rest;
        struct pc_element element;
        size_t at = 0;
        const enum pc_result result = pc_pem_decode(body, place, body.len, &der, &at);

        if (result != PC_OK) {
                return broken(result, item->body + at);
        }
        rest = der;
        if (label == TRUSTED && pc_der_read(&rest, &element) == PC_OK) {
                der = pc_slice_until(der, rest);
        }
        return certificate(der);
}

static struct found next_pem(struct source *source)
{
        for (;;) {
                const struct pem_item item = pem_stream_next(&source->stream);
                size_t label;

                if (item.what == PEM_END || item.what == PEM_FAILURE) {
                        return nothing(source, item.what == PEM_END ? FOUND_END : FOUND_FAILURE);
                }
                label = certificate_label(item.block.label);
                if (label < LABELS) {
                        return item.what == PEM_BLOCK ? decode_block(source, &item, label)
                                                      : broken(PC_ERR_PEM_END, item.begin);
                }
                remember_label(source, item.block.label);
        }
}

struct found source_next(struct source *source)
{
        if (source->done) {
                return nothing(source, FOUND_END);
        }
        if (!source->looked) {
                source->looked = true;
                if (!input_fill(&source->input, FIRST_LOOK)) {
                        return nothing(source, FOUND_FAILURE);
                }
                if (is_der(&source->input)) {
                        return next_der(source);
                }
                pem_stream_init(&source->stream, &source->input);
        }
        return next_pem(source);
}

void source_complain(const struct source *source)
{
        const struct input *input = &source->input;
        const char *what = identify_label(source->label);

        if (what != NULL) {
                message("%s: contains %s, no certificate", input->name, what);
        } else if (source->label[0] != '\0') {
                message("%s: contains PEM of type \"%s\", no certificate", input->name, source->label);
        } else if (input->offset + input_window(input).len == 0) {
                message("%s: is empty", input->name);
        } else {
                message("%s: contains no certificate: neither PEM nor DER", input->name);
        }
}
