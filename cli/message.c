#include "cli/message.h"

#include <stdarg.h>
#include <stdio.h>

#include "cli/progress.h"

#define MESSAGE_SIZE 4096

enum status status_worse(enum status a, enum status b)
{
        return a > b ? a : b;
}

void message(const char *format, ...)
{
        char text[MESSAGE_SIZE];
        va_list arguments;
        const char *at;

        va_start(arguments, format);
        (void)vsnprintf(text, sizeof text, format, arguments);
        va_end(arguments);

        progress_clear();
        (void)fputs("peercert: ", stderr);
        for (at = text; *at != '\0'; at++) {
                const unsigned char octet = (unsigned char)*at;

                if (octet < 0x20 || octet == 0x7F) {
                        (void)fprintf(stderr, "\\x%02x", octet);
                } else {
                        (void)putc(octet, stderr);
                }
        }
        (void)putc('\n', stderr);
}
