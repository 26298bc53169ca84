/* What the library reads in an extension, as text. */
#ifndef PC_TESTS_UNIT_EXTENSION_TEXT_H
#define PC_TESTS_UNIT_EXTENSION_TEXT_H

#include "x509/certificate.h"

/*
 * Reads one of the extensions that are decoded when they are asked for, and writes its content in the way of
 * x509/extensions.txt; 'out' is valid until the next call. Gives the reader's result, PC_END where its
 * iterator fails although the reader has passed.
 */
enum pc_result read_extension(const struct pc_certificate *cert, enum pc_extension_kind kind,
                              const char **out);

#endif
