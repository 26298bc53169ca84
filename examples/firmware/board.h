/* What the example needs of its board: a serial line, and what a debugger lends it (ARM's semihosting). */
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Exit statuses. */
#define BOARD_OK       0
#define BOARD_REFUSED  1 /* the peer's certificate */
#define BOARD_USAGE    2
#define BOARD_NETWORK  3 /* the line, or the protocol */
#define BOARD_FAULT    4

int main(void);
void reset_handler(void);

/* The serial line, UART0. 'read' waits for at least one octet, for BOARD_IDLE_SECONDS at most: 0 then. */
#define BOARD_IDLE_SECONDS 5
void uart_init(void);
size_t uart_read(uint8_t *buf, size_t size);
void uart_write(const uint8_t *buf, size_t size);

/* Semihosting: text for the developer, the program's end, its arguments, the host's time and randomness. */
void board_print(const char *text);
void board_exit(int status) __attribute__((noreturn));
bool board_arguments(char *buf, size_t size);
uint32_t board_time(void); /* seconds since 1970 */
bool board_random(uint8_t *buf, size_t size);

/* Octets of stack used at the deepest point so far, and of variables. */
size_t board_stack_used(void);
size_t board_static_ram(void);

#endif
