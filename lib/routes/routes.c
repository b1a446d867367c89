/* SPDX-License-Identifier: EUPL-1.2 */
#include "routes/routes.h"

#include "attach/attach.h"

const struct app_site site_routes = {
    .portal = &routes_portal, .area = &routes_area, .admin = &routes_admin, .prepare_area = attach_prepare};
