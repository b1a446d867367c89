/* SPDX-License-Identifier: EUPL-1.2 */
/* Pages that lead on, and the description of the API. */
#ifndef IMI_PORTAL_PORTAL_H
#define IMI_PORTAL_PORTAL_H

#include "http/route.h"

/* start_portal, start_area, start_admin - what one can do here (start.c). help_show - the help page (help.c). */
route_handler start_portal;
route_handler start_area;
route_handler start_admin;
route_handler help_show;

/* describe_api - the description of the API of all endpoints (describe.c). */
route_handler describe_api;

#endif
