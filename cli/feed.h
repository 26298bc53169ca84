/* All that is in the inputs of a run, in their order: certificates, and what is to be said of the inputs. */
#ifndef PC_CLI_FEED_H
#define PC_CLI_FEED_H

#include "cli/source.h"

struct feed {
        char **paths;
        int count;
        int next; /* index of the path to open */
        enum form form;
        bool is_open;
        bool looked; /* 'item' is the next one */
        struct item item;
        struct source source;
        char complaint[SOURCE_COMPLAINT_SIZE];
};

/* The paths must outlive the feed; feed_close is due. */
void feed_init(struct feed *feed, char **paths, int count, enum form form);
void feed_close(struct feed *feed);

/* The next item, which stays the same until feed_take; its data are valid until the look behind that. */
struct item *feed_look(struct feed *feed);
void feed_take(struct feed *feed);

#endif
