/*
 * peercert: who is on the other end of this TLS connection, as data. This header includes all of the
 * library.
 */
#ifndef PC_PEERCERT_H
#define PC_PEERCERT_H

#include "api/channel_binding.h"
#include "api/connection.h"
#include "api/dict.h"
#include "api/getpeercert.h"
#include "api/lookup.h"
#include "api/pin.h"
#include "api/version.h"
#include "api/write.h"
#include "x509/extensions.h"
#include "x509/oid_name.h"
#include "x509/pem.h"
#include "x509/signature_hash.h"
#include "x509/spki.h"
#include "x509/verify.h"

#endif
