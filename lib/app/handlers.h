/* SPDX-License-Identifier: EUPL-1.2 */
/* The handlers that every endpoint or the portal has beside its cases; named in the tables of routes_*.c. */
#ifndef IMI_APP_HANDLERS_H
#define IMI_APP_HANDLERS_H

#include "http/route.h"

/* Watching (health.c): /healthz says that the process lives, /readyz that it can work, /metrics what it did. */
route_handler health_live;
route_handler health_ready;
route_handler health_metrics;

/* brand_sheet - the operator's colour as a style sheet (health.c). */
route_handler brand_sheet;

/* start_portal, start_area, start_admin - what one can do here (start.c). help_show - the help page (help.c). */
route_handler start_portal;
route_handler start_area;
route_handler start_admin;
route_handler help_show;

/* sign_in_show, sign_in_do, sign_out_do - the way in and out (sign_in.c). */
extern const struct input_spec sign_in_show_input;
extern const struct input_spec sign_in_input;
route_handler sign_in_show;
route_handler sign_in_do;
route_handler sign_out_do;

/* account_show, account_do - one's own details, language, password, sessions (account.c). */
extern const struct input_spec account_input;
route_handler account_show;
route_handler account_do;

/* account_code_show, account_code_do - setting up one-time codes (account_code.c). */
extern const struct input_spec account_code_input;
route_handler account_code_show;
route_handler account_code_do;

/* describe_api - the description of the API of all endpoints (describe.c). */
route_handler describe_api;

#endif
