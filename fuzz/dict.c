#include "certificate.h"

struct output {
        size_t len;
        size_t open[3]; /* ( { [ outside of literals' quotes */
        uint8_t quote;  /* the one that is open, or 0 */
        bool escaped;
        bool ascii;
};

static void bracket(struct output *out, uint8_t c)
{
        static const char opening[] = "({[";
        static const char closing[] = ")}]";
        const char *at = strchr(opening, c);

        if (at != NULL) {
                out->open[at - opening]++;
                return;
        }
        at = strchr(closing, c);
        if (at != NULL) {
                PROPERTY(out->open[at - closing] > 0);
                out->open[at - closing]--;
        }
}

static void scan(struct output *out, uint8_t c)
{
        out->ascii &= c >= 0x20 && c < 0x7F;
        if (out->quote == 0) {
                if (c == '\'' || c == '"') {
                        out->quote = c;
                } else if (c != 0) {
                        bracket(out, c);
                }
        } else if (out->escaped) {
                out->escaped = false;
        } else if (c == '\\') {
                out->escaped = true;
        } else if (c == out->quote) {
                out->quote = 0;
        }
}

static int literal_sink(void *ctx, const void *data, size_t len)
{
        struct output *out = ctx;
        const uint8_t *octets = data;
        size_t i;

        PROPERTY(len > 0);
        out->len += len;
        for (i = 0; i < len; i++) {
                scan(out, octets[i]);
        }
        return 0;
}

static bool balanced(const struct output *out)
{
        return out->quote == 0 && out->open[0] == 0 && out->open[1] == 0 && out->open[2] == 0;
}

static int piece_sink(void *ctx, const void *data, size_t len)
{
        struct pc_utf8_fault fault;
        struct pc_slice piece = {data, len};
        size_t *sum = ctx;

        PROPERTY(len > 0);
        PROPERTY(pc_utf8_check(piece, &fault) == PC_OK);
        *sum += len;
        return 0;
}

/* Text for people: UTF-8 in every piece, and no control characters but newlines. */
static int text_sink(void *ctx, const void *data, size_t len)
{
        const uint8_t *octets = data;
        size_t i;

        for (i = 0; i < len; i++) {
                PROPERTY((octets[i] >= 0x20 && octets[i] != 0x7F) || octets[i] == '\n');
        }
        return piece_sink(ctx, data, len);
}

static int stop_at_once(void *ctx, const void *data, size_t len)
{
        (void)ctx;
        (void)data;
        (void)len;
        return 1;
}

void check_writers(const struct pc_certificate *cert, enum pc_result dict)
{
        struct output python = {.ascii = true};
        struct output json = {.ascii = true};
        size_t text = 0;

        PROPERTY(pc_write_python(cert, literal_sink, &python) == dict);
        PROPERTY(pc_write_json(cert, literal_sink, &json) == dict);
        PROPERTY((python.len != 0) == (dict == PC_OK));
        PROPERTY((json.len != 0) == (dict == PC_OK));
        PROPERTY(python.ascii && balanced(&python));
        PROPERTY(json.ascii && balanced(&json));
        PROPERTY(pc_write_python(cert, stop_at_once, NULL) == (dict == PC_OK ? PC_ERR_API_SINK : dict));
        PROPERTY(pc_write_text(cert, text_sink, &text) == PC_OK);
        PROPERTY(text != 0);
}

/* What the visitor shows, counted, to be held against the iterators. */
struct visit {
        size_t keys;
        size_t items[PC_KEY_COUNT];
        size_t names_open;
        bool in_list;
        enum pc_key last;
};

static void begin_key(struct visit *visit, enum pc_key key)
{
        PROPERTY(!visit->in_list);
        PROPERTY(visit->keys == 0 || key > visit->last);
        visit->last = key;
        visit->keys++;
}

static int count_event(void *ctx, const struct pc_event *event)
{
        struct visit *visit = ctx;

        PROPERTY(event->key < PC_KEY_COUNT);
        switch (event->type) {
        case PC_EVENT_LIST:
                begin_key(visit, event->key);
                visit->in_list = true;
                return 0;
        case PC_EVENT_TEXT:
        case PC_EVENT_INTEGER:
                begin_key(visit, event->key);
                visit->items[event->key]++;
                return 0;
        case PC_EVENT_ATTRIBUTE:
                /* Those of directoryNames are not counted: the names are. */
                PROPERTY(visit->in_list && event->key == visit->last);
                visit->items[event->key] += 1 - visit->names_open;
                return 0;
        case PC_EVENT_DIRECTORY_NAME:
                PROPERTY(visit->names_open == 0);
                visit->names_open++;
                visit->items[event->key]++;
                return 0;
        case PC_EVENT_DIRECTORY_NAME_END:
                PROPERTY(visit->names_open == 1);
                visit->names_open--;
                return 0;
        case PC_EVENT_GENERAL_NAME:
        case PC_EVENT_URI:
                PROPERTY(visit->in_list && visit->names_open == 0 && event->key == visit->last);
                visit->items[event->key]++;
                return 0;
        case PC_EVENT_LIST_END:
                PROPERTY(visit->in_list && visit->names_open == 0 && event->key == visit->last);
                visit->in_list = false;
                return 0;
        }
        PROPERTY(false);
        return 1;
}

void check_text(struct pc_text text)
{
        static char buf[4096];
        size_t sum = 0;
        size_t len = 0;
        enum pc_result result;

        PROPERTY(pc_text_write(text, piece_sink, &sum) == PC_OK);
        result = pc_text_copy(text, buf, sizeof buf, &len);
        PROPERTY(result == (sum < sizeof buf ? PC_OK : PC_ERR_API_SPACE));
        PROPERTY(len == sum);
        PROPERTY(buf[result == PC_OK ? sum : 0] == '\0');
        if (result == PC_OK && strlen(buf) == sum) {
                PROPERTY(pc_text_equal(text, buf));
        }
}

static size_t check_name(struct pc_name_iter it, struct pc_slice der, bool shown)
{
        struct pc_attribute attribute;
        struct pc_text text;
        enum pc_result result;
        size_t count = 0;
        size_t rdn = 0;

        while ((result = pc_name_next(&it, &attribute)) == PC_OK) {
                PROPERTY(within(attribute.type, der) && within(attribute.value.content, der));
                PROPERTY(attribute.rdn >= rdn);
                rdn = attribute.rdn;
                if (shown) {
                        check_text(pc_attribute_name(&attribute));
                        if (pc_attribute_text(&attribute, &text) == PC_OK) {
                                check_text(text);
                        }
                }
                count++;
        }
        PROPERTY(result == PC_END && pc_name_next(&it, &attribute) == PC_END);
        return count;
}

static size_t check_general_names(struct pc_general_name_iter it, struct pc_slice der, bool shown)
{
        struct pc_general_name name;
        struct pc_text text;
        enum pc_result result;
        size_t count = 0;

        while ((result = pc_general_name_next(&it, &name)) == PC_OK) {
                PROPERTY(within(name.value, der));
                PROPERTY(pc_general_name_label(name.type) != NULL);
                if (name.type == PC_GENERAL_NAME_DIRECTORY) {
                        check_name(pc_name_attributes(name.value), der, shown);
                        PROPERTY(pc_general_name_text(&name, &text) == PC_NONE);
                } else if (shown) {
                        PROPERTY(pc_general_name_text(&name, &text) == PC_OK);
                        check_text(text);
                }
                count++;
        }
        PROPERTY(result == PC_END && pc_general_name_next(&it, &name) == PC_END);
        return count;
}

static size_t check_uris(struct pc_uri_iter it, struct pc_slice der)
{
        struct pc_slice uri;
        enum pc_result result;
        size_t count = 0;

        while ((result = pc_uri_next(&it, &uri)) == PC_OK) {
                PROPERTY(within(uri, der));
                count++;
        }
        PROPERTY(result == PC_END && pc_uri_next(&it, &uri) == PC_END);
        return count;
}

void check_dict(const struct pc_certificate *cert, enum pc_result dict)
{
        const bool shown = dict == PC_OK;
        struct visit visit = {0};
        size_t subject = check_name(pc_subject(cert), cert->der, shown);
        size_t issuer = check_name(pc_issuer(cert), cert->der, shown);
        size_t alt_names = check_general_names(pc_subject_alt_names(cert), cert->der, shown);
        size_t ocsp = check_uris(pc_ocsp(cert), cert->der);
        size_t ca_issuers = check_uris(pc_ca_issuers(cert), cert->der);
        size_t points = check_uris(pc_crl_distribution_points(cert), cert->der);

        PROPERTY(pc_dict_visit(cert, count_event, &visit) == dict);
        PROPERTY(!visit.in_list);
        if (!shown) {
                PROPERTY(visit.keys == 0);
                return;
        }
        PROPERTY(visit.items[PC_KEY_SUBJECT] == subject);
        PROPERTY(visit.items[PC_KEY_ISSUER] == issuer);
        PROPERTY(visit.items[PC_KEY_VERSION] == 1 && visit.items[PC_KEY_SERIAL_NUMBER] == 1);
        PROPERTY(visit.items[PC_KEY_NOT_BEFORE] == 1 && visit.items[PC_KEY_NOT_AFTER] == 1);
        PROPERTY(visit.items[PC_KEY_SUBJECT_ALT_NAME] == alt_names);
        PROPERTY(visit.items[PC_KEY_OCSP] == ocsp);
        PROPERTY(visit.items[PC_KEY_CA_ISSUERS] == ca_issuers);
        PROPERTY(visit.items[PC_KEY_CRL_DISTRIBUTION_POINTS] == points);
        PROPERTY(visit.keys >= 6 && visit.keys <= PC_KEY_COUNT);
}
