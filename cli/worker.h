/* One of several threads that decode a feed, and what they share. */
#ifndef PC_CLI_WORKER_H
#define PC_CLI_WORKER_H

#include <pthread.h>

#include "cli/batch.h"
#include "cli/decoder.h"

/* Messages of one batch that wait for its turn. */
#define NOTES_SIZE 16384

struct jobs {
        enum format format;
        bool strict;

        pthread_mutex_t reading; /* guards these two */
        struct feed *feed;
        uint64_t batches; /* taken off the feed so far */

        pthread_mutex_t passing; /* guards 'turn' and 'error'; the rest is for who has the turn */
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

/* NULL where memory is short; else worker_free is due. */
struct worker *worker_new(struct jobs *jobs);
void worker_free(struct worker *worker);

/* For pthread_create: takes, decodes and prints batches until the feed ends or the output fails. */
void *worker_run(void *worker);

#endif
