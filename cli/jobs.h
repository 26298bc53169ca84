/*
 * Decoding by several threads at a time. Each takes a batch off the feed, one thread after another; decodes
 * it, all of them at once; and prints what came of it, again one after another and in the order of the input.
 * What is held in memory depends on the number of threads, and not on the input.
 */
#ifndef PC_CLI_JOBS_H
#define PC_CLI_JOBS_H

#include "cli/decoder.h"
#include "cli/feed.h"

#define JOBS_MAX 1024

/* The number of threads by what the user says: 'text' NULL gives 1, "0" as many as there are processors. */
bool jobs_parse(const char *command, const char *text, unsigned *out);

/* Decodes all that the feed has, by up to 'count' threads: fewer where the system has no more. */
enum status jobs_run(struct feed *feed, enum format format, bool strict, unsigned count);

#endif
