/* From reset to main(): vectors, memory, and paint on the stack, so that its deepest use can be told afterwards. */
#include "board.h"

#define PAINT 0x5AA5C33Cu

/* Of the linker script; their addresses are what counts. */
extern uint32_t data_start[], data_end[], data_source[];
extern uint32_t bss_start[], bss_end[], stack_top[];

static void fault_handler(void)
{
        board_print("fault\n");
        board_exit(BOARD_FAULT);
}

void reset_handler(void)
{
        uint32_t *word;
        const uint32_t *source = data_source;
        uint32_t *here = __builtin_frame_address(0);

        for (word = data_start; word < data_end; word++) {
                *word = *source++;
        }
        for (word = bss_start; word < bss_end; word++) {
                *word = 0;
        }
        /* A few words less than what is free: this function's own frame is below. */
        for (word = bss_end; word < here - 32; word++) {
                *word = PAINT;
        }
        board_exit(main());
}

size_t board_stack_used(void)
{
        const uint32_t *word = bss_end;

        while (word < stack_top && *word == PAINT) {
                word++;
        }
        return (size_t)(stack_top - word) * sizeof *word;
}

size_t board_static_ram(void)
{
        return (size_t)(bss_end - data_start) * sizeof *bss_end;
}

/* ARMv7-M, B1.5.3: the stack's first word, reset, then the faults; no interrupt is ever turned on. */
__attribute__((section(".vectors"), used)) static const struct {
        uint32_t *stack;
        void (*handlers[15])(void);
} vectors = {stack_top,
             {reset_handler, fault_handler, fault_handler, fault_handler, fault_handler, fault_handler, fault_handler,
              fault_handler, fault_handler, fault_handler, fault_handler, fault_handler, fault_handler, fault_handler,
              fault_handler}};
