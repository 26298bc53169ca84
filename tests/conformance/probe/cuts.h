/* Streams that end, and saved sessions that are damaged, at every octet. */
#ifndef PC_TESTS_PROBE_CUTS_H
#define PC_TESTS_PROBE_CUTS_H

#include "options.h"

/*
 * Cuts what comes to one end of a connection after every number of octets, until the first octet of
 * application data gets through. Prints how many cuts there were, and which did not end as they must.
 */
bool cuts_run(const struct options *options);

/* Changes each octet of a saved session, and cuts it to each length. Prints how many of them were not
 * refused. */
bool cuts_damage(const struct options *options);

#endif
