#include "cli/sniff.h"

#include <string.h>

#include "cli/line_stream.h"
#include "cli/options.h"

/* Enough of an input to see where a DER value with a short length ends. */
#define FIRST_LOOK (2 + 0x80)

/* A line of more digits than MIME (RFC 2045 6.8) and PEM put on one, so that it is all of a value. */
#define DIGITS_MIN 77

/* Blank lines in front are looked behind up to here. */
#define BLANK_MAX 4096

static const char *const names[] = {
        [FORM_AUTO] = "auto", [FORM_PEM] = "pem", [FORM_DER] = "der", [FORM_BASE64] = "base64"};

bool form_parse(const char *command, const char *name, enum form *out)
{
        size_t i = FORM_AUTO;
        bool known = option_choice(command, "unknown form of input", name, names,
                                   sizeof names / sizeof names[0], &i);

        *out = (enum form)i;
        return known;
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

static bool is_digit(uint8_t octet)
{
        return (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z') ||
               (octet >= '0' && octet <= '9') || octet == '+' || octet == '/';
}

/*
 * Whether the text begins with a line of base64 that holds a SEQUENCE with a long length: 30 8x are the
 * digits MI. FORM_AUTO where it ends too soon to tell.
 */
static enum form look(struct pc_slice text)
{
        size_t begin = 0;
        size_t len = 0;

        while (begin < text.len && begin < BLANK_MAX && line_is_space(text.data[begin])) {
                begin++;
        }
        while (begin + len < text.len && len < DIGITS_MIN && is_digit(text.data[begin + len])) {
                len++;
        }
        if ((len > 0 && text.data[begin] != 'M') || (len > 1 && text.data[begin + 1] != 'I')) {
                return FORM_PEM;
        }
        if (len == DIGITS_MIN) {
                return FORM_BASE64;
        }
        return begin + len == text.len ? FORM_AUTO : FORM_PEM;
}

enum form sniff(struct input *input)
{
        enum form form;

        if (!input_fill(input, FIRST_LOOK)) {
                return FORM_AUTO;
        }
        if (is_der(input)) {
                return FORM_DER;
        }
        for (form = look(input_window(input)); form == FORM_AUTO; form = look(input_window(input))) {
                if (input->at_end) {
                        return FORM_PEM;
                }
                if (!input_fill(input, input_window(input).len + 1)) {
                        return FORM_AUTO;
                }
        }
        return form;
}
