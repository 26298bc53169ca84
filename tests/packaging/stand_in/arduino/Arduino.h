/* Stands in for the Arduino core: as much of Serial as the example uses, on standard output. */
#ifndef PC_STAND_IN_ARDUINO_H
#define PC_STAND_IN_ARDUINO_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct SerialPort {
        void begin(unsigned long) {}
        size_t write(const uint8_t *data, size_t len) { return fwrite(data, 1, len, stdout); }
        size_t println() { return putchar('\n') == '\n'; }
};

extern SerialPort Serial;

void setup();
void loop();

#endif
