#include "cli/source.h"

#include <string.h>

#include "cli/identify.h"
#include "cli/message.h"
#include "x509/certificate.h"
#include "x509/pem.h"

/* The text of one PEM block: the largest certificate in base64, with room for line ends. */
#define BLOCK_MAX ((size_t)1 << 25)

/* What may still become a BEGIN line when it stands at the window's end. */
#define LINE_MAX_KEPT 4096

/* Below this size, reading on asks for one octet more; above it, for twice as much, so that time stays
 * linear. */
#define SMALL_BLOCK 65536

static const char *const certificate_labels[] = {"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"};
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

/* The index of the label in 'certificate_labels', or -1. */
static int certificate_label(struct pc_slice label)
{
        int i;

        for (i = 0; i <= TRUSTED; i++) {
                struct pc_slice known;

                known.data = (const uint8_t *)certificate_labels[i];
                known.len = strlen(certificate_labels[i]);
                if (pc_slice_equal(label, known)) {
                        return i;
                }
        }
        return -1;
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

static struct found failure(void)
{
        const struct found found = {FOUND_FAILURE, {NULL, 0}, PC_OK, 0};

        return found;
}

static struct found end(struct source *source)
{
        const struct found found = {FOUND_END, {NULL, 0}, PC_OK, 0};

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
        struct found found;

        if (!input_fill(&source->input, (size_t)PC_CERTIFICATE_MAX + 1)) {
                return failure();
        }
        found = certificate(input_window(&source->input));
        if (found.der.len > PC_CERTIFICATE_MAX) {
                found.der.len = (size_t)PC_CERTIFICATE_MAX + 1;
        }
        source->done = true;
        return found;
}

/* Decodes a block where it stands in the window. */
static struct found decode_block(struct source *source, const struct pc_pem_block *block, int label)
{
        struct input *input = &source->input;
        uint8_t *place = input->data + (block->body.data - input->data);
        const uint64_t offset = input->offset + (uint64_t)(place - (input->data + input->begin));
        struct pc_slice der;
        struct pc_slice rest;
        struct pc_element element;
        size_t at = 0;
        const enum pc_result result = pc_pem_decode(block->body, place, block->body.len, &der, &at);

        if (result != PC_OK) {
                return broken(result, offset + at);
        }
        rest = der;
        if (label == TRUSTED && pc_der_read(&rest, &element) == PC_OK) {
                der = pc_slice_until(der, rest);
        }
        return certificate(der);
}

/* Whether another BEGIN line stands in the text, so that what stands before it is complete. */
static bool has_begin(struct pc_slice text)
{
        struct pc_pem_block block;

        return pc_pem_next(&text, &block) != PC_END;
}

/* The text's last line, which may go on beyond the window; without it, if it is long, for no BEGIN line is.
 */
static void skip_text(struct source *source)
{
        const struct pc_slice window = input_window(&source->input);
        size_t kept = 0;

        while (kept < window.len && window.data[window.len - 1 - kept] != '\n' &&
               window.data[window.len - 1 - kept] != '\r') {
                kept++;
        }
        if (kept < window.len) {
                source->inside_line = false;
        }
        if (kept > LINE_MAX_KEPT || source->inside_line) {
                source->inside_line = true;
                kept = 0;
        }
        input_skip(&source->input, window.len - kept);
}

/* Lets go of the rest of a line whose beginning is gone. False where the window ends first. */
static bool skip_line(struct source *source)
{
        const struct pc_slice window = input_window(&source->input);
        size_t len = 0;

        while (source->inside_line && len < window.len) {
                source->inside_line = window.data[len] != '\n' && window.data[len] != '\r';
                len++;
        }
        input_skip(&source->input, len);
        return !source->inside_line;
}

enum step {
        STEP_FOUND,
        STEP_MORE, /* look again: something was skipped */
        STEP_READ, /* read on first */
        STEP_END
};

/* A BEGIN line without its END line in the window: the block may go on behind the window, or be broken. */
static enum step unclosed(struct source *source, struct pc_slice rest, const struct pc_pem_block *block,
                          struct found *found)
{
        struct input *input = &source->input;
        const uint64_t offset = input->offset + block->offset;
        const size_t behind = input_window(input).len - rest.len;

        if (!input->at_end && !has_begin(rest)) {
                input_skip(input, block->offset);
                if (input_window(input).len < BLOCK_MAX) {
                        return STEP_READ;
                }
                input_skip(input, behind - block->offset);
        } else {
                input_skip(input, behind);
        }
        if (certificate_label(block->label) < 0) {
                remember_label(source, block->label);
                return STEP_MORE;
        }
        *found = broken(PC_ERR_PEM_END, offset);
        return STEP_FOUND;
}

/* Looks for the next certificate in the window. */
static enum step look(struct source *source, struct found *found)
{
        struct input *input = &source->input;
        struct pc_slice rest;
        struct pc_pem_block block;
        enum pc_result result;
        int label;

        if (source->inside_line && !skip_line(source)) {
                return input->at_end ? STEP_END : STEP_READ;
        }
        rest = input_window(input);
        result = pc_pem_next(&rest, &block);
        if (result == PC_END) {
                skip_text(source);
                return input->at_end ? STEP_END : STEP_READ;
        }
        if (result != PC_OK) {
                return unclosed(source, rest, &block, found);
        }
        label = certificate_label(block.label);
        if (label < 0) {
                remember_label(source, block.label);
        } else {
                *found = decode_block(source, &block, label);
        }
        input_skip(input, input_window(input).len - rest.len);
        return label < 0 ? STEP_MORE : STEP_FOUND;
}

static bool read_on(struct input *input)
{
        const size_t len = input_window(input).len;
        const size_t twice = 2 * len < BLOCK_MAX ? 2 * len : BLOCK_MAX;

        return input_fill(input, len < SMALL_BLOCK ? len + 1 : twice);
}

/* The octets EF BB BF that some editors put before a text (RFC 3629 6). */
static void skip_byte_order_mark(struct input *input)
{
        const struct pc_slice window = input_window(input);

        if (window.len >= 3 && memcmp(window.data, "\xEF\xBB\xBF", 3) == 0) {
                input_skip(input, 3);
        }
}

static struct found next_pem(struct source *source)
{
        struct found found = {FOUND_END, {NULL, 0}, PC_OK, 0};

        for (;;) {
                switch (look(source, &found)) {
                case STEP_FOUND:
                        return found;
                case STEP_MORE:
                        break;
                case STEP_READ:
                        if (!read_on(&source->input)) {
                                return failure();
                        }
                        break;
                case STEP_END:
                default:
                        return end(source);
                }
        }
}

struct found source_next(struct source *source)
{
        if (source->done) {
                return end(source);
        }
        if (!source->looked) {
                source->looked = true;
                /* Enough to see whether a short input ends. */
                if (!input_fill(&source->input, 2 + 0x80)) {
                        return failure();
                }
                if (is_der(&source->input)) {
                        return next_der(source);
                }
                skip_byte_order_mark(&source->input);
        }
        return next_pem(source);
}

void source_complain(const struct source *source)
{
        const struct input *input = &source->input;
        const char *what = identify_label(source->label);

        if (source->label[0] == '\0') {
                message(input->offset + input_window(input).len == 0
                                ? "%s: is empty"
                                : "%s: contains no certificate: neither PEM nor DER",
                        input->name);
        } else if (what != NULL) {
                message("%s: contains %s, no certificate", input->name, what);
        } else {
                message("%s: contains PEM of type \"%s\", no certificate", input->name, source->label);
        }
}
