/* SPDX-License-Identifier: EUPL-1.2 */
/* The directory of authorities as pages and API. */
#ifndef IMI_PORTAL_DIRECTORY_H
#define IMI_PORTAL_DIRECTORY_H

#include "web/handler.h"

route_handler directory_get;      /* GET /directory */
route_handler directory_card_get; /* GET /directory/{id} */
route_handler directory_api;      /* GET /api/v1/authorities */

/* What to tell where directory_find refuses the words (ERR_INVALID). */

#endif
