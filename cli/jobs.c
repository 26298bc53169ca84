#include "cli/jobs.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/options.h"
#include "cli/progress.h"
#include "cli/worker.h"

/* Far more than decoding and messages need. */
#define STACK_SIZE ((size_t)1 << 18)

bool jobs_parse(const char *command, const char *text, unsigned *out)
{
        const char *digits = text != NULL ? text : "1";
        const size_t len = strlen(digits);
        long online;

        if (len == 0 || len > 4 || strspn(digits, "0123456789") != len || atoi(digits) > JOBS_MAX) {
                usage_message(command, "a number of threads up to 1024 is wanted, not", digits);
                return false;
        }
        *out = (unsigned)atoi(digits);
        if (*out == 0) {
                online = sysconf(_SC_NPROCESSORS_ONLN);
                *out = online > JOBS_MAX ? JOBS_MAX : online > 0 ? (unsigned)online : 1;
        }
        return true;
}

static bool start(struct worker *worker)
{
        pthread_attr_t attributes;
        bool started;

        if (pthread_attr_init(&attributes) != 0) {
                return false;
        }
        started = pthread_attr_setstacksize(&attributes, STACK_SIZE) == 0 &&
                  pthread_create(&worker->thread, &attributes, worker_run, worker) == 0;
        (void)pthread_attr_destroy(&attributes);
        return started;
}

/* The calling thread is the first worker; the others are those that could be had. */
static void run_workers(struct jobs *jobs, struct worker *first, unsigned count)
{
        struct worker *others[JOBS_MAX];
        unsigned started;
        unsigned i;

        for (started = 0; started + 1 < count; started++) {
                others[started] = worker_new(jobs);
                if (others[started] == NULL) {
                        break;
                }
                if (!start(others[started])) {
                        worker_free(others[started]);
                        break;
                }
        }
        (void)worker_run(first);
        for (i = 0; i < started; i++) {
                (void)pthread_join(others[i]->thread, NULL);
                worker_free(others[i]);
        }
}

enum status jobs_run(struct feed *feed, enum format format, bool strict, unsigned count)
{
        struct jobs jobs;
        struct worker *first;
        enum status status;

        memset(&jobs, 0, sizeof jobs);
        jobs.feed = feed;
        jobs.format = format;
        jobs.strict = strict;
        (void)pthread_mutex_init(&jobs.reading, NULL);
        (void)pthread_mutex_init(&jobs.passing, NULL);
        (void)pthread_cond_init(&jobs.passed, NULL);
        first = worker_new(&jobs);
        if (first == NULL) {
                message("%s", strerror(ENOMEM));
                return STATUS_USAGE;
        }
        run_workers(&jobs, first, count);
        progress_clear();
        first->decoder.output.before = NULL;
        first->decoder.output.error = jobs.error;
        status = status_worse(jobs.status, output_finish(&first->decoder.output));
        worker_free(first);
        (void)pthread_cond_destroy(&jobs.passed);
        (void)pthread_mutex_destroy(&jobs.passing);
        (void)pthread_mutex_destroy(&jobs.reading);
        return status;
}
