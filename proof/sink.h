/*
 * For script/proof, and there for the files of api/: the sink that writers are taken to have. Nothing is known of it but
 * what every caller of a writer knows: it reads what it is given, and changes nothing that is the writer's.
 */
#include <stddef.h>
#include <stdint.h>

extern int pc_of_sink; /* all that it changes */

/*@ requires 0 < len && \valid_read((uint8_t *)data + (0 .. len - 1));
    assigns pc_of_sink;
    assigns \result \from pc_of_sink;
*/
int pc_any_sink(void *ctx, const void *data, size_t len);
