/* The library's reader, compiled into this file so that it can be inlined, under names of its own. */
#define pc_der_read walk_der_read
#define pc_der_expect walk_der_expect
#define pc_der_optional walk_der_optional
#define pc_der_end walk_der_end
#define pc_slice_until walk_slice_until
#define pc_slice_equal walk_slice_equal
#include "asn1/der.c"

#include "peer.h"

#define WALK_DEPTH 24

/*
 * The contents octets of extnValue are data values, too, and a decoder reads them: an OCTET STRING whose
 * contents are exactly one SEQUENCE is gone into.
 */
static bool is_wrapper(const struct pc_element *element)
{
        const struct pc_slice content = element->content;

        return element->tag == PC_TAG_OCTET_STRING && content.len >= 2 && content.data[0] == PC_TAG_SEQUENCE &&
               content.data[1] == content.len - 2;
}

size_t walk_elements(struct pc_slice der)
{
        struct pc_slice above[WALK_DEPTH];
        struct pc_element element;
        size_t depth = 0;
        size_t count = 0;

        for (;;) {
                while (der.len > 0) {
                        if (pc_der_read(&der, &element) != PC_OK) {
                                return count;
                        }
                        count++;
                        if (((element.tag & PC_TAG_CONSTRUCTED) != 0 || is_wrapper(&element)) && depth < WALK_DEPTH) {
                                above[depth++] = der;
                                der = element.content;
                        }
                }
                if (depth == 0) {
                        return count;
                }
                der = above[--depth];
        }
}
