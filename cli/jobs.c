#include "cli/jobs.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch.h"
#include "cli/options.h"
#include "cli/progress.h"

/* Messages of one batch that wait for its turn. */
#define NOTES_SIZE 16384

/* Far more than decoding and messages need. */
#define STACK_SIZE ((size_t)1 << 18)

struct jobs {
        enum format format;
        bool strict;

        pthread_mutex_t reading; /* guards these two */
        struct feed *feed;
        uint64_t batches; /* taken off the feed so far */

        pthread_mutex_t passing; /* guards 'turn'; the rest belongs to the worker whose turn it is */
        pthread_cond_t passed;
        uint64_t turn; /* the batch to be printed */
        int error;     /* of the output; after it, nothing is read or printed */
        bool printed;
        unsigned long long count; /* of certificates */
        enum status status;
};

struct worker {
        struct jobs *jobs;
        pthread_t thread;
        uint64_t number; /* of the batch at hand */
        bool has_turn;
        size_t notes_len;
        char notes[NOTES_SIZE]; /* messages, each with a NUL behind it */
        struct batch batch;
        struct decoder decoder;
};

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

static int current_error(struct jobs *jobs)
{
        int error;

        (void)pthread_mutex_lock(&jobs->passing);
        error = jobs->error;
        (void)pthread_mutex_unlock(&jobs->passing);
        return error;
}

/* Waits until all batches before this one are printed. Called before anything is. */
static void take_turn(void *ctx)
{
        struct worker *worker = ctx;
        struct jobs *jobs = worker->jobs;
        struct output *output = &worker->decoder.output;

        if (worker->has_turn) {
                return;
        }
        (void)pthread_mutex_lock(&jobs->passing);
        while (jobs->turn != worker->number) {
                (void)pthread_cond_wait(&jobs->passed, &jobs->passing);
        }
        (void)pthread_mutex_unlock(&jobs->passing);
        worker->has_turn = true;
        output->error = jobs->error;
        if (jobs->printed || jobs->format != FORMAT_TEXT) {
                return;
        }
        /* The first of all texts has no blank line before it. */
        if (output->len > 0) {
                output->len--;
                memmove(output->data, output->data + 1, output->len);
        } else {
                worker->decoder.printed = false;
        }
}

static void print_notes(struct worker *worker)
{
        size_t at;

        take_turn(worker);
        for (at = 0; at < worker->notes_len; at += strlen(worker->notes + at) + 1) {
                if (worker->decoder.output.error == 0) {
                        message("%s", worker->notes + at);
                }
        }
        worker->notes_len = 0;
}

static void add_note(struct worker *worker, const char *text)
{
        const size_t size = strlen(text) + 1;

        if (size > NOTES_SIZE - worker->notes_len) {
                print_notes(worker);
        }
        memcpy(worker->notes + worker->notes_len, text, size);
        worker->notes_len += size;
}

/* False where nothing is left to do. */
static bool next_batch(struct worker *worker)
{
        struct jobs *jobs = worker->jobs;
        bool found = false;

        (void)pthread_mutex_lock(&jobs->reading);
        if (current_error(jobs) == 0) {
                batch_fill(&worker->batch, jobs->feed);
                found = worker->batch.count > 0;
                worker->number = jobs->batches;
                jobs->batches += found ? 1 : 0;
        }
        (void)pthread_mutex_unlock(&jobs->reading);
        worker->has_turn = false;
        worker->decoder.printed = true;
        return found;
}

/* Prints what is not printed yet, and gives the turn to the next batch. */
static void end_batch(struct worker *worker, enum status status)
{
        struct jobs *jobs = worker->jobs;
        size_t i;

        output_flush(&worker->decoder.output);
        print_notes(worker);
        for (i = 0; i < worker->batch.count; i++) {
                jobs->count += worker->batch.items[i].what != ITEM_COMPLAINT ? 1 : 0;
        }
        progress_show(jobs->count);
        jobs->status = status_worse(jobs->status, status);
        jobs->printed = worker->decoder.printed;

        (void)pthread_mutex_lock(&jobs->passing);
        jobs->error = worker->decoder.output.error;
        jobs->turn++;
        (void)pthread_cond_broadcast(&jobs->passed);
        (void)pthread_mutex_unlock(&jobs->passing);
}

static void *work(void *ctx)
{
        struct worker *worker = ctx;
        size_t i;

        while (next_batch(worker)) {
                enum status status = STATUS_OK;

                for (i = 0; i < worker->batch.count; i++) {
                        status = status_worse(status, decoder_run(&worker->decoder, &worker->batch.items[i]));
                        if (worker->decoder.why[0] != '\0') {
                                add_note(worker, worker->decoder.why);
                        }
                }
                end_batch(worker, status);
        }
        return NULL;
}

/* NULL where memory is short. */
static struct worker *recruit(struct jobs *jobs)
{
        struct worker *worker = calloc(1, sizeof *worker);

        if (worker == NULL || !batch_init(&worker->batch)) {
                free(worker);
                return NULL;
        }
        worker->jobs = jobs;
        decoder_init(&worker->decoder, jobs->format, jobs->strict);
        worker->decoder.output.before = take_turn;
        worker->decoder.output.ctx = worker;
        return worker;
}

static void dismiss(struct worker *worker)
{
        batch_free(&worker->batch);
        free(worker);
}

static bool start(struct worker *worker)
{
        pthread_attr_t attributes;
        bool started;

        if (pthread_attr_init(&attributes) != 0) {
                return false;
        }
        started = pthread_attr_setstacksize(&attributes, STACK_SIZE) == 0 &&
                  pthread_create(&worker->thread, &attributes, work, worker) == 0;
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
                others[started] = recruit(jobs);
                if (others[started] == NULL) {
                        break;
                }
                if (!start(others[started])) {
                        dismiss(others[started]);
                        break;
                }
        }
        (void)work(first);
        for (i = 0; i < started; i++) {
                (void)pthread_join(others[i]->thread, NULL);
                dismiss(others[i]);
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
        first = recruit(&jobs);
        if (first == NULL) {
                message("%s", strerror(ENOMEM));
                return STATUS_USAGE;
        }
        run_workers(&jobs, first, count);
        progress_clear();
        first->decoder.output.before = NULL;
        first->decoder.output.error = jobs.error;
        status = status_worse(jobs.status, output_finish(&first->decoder.output));
        dismiss(first);
        (void)pthread_cond_destroy(&jobs.passed);
        (void)pthread_mutex_destroy(&jobs.passing);
        (void)pthread_mutex_destroy(&jobs.reading);
        return status;
}
