/* Runs everybody over the same certificates, in turns. */
#ifndef PC_BENCH_RACE_H
#define PC_BENCH_RACE_H

#include "peer.h"
#include "set.h"

/* Nanoseconds for one pass over some certificates, over all rounds. */
struct timing {
        double minimum;
        double median;
        double *rounds;
};

/* One of our stages, or a peer, with our stages over exactly the certificates that both accept. */
struct entrant {
        const struct peer *peer;
        size_t accepted; /* of all certificates */
        struct set set;  /* those that it and pc_certificate_parse accept */
        struct timing own;
        struct timing ours[STAGES]; /* peers only */
};

struct race {
        struct set set; /* those that we accept */
        struct timing ours[STAGES];
        struct entrant *entrants;
        size_t count;
        size_t rounds;
};

/* Finds out who accepts what, and runs. */
void race_run(struct race *race, const struct set *set, size_t rounds);

/* Our stages alone; 'ours_timing' is to be freed by race_free. */
void race_stages(struct timing ours_timing[STAGES], const struct set *set, size_t rounds);
void race_free(struct timing timing[STAGES]);

#endif
