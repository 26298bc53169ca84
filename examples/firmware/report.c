#include "report.h"

#include <string.h>

#include "board.h"

#define HEX_DIGITS "0123456789abcdef"

/* Text for the console, which wants it with a NUL at its end. A peer's names may hold control characters: '?' here. */
static int console_sink(void *ctx, const void *data, size_t len)
{
        const char *text = data;
        char line[65];

        (void)ctx;
        while (len > 0) {
                const size_t size = len < sizeof line - 1 ? len : sizeof line - 1;

                memcpy(line, text, size);
                line[size] = '\0';
                board_print(line);
                text += size;
                len -= size;
        }
        return 0;
}

void report_line(const char *text)
{
        board_print(text);
        board_print("\n");
}

static void report_number(const char *name, size_t number)
{
        char digits[24];
        char *at = digits + sizeof digits - 1;

        *at = '\0';
        do {
                *--at = (char)('0' + number % 10);
                number /= 10;
        } while (number > 0);
        board_print(name);
        report_line(at);
}

static void print_text(const char *before, struct pc_text text)
{
        board_print(before);
        if (pc_text_write(text, console_sink, NULL) != PC_OK) {
                board_print("?");
        }
}

/* " commonName=localhost", and " commonName" where the value is no text. */
static void print_attribute(const struct pc_attribute *attribute)
{
        struct pc_text value;

        print_text(" ", pc_attribute_name(attribute));
        if (pc_attribute_text(attribute, &value) == PC_OK) {
                print_text("=", value);
        }
}

/* " DNS:localhost" */
static void print_general_name(const struct pc_general_name *name)
{
        struct pc_text value;

        board_print(" ");
        board_print(pc_general_name_label(name->type));
        if (pc_general_name_text(name, &value) == PC_OK) {
                print_text(":", value);
        }
}

/* For a person, a line for each key of the dict. pc_write_text tells much more, in 11 KiB of flash. */
static int print_event(void *ctx, const struct pc_event *event)
{
        (void)ctx;
        switch (event->type) {
        case PC_EVENT_LIST:
                board_print(pc_key_name(event->key));
                board_print(":");
                break;
        case PC_EVENT_ATTRIBUTE:
                print_attribute(&event->as.attribute);
                break;
        case PC_EVENT_GENERAL_NAME:
        case PC_EVENT_DIRECTORY_NAME:
                print_general_name(&event->as.name);
                break;
        case PC_EVENT_URI:
                print_text(" ", event->as.text);
                break;
        case PC_EVENT_LIST_END:
                report_line("");
                break;
        case PC_EVENT_TEXT:
                board_print(pc_key_name(event->key));
                print_text(": ", event->as.text);
                report_line("");
                break;
        case PC_EVENT_INTEGER:
                report_number("version: ", (size_t)event->as.integer);
                break;
        case PC_EVENT_DIRECTORY_NAME_END:
                break;
        }
        return 0;
}

static void report_certificate(const struct pc_bearssl *tap)
{
        struct pc_certificate cert;
        struct pc_diag diag;

        if (pc_getpeercert(pc_bearssl_peer(tap), &cert, &diag) != PC_OK) {
                report_line(pc_strerror(diag.code));
                return;
        }
        if (pc_dict_visit(&cert, print_event, NULL) == PC_OK && pc_write_json(&cert, console_sink, NULL) == PC_OK) {
                report_line("");
        }
}

static void report_binding(const struct pc_bearssl *tap)
{
        uint8_t binding[PC_CHANNEL_BINDING_MAX];
        size_t len;
        size_t i;

        if (pc_channel_binding(pc_bearssl_peer(tap), PC_CHANNEL_BINDING_TLS_UNIQUE, binding, sizeof binding, &len) !=
            PC_OK) {
                return;
        }
        board_print("tls-unique: ");
        for (i = 0; i < len; i++) {
                const char hex[3] = {HEX_DIGITS[binding[i] >> 4], HEX_DIGITS[binding[i] & 15], '\0'};

                board_print(hex);
        }
        report_line("");
}

static size_t verified_length(const struct pc_bearssl *tap)
{
        struct pc_slice der;
        size_t count = 0;

        while (pc_verified_chain(pc_bearssl_peer(tap), count, &der) == PC_OK) {
                count++;
        }
        return count;
}

void report_peer(const struct pc_bearssl *tap)
{
        struct pc_cipher cipher;

        report_certificate(tap);
        if (pc_cipher(pc_bearssl_peer(tap), &cipher) == PC_OK) {
                board_print("cipher: ");
                report_line(cipher.name);
        }
        report_binding(tap);
        report_number("verified chain: ", verified_length(tap));
        report_number("chain buffer: ", tap->chain.used + PC_CHAIN_ENTRY * tap->chain.kept);
        report_number("variables: ", board_static_ram());
        report_number("stack: ", board_stack_used());
}

/* The failure that people meet has words of its own. pc_bearssl_error_text has words for all, in 2.6 kB of flash. */
void report_failure(int error)
{
        if (error == BR_ERR_UNSUPPORTED_VERSION || error == BR_ERR_UNKNOWN_TYPE) {
                report_line("the peer speaks no TLS, or another version of it");
                return;
        }
        if (error >= BR_ERR_RECV_FATAL_ALERT) {
                report_number("the peer sent the fatal alert: ", (size_t)error - BR_ERR_RECV_FATAL_ALERT);
        } else {
                report_number("handshake failed, BearSSL's error: ", (size_t)error);
        }
}

void report_refusal(const struct pc_bearssl *tap, struct pc_verify_result verdict)
{
        board_print("certificate verify failed: ");
        board_print(verdict.text);
        if (tap->chain.sent == 0) {
                report_line("");
        } else if (verdict.index < tap->chain.sent) {
                report_number(", certificate ", verdict.index);
        } else {
                report_line(", the trust anchor");
        }
}
