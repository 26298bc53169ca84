#include <string.h>

#include "peer.h"
#include "peercert.h"

#define OUTPUT_SIZE ((size_t)1 << 25)

volatile size_t bench_result;
size_t bench_written;

static bool walk(struct pc_slice der)
{
        bench_result += walk_elements(der);
        return true;
}

static bool parse(struct pc_slice der)
{
        struct pc_certificate cert;

        return pc_certificate_parse(&cert, der, NULL) == PC_OK;
}

/* Looks at all that an event has, which is what any visitor would do. */
static int look(void *ctx, const struct pc_event *event)
{
        size_t *sum = ctx;

        switch (event->type) {
        case PC_EVENT_ATTRIBUTE:
                *sum += event->as.attribute.type.len + event->as.attribute.value.content.len;
                break;
        case PC_EVENT_GENERAL_NAME:
                *sum += (size_t)event->as.name.type + event->as.name.value.len;
                break;
        case PC_EVENT_TEXT:
        case PC_EVENT_URI:
                *sum += event->as.text.octets.len;
                break;
        case PC_EVENT_INTEGER:
                *sum += (size_t)event->as.integer;
                break;
        default:
                *sum += (size_t)event->key;
                break;
        }
        return 0;
}

static bool visit(struct pc_slice der)
{
        struct pc_certificate cert;
        size_t sum = 0;

        if (pc_certificate_parse(&cert, der, NULL) != PC_OK || pc_dict_visit(&cert, look, &sum) != PC_OK) {
                return false;
        }
        bench_result += sum;
        return true;
}

static char output[OUTPUT_SIZE];

static bool write_by(struct pc_slice der, enum pc_result (*writer)(const struct pc_certificate *, pc_sink *, void *))
{
        struct pc_buffer buffer = {output, sizeof output, 0};
        struct pc_certificate cert;
        const bool good = pc_certificate_parse(&cert, der, NULL) == PC_OK &&
                          writer(&cert, pc_buffer_sink, &buffer) == PC_OK;

        bench_written = buffer.len;
        return good;
}

static bool python(struct pc_slice der)
{
        return write_by(der, pc_write_python);
}

static bool json(struct pc_slice der)
{
        return write_by(der, pc_write_json);
}

/* No certificate is for this name, so that all of its names are looked at. */
static bool match(struct pc_slice der)
{
        struct pc_certificate cert;

        if (pc_certificate_parse(&cert, der, NULL) != PC_OK) {
                return false;
        }
        bench_result += pc_host_check(&cert, "www.example.invalid", 0) == PC_OK;
        return true;
}

static bool look_up(struct pc_slice der)
{
        struct pc_certificate cert;
        struct pc_text text;
        struct pc_slice name;
        char copy[256];
        size_t len = 0;
        int64_t seconds = 0;

        if (pc_certificate_parse(&cert, der, NULL) != PC_OK) {
                return false;
        }
        if (pc_common_name(&cert, &text) == PC_OK && pc_text_copy(text, copy, sizeof copy, &len) == PC_OK) {
                bench_result += len;
        }
        if (pc_valid_until(&cert, &seconds) == PC_OK) {
                bench_result += (size_t)seconds;
        }
        if (pc_text_copy(pc_serial_number(&cert), copy, sizeof copy, &len) == PC_OK) {
                bench_result += len;
        }
        if (pc_dns_name(&cert, 0, &name) == PC_OK) {
                bench_result += name.len;
        }
        return true;
}

/* In the order of enum stage. */
const struct peer ours[] = {
        {"walk over all data values", walk}, {"parse", parse},       {"parse + visit", visit},
        {"parse + Python literal", python},  {"parse + JSON", json}, {"parse + name match", match},
        {"parse + look-ups", look_up},       {NULL, NULL},
};
