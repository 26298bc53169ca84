#include "peer.h"

const struct peer *const all_peers[] = {NULL};
