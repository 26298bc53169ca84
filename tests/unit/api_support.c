#include "api_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_LENGTH 65536

/* What follows '"key": ' in the line; JSON's own escapes keep it from standing inside a string. */
static const char *find_value(const char *line, const char *key)
{
        char quoted[64];
        const char *found;

        snprintf(quoted, sizeof quoted, "\"%s\": ", key);
        found = strstr(line, quoted);
        if (found == NULL) {
                fail_msg("no %s in %.60s", key, line);
                return "";
        }
        return found + strlen(quoted);
}

/* The character behind a backslash; 'at' is moved to its end. */
static unsigned unescape(const char **at)
{
        static const char plain[] = "\"\\/bfnrt";
        static const char meant[] = "\"\\/\b\f\n\r\t";
        const char *found = strchr(plain, **at);
        unsigned unit = 0;

        if (**at != 'u') {
                assert_non_null(found);
                (*at)++;
                return (unsigned char)meant[found - plain];
        }
        assert_int_equal(sscanf(*at + 1, "%4x", &unit), 1);
        *at += 5;
        return unit;
}

/* A JSON string, or NULL for null. What is not ASCII becomes '?', and 'ascii' false. */
static char *read_string(const char *at, bool *ascii)
{
        char *text = malloc(strlen(at) + 1);
        size_t len = 0;

        assert_non_null(text);
        if (*at != '"') {
                free(text);
                return NULL;
        }
        for (at++; *at != '"';) {
                unsigned unit = (unsigned char)*at++;

                if (unit == '\\') {
                        unit = unescape(&at);
                }
                if (unit > 0x7F) {
                        *ascii = false;
                        unit = '?';
                }
                text[len++] = (char)unit;
        }
        text[len] = '\0';
        return text;
}

static struct pc_slice read_hex(const char *at)
{
        const size_t len = strcspn(at + 1, "\"") / 2;
        uint8_t *data = malloc(len == 0 ? 1 : len);
        struct pc_slice octets = {data, len};
        size_t i;

        assert_non_null(data);
        for (i = 0; i < len; i++) {
                unsigned octet = 0;

                assert_int_equal(sscanf(at + 1 + 2 * i, "%2x", &octet), 1);
                data[i] = (uint8_t)octet;
        }
        return octets;
}

static struct certificate_vector read_vector(const char *line)
{
        struct certificate_vector vector;
        bool ascii = true;
        char *name = read_string(find_value(line, "name"), &ascii);

        assert_non_null(name);
        snprintf(vector.name, sizeof vector.name, "%s", name);
        free(name);
        vector.der = read_hex(find_value(line, "der_hex"));
        vector.error = read_string(find_value(line, "python_error"), &ascii);
        vector.ascii = true;
        vector.python = read_string(find_value(line, "python_repr"), &vector.ascii);
        return vector;
}

void release_certificate(struct certificate_vector *vector)
{
        free((void *)(uintptr_t)vector->der.data);
        free(vector->python);
        free(vector->error);
}

/* Which vector is wanted, where not all are. */
static const char *wanted;
static struct certificate_vector found;

static bool take_line(const char *line, void (*check)(const struct certificate_vector *vector))
{
        struct certificate_vector vector = read_vector(line);

        if (check != NULL) {
                check(&vector);
        } else if (strcmp(vector.name, wanted) == 0) {
                found = vector;
                return true;
        }
        release_certificate(&vector);
        return false;
}

static size_t read_file(void (*check)(const struct certificate_vector *vector))
{
        static char line[LINE_MAX_LENGTH];
        FILE *file = fopen(PC_TESTS "/vectors.jsonl", "r");
        size_t count = 0;

        assert_non_null(file);
        while (fgets(line, sizeof line, file) != NULL) {
                assert_non_null(strchr(line, '\n'));
                count++;
                if (take_line(line, check)) {
                        fclose(file);
                        return count;
                }
        }
        fclose(file);
        return check == NULL ? 0 : count;
}

void for_each_certificate(void (*check)(const struct certificate_vector *vector))
{
        assert_true(read_file(check) > 300);
}

struct certificate_vector certificate_named(const char *name)
{
        wanted = name;
        if (read_file(NULL) == 0) {
                fail_msg("no certificate %s", name);
        }
        return found;
}

void recorder_start(struct recorder *recorder, size_t stop_at)
{
        memset(recorder, 0, sizeof *recorder);
        recorder->stop_at = stop_at;
}

int recorder_sink(void *ctx, const void *data, size_t len)
{
        struct recorder *recorder = ctx;

        assert_true(len > 0);
        recorder->calls++;
        assert_true(recorder->stop_at == 0 || recorder->calls <= recorder->stop_at);
        if (recorder->calls == recorder->stop_at) {
                return -1;
        }
        assert_true(len < sizeof recorder->text - recorder->len);
        memcpy(recorder->text + recorder->len, data, len);
        recorder->len += len;
        return 0;
}

/* How long the escape is that a backslash begins; 'rest' is what follows it. */
static size_t escape_length(const char *rest, size_t len)
{
        if (len == 0) {
                return 1;
        }
        if (len > 1 && rest[1] == '{') {
                const char *end = memchr(rest, '}', len);

                return end == NULL ? len + 1 : (size_t)(end - rest) + 1;
        }
        switch (rest[0]) {
        case 'x':
                return 3;
        case 'u':
                return 5;
        case 'U':
                return 9;
        default:
                return 1;
        }
}

static bool ends_whole(const char *text, size_t len)
{
        size_t i;

        for (i = 0; i < len; i++) {
                if (text[i] == '\\') {
                        i += escape_length(text + i + 1, len - i - 1);
                }
        }
        return i == len;
}

void check_stops(writer *write, const struct pc_certificate *cert)
{
        static struct recorder whole;
        static struct recorder recorder;
        size_t stop;

        recorder_start(&whole, 0);
        assert_int_equal(write(cert, recorder_sink, &whole), PC_OK);
        for (stop = 1; stop <= whole.calls; stop++) {
                recorder_start(&recorder, stop);
                assert_int_equal(write(cert, recorder_sink, &recorder), PC_ERR_API_SINK);
                assert_int_equal(recorder.calls, stop);
                assert_memory_equal(recorder.text, whole.text, recorder.len);
                assert_int_not_equal(whole.text[recorder.len] & 0xC0, 0x80);
                if (!ends_whole(recorder.text, recorder.len)) {
                        fail_msg("half an escape: %.*s", (int)recorder.len, recorder.text);
                }
        }
}
