/*
 * The three writers and the visitor: sinks that stop at every call, buffers, and what a terminal may be
 * given.
 */
#include "api_support.h"

#include <stdio.h>
#include <string.h>

#include "asn1/charstring.h"

static writer *const writers[] = {pc_write_python, pc_write_json, pc_write_text};

#define WRITERS (sizeof writers / sizeof writers[0])

/* Certificates of which every part of the writers has something to write. */
static const char *const names[] = {"base/all-keys",           "san/nine-kinds",    "string/utf8-quotes-both",
                                    "string/bits-both-quotes", "string/bits-empty", "serial/36-octets",
                                    "name/multi-valued",       "san/dirname",      "string/utf8-controls",
                                    "string/universal",        "string/t61",       "san/dns-newline"};

#define NAMES (sizeof names / sizeof names[0])

static void check_buffers(writer *write, const struct pc_certificate *cert)
{
        static struct recorder whole;
        size_t size;

        recorder_start(&whole, 0);
        assert_int_equal(write(cert, recorder_sink, &whole), PC_OK);
        for (size = 0; size < whole.len + 2; size += size < 300 ? 1 : whole.len / 7) {
                static char data[65536];
                struct pc_buffer buffer = {size == 0 ? NULL : data, size, 0};
                const size_t kept = size < whole.len ? size : whole.len;

                memset(data, '#', sizeof data);
                assert_int_equal(write(cert, pc_buffer_sink, &buffer), PC_OK);
                assert_int_equal(buffer.len, whole.len);
                assert_memory_equal(data, whole.text, kept);
                assert_int_equal(data[kept], '#');
        }
}

static void test_buffers(void **state)
{
        size_t i;
        size_t w;

        (void)state;
        for (i = 0; i < NAMES; i++) {
                struct certificate_vector vector = certificate_named(names[i]);
                struct pc_certificate cert;

                assert_int_equal(pc_decode(vector.der, &cert, NULL), PC_OK);
                for (w = 0; w < WRITERS; w++) {
                        check_buffers(writers[w], &cert);
                }
                release_certificate(&vector);
        }
}

static void check_sinks(const struct certificate_vector *vector)
{
        struct pc_certificate cert;

        if (pc_decode(vector->der, &cert, NULL) == PC_OK) {
                check_stops(pc_write_python, &cert);
                check_stops(pc_write_json, &cert);
        }
        if (pc_certificate_parse(&cert, vector->der, NULL) == PC_OK) {
                check_stops(pc_write_text, &cert);
        }
}

static void test_sinks(void **state)
{
        (void)state;
        for_each_certificate(check_sinks);
}

/* What the visitor has told: where it is, and the events' number. */
struct visit {
        size_t stop_at;
        size_t calls;
        bool in_list;
        bool in_directory_name;
        enum pc_key key;
        unsigned keys;
};

static bool is_name_key(enum pc_key key)
{
        return key == PC_KEY_SUBJECT || key == PC_KEY_ISSUER;
}

static void begin_key(struct visit *v, const struct pc_event *event)
{
        assert_false(v->in_list);
        assert_true(v->keys == 0 || event->key > v->key);
        v->key = event->key;
        v->keys++;
}

static void check_event(struct visit *v, const struct pc_event *event)
{
        switch (event->type) {
        case PC_EVENT_LIST:
                begin_key(v, event);
                v->in_list = true;
                break;
        case PC_EVENT_TEXT:
                begin_key(v, event);
                assert_in_range(event->key, PC_KEY_SERIAL_NUMBER, PC_KEY_NOT_AFTER);
                break;
        case PC_EVENT_INTEGER:
                begin_key(v, event);
                assert_int_equal(event->key, PC_KEY_VERSION);
                break;
        case PC_EVENT_ATTRIBUTE:
                assert_true(v->in_list && (v->in_directory_name || is_name_key(event->key)));
                break;
        case PC_EVENT_GENERAL_NAME:
                assert_true(v->in_list && !v->in_directory_name && event->key == PC_KEY_SUBJECT_ALT_NAME);
                assert_int_not_equal(event->as.name.type, PC_GENERAL_NAME_DIRECTORY);
                break;
        case PC_EVENT_DIRECTORY_NAME:
                assert_true(v->in_list && !v->in_directory_name && event->key == PC_KEY_SUBJECT_ALT_NAME);
                assert_int_equal(event->as.name.type, PC_GENERAL_NAME_DIRECTORY);
                v->in_directory_name = true;
                break;
        case PC_EVENT_DIRECTORY_NAME_END:
                assert_true(v->in_directory_name);
                v->in_directory_name = false;
                break;
        case PC_EVENT_URI:
                assert_true(v->in_list && event->key >= PC_KEY_OCSP);
                break;
        case PC_EVENT_LIST_END:
                assert_true(v->in_list && !v->in_directory_name);
                v->in_list = false;
                break;
        }
        assert_int_equal(event->key, v->key);
}

static int visit(void *ctx, const struct pc_event *event)
{
        struct visit *v = ctx;

        v->calls++;
        assert_true(v->stop_at == 0 || v->calls <= v->stop_at);
        if (v->calls == v->stop_at) {
                return 1;
        }
        check_event(v, event);
        return 0;
}

static void check_visit(const struct certificate_vector *vector)
{
        struct pc_certificate cert;
        struct visit whole = {0};
        size_t stop;

        if (pc_decode(vector->der, &cert, NULL) != PC_OK) {
                return;
        }
        assert_int_equal(pc_dict_visit(&cert, visit, &whole), PC_OK);
        assert_false(whole.in_list);
        assert_true(whole.keys >= 6);
        for (stop = 1; stop <= whole.calls; stop++) {
                struct visit v = {.stop_at = stop};

                assert_int_equal(pc_dict_visit(&cert, visit, &v), PC_ERR_API_SINK);
                assert_int_equal(v.calls, stop);
        }
}

static void test_visit(void **state)
{
        (void)state;
        for_each_certificate(check_visit);
}

/* A terminal gets whole lines of printable text, whatever the certificate says. */
static void check_text(const struct certificate_vector *vector)
{
        static struct recorder recorder;
        struct pc_certificate cert;
        struct pc_utf8_fault fault;
        struct pc_slice text;
        size_t i;

        if (pc_certificate_parse(&cert, vector->der, NULL) != PC_OK) {
                return;
        }
        recorder_start(&recorder, 0);
        assert_int_equal(pc_write_text(&cert, recorder_sink, &recorder), PC_OK);
        text.data = (const uint8_t *)recorder.text;
        text.len = recorder.len;
        assert_int_equal(pc_utf8_check(text, &fault), PC_OK);
        assert_memory_equal(recorder.text, "Subject     ", 12);
        assert_int_equal(recorder.text[recorder.len - 1], '\n');
        for (i = 0; i < recorder.len; i++) {
                const uint8_t octet = text.data[i];

                assert_true(octet == '\n' || (octet >= 0x20 && octet != 0x7F));
                /* C1; U+00AD; U+200B..200F, U+2028..202E; U+2060..206F */
                assert_false(octet == 0xC2 && (text.data[i + 1] < 0xA0 || text.data[i + 1] == 0xAD));
                assert_false(octet == 0xE2 && text.data[i + 1] == 0x80 && text.data[i + 2] >= 0x8B &&
                             text.data[i + 2] <= 0xAE &&
                             (text.data[i + 2] <= 0x8F || text.data[i + 2] >= 0xA8));
                assert_false(octet == 0xE2 && text.data[i + 1] == 0x81 && text.data[i + 2] >= 0xA0);
        }
}

static void test_text_is_safe(void **state)
{
        (void)state;
        for_each_certificate(check_text);
}

static void expect_line(const char *name, const char *line)
{
        static struct recorder recorder;
        struct certificate_vector vector = certificate_named(name);
        struct pc_certificate cert;

        recorder_start(&recorder, 0);
        assert_int_equal(pc_certificate_parse(&cert, vector.der, NULL), PC_OK);
        assert_int_equal(pc_write_text(&cert, recorder_sink, &recorder), PC_OK);
        if (strstr(recorder.text, line) == NULL) {
                fail_msg("%s: no line\n%s\nin\n%s", name, line, recorder.text);
        }
        release_certificate(&vector);
}

/* Also what Python cuts, or cannot show at all. */
static void test_text_lines(void **state)
{
        (void)state;
        expect_line("base/v3-no-ext", "Valid from              2024-01-01 00:00:00 UTC\n"
                                      "Valid until             2034-01-01 00:00:00 UTC (3653 days)\n");
        expect_line("base/v3-no-ext", "Public key              EC, 256 bits, ");
        expect_line("time/bad-month", "Valid from              not a time: 241301000000Z\n");
        expect_line("time/bad-tail", "Valid until             not a time: 20240102030405Z\\u{0a}\n");
        expect_line("san/dns-bad-latin1", "Names                   DNS: \\x{e9}\n");
        expect_line("san/dns-nul", "DNS: good.com\\u{00}.evil.com\n");
        expect_line("san/critical", "Names (critical)        DNS: a\n");
        expect_line("san/empty", "Names                   (empty)\n");
        expect_line("san/duplicate", "Names                   repeated");
        expect_line("san/truncated", "Names                   malformed: ");
        expect_line("san/other-nul", "othername: UPN:ab\\u{00}cd\n");
        expect_line("san/ip-bad-length", "IP Address: 010101\n");
        expect_line("string/sequence", "Subject                 commonName = #3003020101\n");
        expect_line("string/utf8-controls", "\\u{1b}\\u{7f}\\u{80}\\u{9f}\n");
        expect_line("name/oid-587-octets", "... (587 octets) = a\n");
        expect_line("name/empty", "Subject                 (empty)\n");
        expect_line("name/multi-valued", "\n                        + organizationName = b\n");
        expect_line("serial/36-octets",
                    "7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F7F\n");
        expect_line("aia/not-uri", "OCSP: DNS: o\n");
}

/* Constants are written without a look at them: no name of an OBJECT IDENTIFIER may need an escape. */
static void test_names_are_plain(void **state)
{
        static char line[4096];
        FILE *file = fopen(PC_TESTS "/../x509/oid_longnames.tsv", "r");
        size_t names_seen = 0;

        (void)state;
        assert_non_null(file);
        while (fgets(line, sizeof line, file) != NULL) {
                const char *name = strrchr(line, '\t');

                if (line[0] == '#') {
                        continue;
                }
                assert_non_null(name);
                for (name++; *name != '\n'; name++) {
                        assert_in_range(*name, 0x20, 0x7E);
                        assert_null(strchr("'\"\\", *name));
                }
                names_seen++;
        }
        fclose(file);
        assert_true(names_seen > 1000);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(test_buffers),      cmocka_unit_test(test_sinks),      cmocka_unit_test(test_visit),
                cmocka_unit_test(test_text_is_safe), cmocka_unit_test(test_text_lines), cmocka_unit_test(test_names_are_plain),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
