#include "cli/clock.h"

int64_t clock_now(void)
{
        struct timespec time;

        (void)clock_gettime(CLOCK_USED, &time);
        return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

struct timespec clock_timespec(int64_t milliseconds)
{
        const struct timespec time = {(time_t)(milliseconds / 1000), (long)(milliseconds % 1000) * 1000000};

        return time;
}
