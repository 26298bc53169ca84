#include "cli/worker.h"

#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"

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

void *worker_run(void *ctx)
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

struct worker *worker_new(struct jobs *jobs)
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

void worker_free(struct worker *worker)
{
        batch_free(&worker->batch);
        free(worker);
}
