/* SPDX-License-Identifier: EUPL-1.2 */
/* Beginning a case, acts through the API, and the notes that each side keeps for itself. */
#ifndef IMI_CASES_NEW_H
#define IMI_CASES_NEW_H

#include "cases/casework.h"

route_handler case_new_get;  /* GET  /{area}/new/{flow} */
route_handler case_new_post; /* POST /{area}/new/{flow} */
route_handler case_api_new;  /* POST /{area}/api/v1/cases */
route_handler case_api_act;  /* POST /{area}/api/v1/cases/{ref}/actions/{action} */
route_handler case_own_get;  /* GET  /{area}/cases/{ref}/own */
route_handler case_own_post; /* POST /{area}/cases/{ref}/own */

#endif
