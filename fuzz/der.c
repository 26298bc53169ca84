/*
 * Any octets as data values: the reader walks all of them, into those that are constructed. What it splits off, with a
 * header made anew, is the input; what it refuses moves nothing; and its variants agree with it.
 */
#include "fuzz.h"

#include "asn1/any.h"
#include "asn1/fast.h"

#define DEPTH 32

static bool same_view(struct pc_slice a, struct pc_slice b)
{
        return a.data == b.data && a.len == b.len;
}

/* Octets of a header in DER for so many contents octets: X.690 8.1.3, 10.1. */
static size_t make_header(uint8_t out[2 + sizeof(size_t)], uint8_t tag, size_t len)
{
        size_t count = 0;
        size_t i;

        out[0] = tag;
        out[1] = (uint8_t)len;
        if (len < 0x80) {
                return 2;
        }
        while (count < sizeof len && len >> 8 * count != 0) {
                count++;
        }
        out[1] = (uint8_t)(0x80 | count);
        for (i = 0; i < count; i++) {
                out[2 + i] = (uint8_t)(len >> 8 * (count - 1 - i));
        }
        return 2 + count;
}

static void check_split(struct pc_slice before, const struct pc_element *element, struct pc_slice after)
{
        uint8_t header[2 + sizeof(size_t)];
        const size_t len = make_header(header, element->tag, element->content.len);

        PROPERTY(before.len >= len && memcmp(before.data, header, len) == 0);
        PROPERTY(element->content.data == before.data + len);
        PROPERTY(after.data == element->content.data + element->content.len);
        PROPERTY(len + element->content.len + after.len == before.len);
}

/* Of one that reads where the others do: the same split, or nothing moved. */
static void check_variant(enum pc_result result, struct pc_slice before, struct pc_slice rest, struct pc_slice content,
                          const struct pc_element *element, struct pc_slice after)
{
        static const struct pc_slice untouched;

        if (result == PC_OK) {
                PROPERTY(same_view(rest, after) && same_view(content, element->content));
        } else {
                PROPERTY(same_view(rest, before) && same_view(content, untouched));
        }
}

typedef enum pc_result expects(struct pc_slice *in, uint8_t tag, struct pc_slice *content);

static enum pc_result fast_expect(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        return pc_fast_expect(in, tag, content);
}

static enum pc_result fast_expect_long(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        return pc_fast_expect_long(in, tag, content);
}

static enum pc_result fast_optional(struct pc_slice *in, uint8_t tag, struct pc_slice *content)
{
        return pc_fast_optional(in, tag, content);
}

/* For a tag, whether it is the one that stands there or not. */
static void check_tag(struct pc_slice in, uint8_t tag, enum pc_result read, const struct pc_element *element,
                      struct pc_slice after)
{
        static expects *const demand[] = {pc_der_expect, fast_expect, fast_expect_long};
        static expects *const permit[] = {pc_der_optional, fast_optional};
        const bool there = in.len != 0 && in.data[0] == tag;
        enum pc_result first = PC_OK;
        size_t i;

        for (i = 0; i < 5; i++) {
                struct pc_slice rest = in;
                struct pc_slice content = {NULL, 0};
                enum pc_result result = (i < 3 ? demand[i] : permit[i - 3])(&rest, tag, &content);

                if (i == 0 || i == 3) {
                        first = result;
                }
                PROPERTY(result == first);
                PROPERTY(result != PC_OK || there);
                PROPERTY(result != PC_NONE || (i >= 3 && !there));
                if (read != PC_ERR_DER_EOC) {
                        check_variant(result, in, rest, content, element, after);
                        PROPERTY(!there || result == read);
                }
        }
}

static void check_read(struct pc_slice in, enum pc_result read, const struct pc_element *element, struct pc_slice after)
{
        struct pc_slice rest = in;
        struct pc_element again = {0, {NULL, 0}};
        enum pc_result any;

        PROPERTY(pc_fast_read(&rest, &again) == read);
        check_variant(read, in, rest, again.content, element, after);
        PROPERTY(read != PC_OK || again.tag == element->tag);
        rest = in;
        again = (struct pc_element){0, {NULL, 0}};
        any = pc_any_read(&rest, &again);
        check_variant(any, in, rest, again.content, element, after);
        PROPERTY(read == PC_OK || any == read);
        if (in.len != 0 && (in.data[0] & PC_TAG_NUMBER) != PC_TAG_NUMBER) {
                check_tag(in, in.data[0], read, element, after);
                check_tag(in, in.data[0] ^ PC_TAG_CONSTRUCTED, read, element, after);
        }
        if (in.len != 0) {
                check_tag(in, PC_TAG_SEQUENCE, read, element, after);
        }
}

/* Every data value on the way, depth first; what is constructed is entered. */
static void walk(struct pc_slice in)
{
        struct pc_slice open[DEPTH];
        size_t depth = 1;

        open[0] = in;
        while (depth != 0) {
                struct pc_slice *at = &open[depth - 1];
                const struct pc_slice before = *at;
                struct pc_element element = {0, {NULL, 0}};
                enum pc_result result = pc_der_read(at, &element);

                check_read(before, result, &element, *at);
                PROPERTY((pc_der_end(before) == PC_OK) == (before.len == 0));
                if (result != PC_OK) {
                        PROPERTY(result < 0 && same_view(*at, before));
                        PROPERTY(before.len != 0 || result == PC_ERR_DER_TRUNCATED);
                        depth--;
                        continue;
                }
                check_split(before, &element, *at);
                PROPERTY(pc_slice_until(before, *at).len == before.len - at->len);
                if ((element.tag & PC_TAG_CONSTRUCTED) != 0 && depth < DEPTH) {
                        open[depth++] = element.content;
                }
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        uint8_t *copy = exact_copy(data, size);

        walk((struct pc_slice){copy, size});
        free(copy);
        return 0;
}
