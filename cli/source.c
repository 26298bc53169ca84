#include "cli/source.h"

#include <stdio.h>
#include <string.h>

#include "cli/identify.h"

static const char *const certificate_labels[] = {"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"};
#define LABELS  3
#define TRUSTED 2

bool source_open(struct source *source, const char *path, enum form form)
{
        memset(source, 0, sizeof *source);
        source->form = form;
        return input_open(&source->input, path);
}

void source_close(struct source *source)
{
        input_close(&source->input);
}

static struct item end(struct source *source)
{
        struct item item;

        memset(&item, 0, sizeof item);
        item.what = ITEM_END;
        source->done = true;
        return item;
}

/* The next certificate: 'octets', a part of what the input has read, which began at 'offset'. */
static struct item certificate(struct source *source, enum item_what what, struct pc_slice octets,
                               uint64_t offset)
{
        struct item item;

        memset(&item, 0, sizeof item);
        source->number++;
        item.what = what;
        item.name = source->input.name;
        item.number = source->number;
        item.offset = offset;
        item.data = source->input.data + (octets.data - source->input.data);
        item.len = octets.len;
        return item;
}

static struct item broken(struct source *source, enum pc_result code, uint64_t offset)
{
        const struct pc_slice nothing = {source->input.data, 0};
        struct item item = certificate(source, ITEM_BROKEN, nothing, offset);

        item.code = code;
        item.status = STATUS_REFUSED;
        return item;
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

static struct item next_pem(struct source *source)
{
        for (;;) {
                const struct pem_item pem = pem_stream_next(&source->stream.pem);
                size_t label;

                if (pem.what == PEM_END || pem.what == PEM_FAILURE) {
                        return end(source);
                }
                label = certificate_label(pem.block.label);
                if (label < LABELS && pem.what == PEM_UNCLOSED) {
                        return broken(source, PC_ERR_PEM_END, pem.begin);
                }
                if (label < LABELS) {
                        return certificate(source, label == TRUSTED ? ITEM_TRUSTED : ITEM_BASE64,
                                           pem.block.body, pem.body);
                }
                remember_label(source, pem.block.label);
        }
}

static struct item next_der(struct source *source)
{
        struct pc_slice der;
        uint64_t offset;

        return der_stream_next(&source->stream.der, &der, &offset)
                       ? certificate(source, ITEM_DER, der, offset)
                       : end(source);
}

static struct item next_line(struct source *source)
{
        struct line line;
        struct item item;

        if (!line_stream_next(&source->stream.lines, &line)) {
                return end(source);
        }
        item = line.too_long ? broken(source, PC_ERR_X509_SIZE, line.offset)
                             : certificate(source, ITEM_BASE64, line.text, line.offset);
        item.line = source->stream.lines.number;
        return item;
}

/* The octets EF BB BF that some editors put before a text (RFC 3629 6). */
static bool skip_byte_order_mark(struct input *input)
{
        if (!input_fill(input, 3)) {
                return false;
        }
        if (input_window(input).len >= 3 && memcmp(input_window(input).data, "\xEF\xBB\xBF", 3) == 0) {
                input_skip(input, 3);
        }
        return true;
}

/* False where reading failed. */
static bool start(struct source *source)
{
        source->started = true;
        if (source->form != FORM_DER && !skip_byte_order_mark(&source->input)) {
                return false;
        }
        if (source->form == FORM_AUTO) {
                source->found_out = true;
                source->form = sniff(&source->input);
        }
        switch (source->form) {
        case FORM_DER:
                der_stream_init(&source->stream.der, &source->input);
                return true;
        case FORM_BASE64:
                line_stream_init(&source->stream.lines, &source->input);
                return true;
        case FORM_PEM:
                pem_stream_init(&source->stream.pem, &source->input);
                return true;
        case FORM_AUTO:
        default:
                return false;
        }
}

struct item source_next(struct source *source)
{
        if (source->done || (!source->started && !start(source))) {
                return end(source);
        }
        switch (source->form) {
        case FORM_DER:
                return next_der(source);
        case FORM_BASE64:
                return next_line(source);
        case FORM_AUTO:
        case FORM_PEM:
        default:
                return next_pem(source);
        }
}

enum status source_complain(const struct source *source, char text[SOURCE_COMPLAINT_SIZE])
{
        const struct input *input = &source->input;
        const char *what = identify_label(source->label);
        const char *forms = source->found_out ? ": neither PEM nor DER nor lines of base64" : "";
        const size_t size = SOURCE_COMPLAINT_SIZE;

        if (input->error != 0) {
                (void)snprintf(text, size, "%s: %s", input->name, strerror(input->error));
                return STATUS_USAGE;
        }
        if (source->number > 0) {
                return STATUS_OK;
        }
        if (what != NULL) {
                (void)snprintf(text, size, "%s: contains %s, no certificate", input->name, what);
        } else if (source->label[0] != '\0') {
                (void)snprintf(text, size, "%s: contains PEM of type \"%s\", no certificate", input->name,
                               source->label);
        } else if (input->offset + input_window(input).len == 0) {
                (void)snprintf(text, size, "%s: is empty", input->name);
        } else {
                (void)snprintf(text, size, "%s: contains no certificate%s", input->name, forms);
        }
        return STATUS_REFUSED;
}
