/* SPDX-License-Identifier: EUPL-1.2 */
#include "access/installation.h"
#include "web/core.h"

enum err_code
core_check_published(struct app *app, struct err *err)
{
    if (app->core->published_good)
        return ERR_OK;
    TRY(installation_compare(app->db, app->decl, err));
    app->core->published_good = true;
    return ERR_OK;
}
