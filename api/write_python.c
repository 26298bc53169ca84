#include "api/literal.h"
#include "api/write.h"

/* As in Python's repr() of a string, where nothing above 7E is copied as it is: ascii(). */
static void escape(struct pc_output *out, uint32_t character)
{
        if (character <= 0xFF) {
                pc_output_put(out, "\\x", 2);
                pc_output_hex(out, character, 2);
        } else if (character <= 0xFFFF) {
                pc_output_put(out, "\\u", 2);
                pc_output_hex(out, character, 4);
        } else {
                pc_output_put(out, "\\U", 2);
                pc_output_hex(out, character, 8);
        }
}

enum pc_result pc_write_python(const struct pc_certificate *cert, pc_sink *sink, void *ctx)
{
        static const struct pc_literal_style style = {'(', ')', true, true, false, "None", escape};

        return pc_literal_write(cert, &style, sink, ctx);
}
