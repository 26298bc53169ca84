/* All known extensions, one header each. */
#ifndef PC_X509_EXTENSIONS_H
#define PC_X509_EXTENSIONS_H

#include "x509/access.h"
#include "x509/distribution_point.h"
#include "x509/extension.h"
#include "x509/usage.h"

#endif
