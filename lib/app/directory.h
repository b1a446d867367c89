/* SPDX-License-Identifier: EUPL-1.2 */
/* The directory of authorities as pages and API, and its filters as controls. Inside lib/app. */
#ifndef IMI_APP_DIRECTORY_H
#define IMI_APP_DIRECTORY_H

#include "app/handler.h"

/* directory_country_control - the 30 states in the reader's order; `chosen` may be NULL. */
struct view_control directory_country_control(struct exchange *exchange, const char *chosen);

/* directory_activity_control - the activities of an area; a control without a name where the area has none. */
struct view_control directory_activity_control(struct exchange *exchange, const struct decl_area *area,
                                               const char *chosen);

route_handler directory_get;      /* GET /directory */
route_handler directory_card_get; /* GET /directory/{id} */
route_handler directory_api;      /* GET /api/v1/authorities */

#endif
