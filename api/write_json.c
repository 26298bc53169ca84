#include "api/literal.h"
#include "api/write.h"

static void escape_unit(struct pc_output *out, uint32_t unit)
{
        pc_output_put(out, "\\u", 2);
        pc_output_hex(out, unit, 4);
}

/* RFC 8259 7: UTF-16 code units, with the short forms that there are. */
static void escape(struct pc_output *out, uint32_t character)
{
        if (character == '\b' || character == '\f') {
                pc_output_put(out, character == '\b' ? "\\b" : "\\f", 2);
        } else if (character <= 0xFFFF) {
                escape_unit(out, character);
        } else {
                escape_unit(out, 0xD800 + ((character - 0x10000) >> 10));
                escape_unit(out, 0xDC00 + ((character - 0x10000) & 0x3FF));
        }
}

enum pc_result pc_write_json(const struct pc_certificate *cert, pc_sink *sink, void *ctx)
{
        static const struct pc_literal_style style = {'[', ']', false, false, true, "null", escape};

        return pc_literal_write(cert, &style, sink, ctx);
}
