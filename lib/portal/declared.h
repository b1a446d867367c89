/* SPDX-License-Identifier: EUPL-1.2 */
/* Declared data through the API, in the caller's language. */
#ifndef IMI_PORTAL_DECLARED_H
#define IMI_PORTAL_DECLARED_H

#include "http/route.h"

route_handler declared_flows;     /* GET /{area}/api/v1/flows */
route_handler declared_questions; /* GET /{area}/api/v1/questions/{set} */

#endif
