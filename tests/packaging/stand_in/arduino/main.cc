#include "Arduino.h"

SerialPort Serial;

int main()
{
        setup();
        loop();
        return 0;
}
