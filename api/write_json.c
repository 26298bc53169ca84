#include "api/literal.h"
#include "api/write.h"

static uint8_t *escape_unit(uint8_t *at, uint32_t unit)
{
        *at++ = '\\';
        *at++ = 'u';
        return pc_hex_digits(at, unit, 4);
}

/* RFC 8259 7: UTF-16 code units, with the short forms that there are. */
static uint8_t *escape(uint8_t *at, uint32_t character)
{
        if (character == '\b' || character == '\f') {
                *at++ = '\\';
                *at++ = character == '\b' ? 'b' : 'f';
                return at;
        }
        if (character > 0xFFFF) {
                at = escape_unit(at, 0xD800 + ((character - 0x10000) >> 10));
                character = 0xDC00 + ((character - 0x10000) & 0x3FF);
        }
        return escape_unit(at, character);
}

enum pc_result pc_write_json(const struct pc_certificate *cert, pc_sink *sink, void *ctx)
{
        static const struct pc_literal_style style = {'"',
                                                      '[',
                                                      ']',
                                                      false,
                                                      false,
                                                      true,
                                                      PC_MARK("{\""),
                                                      PC_MARK(", \""),
                                                      PC_MARK("\": "),
                                                      PC_MARK("[[\""),
                                                      PC_MARK("], [[\""),
                                                      PC_MARK("], [[\""),
                                                      PC_MARK("[\""),
                                                      PC_MARK(", [\""),
                                                      PC_MARK("\", "),
                                                      PC_MARK("null"),
                                                      escape};

        return pc_literal_write(cert, &style, sink, ctx);
}
