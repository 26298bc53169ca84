#include "cli/progress.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* In milliseconds. */
#define FIRST_AFTER 1000
#define NEXT_AFTER  200

static struct {
        bool looked;
        bool wanted;
        bool shown;
        int64_t due;
} progress;

static int64_t now(void)
{
        struct timespec time;

        (void)clock_gettime(CLOCK_MONOTONIC, &time);
        return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void progress_show(unsigned long long certificates)
{
        if (!progress.looked) {
                progress.looked = true;
                progress.wanted = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
                progress.due = now() + FIRST_AFTER;
        }
        if (progress.wanted && now() >= progress.due) {
                progress.shown = true;
                progress.due = now() + NEXT_AFTER;
                (void)fprintf(stderr, "\r%llu certificates", certificates);
        }
}

void progress_clear(void)
{
        if (progress.shown) {
                progress.shown = false;
                (void)fprintf(stderr, "\r%40s\r", "");
        }
}
