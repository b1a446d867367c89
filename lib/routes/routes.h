/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The addresses of the endpoints: portal.c, area.c (one table for every area), admin.c. Each row
 * says what it needs; the dispatcher asks in this order, once: address and method, limit, sign-in, right, origin and
 * form token, input.
 *
 * right   NULL none; "area" any role in the area; "area.ROLE" that role in it; "any.ROLE" that role in any area
 * limit   class of throttle.h ("search", "export", "upload", "api", "sign_in"); "watch" neither limits nor looks who asks
 */
#ifndef IMI_ROUTES_ROUTES_H
#define IMI_ROUTES_ROUTES_H

#include "web/app.h"

extern const struct route_table routes_portal;
extern const struct route_table routes_area;
extern const struct route_table routes_admin;

/* What every endpoint is handed at its start. */
extern const struct app_site site_routes;

#endif
