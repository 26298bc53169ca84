/* The target 'certificate' in two files: this one's functions check what getpeercert() shows of a certificate. */
#ifndef PC_FUZZ_CERTIFICATE_H
#define PC_FUZZ_CERTIFICATE_H

#include "fuzz.h"

/* pc_text_copy gives the text whose pieces pc_text_write writes, each of whole characters. */
void check_text(struct pc_text text);

/* Iterators and visitor give the same; 'dict' is what pc_dict_check says. */
void check_dict(const struct pc_certificate *cert, enum pc_result dict);

/* The writers write where there is a dict, balanced and in ASCII, and the one for people always. */
void check_writers(const struct pc_certificate *cert, enum pc_result dict);

#endif
