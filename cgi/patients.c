/* SPDX-License-Identifier: EUPL-1.2 */
#include "routes/routes.h"
#include "web/app.h"

int
main(int argc, char **argv)
{
    static const struct app_conf conf = {
        .endpoint = "patients", .area = "patients", .routes = &routes_area, .site = &site_routes};

    return app_run(&conf, argc, argv);
}
