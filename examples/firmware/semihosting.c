/*
 * ARM's semihosting: what the debugger, or QEMU, does for the program. A product has a console, a clock and a source of
 * randomness of its own in its place.
 */
#include "board.h"

#include <string.h>

#define SYS_OPEN          0x01
#define SYS_CLOSE         0x02
#define SYS_WRITE0        0x04
#define SYS_READ          0x06
#define SYS_TIME          0x11
#define SYS_GET_CMDLINE   0x15
#define SYS_EXIT_EXTENDED 0x20

#define OPEN_RB        1
#define EXIT_BY_ITSELF 0x20026u

static int32_t call(int32_t number, const void *argument)
{
        register int32_t r0 __asm__("r0") = number;
        register const void *r1 __asm__("r1") = argument;

        __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
        return r0;
}

void board_print(const char *text)
{
        (void)call(SYS_WRITE0, text);
}

void board_exit(int status)
{
        const uint32_t block[] = {EXIT_BY_ITSELF, (uint32_t)status};

        for (;;) {
                (void)call(SYS_EXIT_EXTENDED, block);
        }
}

bool board_arguments(char *buf, size_t size)
{
        uint32_t block[] = {(uint32_t)buf, (uint32_t)size};

        return call(SYS_GET_CMDLINE, block) == 0;
}

uint32_t board_time(void)
{
        return (uint32_t)call(SYS_TIME, NULL);
}

bool board_random(uint8_t *buf, size_t size)
{
        static const char name[] = "/dev/urandom";
        const uint32_t open[] = {(uint32_t)name, OPEN_RB, sizeof name - 1};
        const int32_t file = call(SYS_OPEN, open);
        const uint32_t read[] = {(uint32_t)file, (uint32_t)buf, (uint32_t)size};
        const uint32_t close[] = {(uint32_t)file};
        bool done;

        if (file < 0) {
                return false;
        }
        done = call(SYS_READ, read) == 0;
        (void)call(SYS_CLOSE, close);
        return done;
}
