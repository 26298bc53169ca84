#include "api/literal.h"
#include "api/write.h"

/* As in Python's repr() of a string, where nothing above 7E is copied as it is: ascii(). */
static uint8_t *escape(uint8_t *at, uint32_t character)
{
        const unsigned digits = character <= 0xFF ? 2 : character <= 0xFFFF ? 4 : 8;

        *at++ = '\\';
        *at++ = character <= 0xFF ? 'x' : character <= 0xFFFF ? 'u' : 'U';
        return pc_hex_digits(at, character, digits);
}

enum pc_result pc_write_python(const struct pc_certificate *cert, pc_sink *sink, void *ctx)
{
        static const struct pc_literal_style style = {'\'',
                                                      '(',
                                                      ')',
                                                      true,
                                                      true,
                                                      false,
                                                      PC_MARK("{'"),
                                                      PC_MARK(", '"),
                                                      PC_MARK("': "),
                                                      PC_MARK("(('"),
                                                      PC_MARK(",), (('"),
                                                      PC_MARK("), (('"),
                                                      PC_MARK("('"),
                                                      PC_MARK(", ('"),
                                                      PC_MARK("', "),
                                                      PC_MARK("None"),
                                                      escape};

        return pc_literal_write(cert, &style, sink, ctx);
}
