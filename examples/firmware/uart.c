/* UART0 of the LM3S6965 (an ARM PL011), by polling. */
#include "board.h"

#define REGISTER(address) (*(volatile uint32_t *)(address))

#define UART_DR   REGISTER(0x4000C000u)
#define UART_FR   REGISTER(0x4000C018u)
#define UART_LCRH REGISTER(0x4000C02Cu)
#define UART_CTL  REGISTER(0x4000C030u)
#define RCGC1     REGISTER(0x400FE104u)

#define FR_RXFE   0x10u /* nothing to read */
#define FR_TXFF   0x20u /* no room to write */
#define LCRH_8BIT 0x60u
#define LCRH_FIFO 0x10u /* without it, octets get lost while the processor computes */
#define CTL_ON    0x301u

/* The processor's timer, for the limit on silence: there is no telling when the other end hangs up. */
#define SYST_CSR     REGISTER(0xE000E010u)
#define SYST_RVR     REGISTER(0xE000E014u)
#define SYST_CVR     REGISTER(0xE000E018u)
#define CSR_ON       0x5u
#define CSR_PASSED   0x10000u
#define CLOCK        12000000u /* hertz, after reset */
#define TICKS        100u      /* a second */

void uart_init(void)
{
        RCGC1 |= 1;
        UART_CTL = 0;
        UART_LCRH = LCRH_8BIT | LCRH_FIFO;
        UART_CTL = CTL_ON;
        SYST_RVR = CLOCK / TICKS - 1;
        SYST_CVR = 0;
        SYST_CSR = CSR_ON;
}

static bool wait_for_octet(void)
{
        unsigned ticks = 0;

        while (UART_FR & FR_RXFE) {
                if (SYST_CSR & CSR_PASSED && ++ticks == BOARD_IDLE_SECONDS * TICKS) {
                        return false;
                }
        }
        return true;
}

size_t uart_read(uint8_t *buf, size_t size)
{
        size_t len = 0;

        if (!wait_for_octet()) {
                return 0;
        }
        while (len < size && !(UART_FR & FR_RXFE)) {
                buf[len++] = (uint8_t)UART_DR;
        }
        return len;
}

void uart_write(const uint8_t *buf, size_t size)
{
        while (size > 0) {
                if (!(UART_FR & FR_TXFF)) {
                        UART_DR = *buf++;
                        size--;
                }
        }
}
