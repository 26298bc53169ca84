/* The library's reader, compiled into this file so that it can be inlined, under names of its own. */
#define pc_der_read     walk_der_read
#define pc_der_expect   walk_der_expect
#define pc_der_optional walk_der_optional
#define pc_der_end      walk_der_end
#define pc_slice_until  walk_slice_until
#define pc_slice_equal  walk_slice_equal
#include "asn1/der.c"

#include "peer.h"

#define WALK_DEPTH 24

/*
 * What stands inside an element: of a constructed one its contents; of an OCTET STRING that is exactly one
 * SEQUENCE, as in most extensions, that SEQUENCE's.
 */
static bool has_inside(const struct pc_element *element, struct pc_slice *inside)
{
        struct pc_slice content = element->content;

        if ((element->tag & PC_TAG_CONSTRUCTED) != 0) {
                *inside = content;
                return true;
        }
        return element->tag == PC_TAG_OCTET_STRING &&
               pc_der_expect(&content, PC_TAG_SEQUENCE, inside) == PC_OK && content.len == 0;
}

size_t walk_elements(struct pc_slice der)
{
        struct pc_slice above[WALK_DEPTH];
        struct pc_element element;
        struct pc_slice inside;
        size_t depth = 0;
        size_t count = 0;

        for (;;) {
                while (der.len > 0) {
                        if (pc_der_read(&der, &element) != PC_OK) {
                                return count;
                        }
                        count++;
                        if (depth < WALK_DEPTH && has_inside(&element, &inside)) {
                                above[depth++] = der;
                                der = inside;
                        }
                }
                if (depth == 0) {
                        return count;
                }
                der = above[--depth];
        }
}
