/* SPDX-License-Identifier: EUPL-1.2 */
/* Handlers that every endpoint has beside its own. */
#ifndef IMI_WEB_HEALTH_H
#define IMI_WEB_HEALTH_H

#include "http/route.h"

/* Watching (health.c): /healthz says that the process lives, /readyz that it can work, /metrics what it did. */
route_handler health_live;
route_handler health_ready;
route_handler health_metrics;

/* brand_sheet - the operator's colour as a style sheet (health.c). */
route_handler brand_sheet;

#endif
