/* All known extensions, one header each. */
#ifndef PC_X509_EXTENSIONS_H
#define PC_X509_EXTENSIONS_H

#include "x509/access.h"
#include "x509/distribution_point.h"
#include "x509/extension.h"
#include "x509/key_identifier.h"
#include "x509/name_constraints.h"
#include "x509/policies.h"
#include "x509/policy_constraints.h"
#include "x509/sct.h"
#include "x509/shared_syntax.h"
#include "x509/tls_feature.h"
#include "x509/usage.h"

#endif
