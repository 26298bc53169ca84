/* The system's clock, for hosts: firmware has none of this kind, even where its C library declares time(). */
#include "tls/bearssl/internal.h"

#if defined(__unix__) || defined(__APPLE__) || defined(_WIN32)

#include <time.h>

int64_t pc_bearssl_clock(void)
{
        return (int64_t)time(NULL);
}

#else

int64_t pc_bearssl_clock(void)
{
        return 0;
}

#endif
