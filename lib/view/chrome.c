/* SPDX-License-Identifier: EUPL-1.2 */
#include "view/chrome.h"

#define FIELD(type, member) MODEL_FIELD(type, MODEL_PAGE, view_nav, member)
static const struct model_field nav_fields[] = {
    FIELD(MODEL_TEXT, label),
    FIELD(MODEL_LINK, href),
    FIELD(MODEL_NUMBER, count),
    FIELD(MODEL_BOOL, current),
    MODEL_END,
};
#undef FIELD
static const struct model_table nav_table = {"ViewNav", sizeof(struct view_nav), nav_fields};

#define FIELD(type, member) MODEL_FIELD(type, MODEL_PAGE, view_language, member)
static const struct model_field language_fields[] = {
    FIELD(MODEL_TEXT, code),
    FIELD(MODEL_TEXT, label),
    FIELD(MODEL_LINK, href),
    FIELD(MODEL_BOOL, current),
    MODEL_END,
};
#undef FIELD
static const struct model_table language_table = {"ViewLanguage", sizeof(struct view_language),
                                                  language_fields};

#define FIELD(type, member) MODEL_FIELD(type, MODEL_PAGE, view_chrome, member)
#define LIST(member, table) MODEL_NESTED(MODEL_MANY, MODEL_PAGE, view_chrome, member, table)
static const struct model_field chrome_fields[] = {
    FIELD(MODEL_TEXT, lang), /* first: each row of a list asks for it */
    FIELD(MODEL_TEXT, title),
    FIELD(MODEL_BOOL, failed),
    FIELD(MODEL_TEXT, site_name),
    FIELD(MODEL_TEXT, operator_name),
    FIELD(MODEL_TEXT, contact_href), /* may leave the site: the template validates it */
    FIELD(MODEL_LINK, logo),
    FIELD(MODEL_LINK, brand),
    FIELD(MODEL_TEXT, version),
    FIELD(MODEL_BOOL, training),
    FIELD(MODEL_TEXT, user),
    FIELD(MODEL_TEXT, authority),
    FIELD(MODEL_TEXT, csrf),
    FIELD(MODEL_LINK, path),
    FIELD(MODEL_TEXT, area),
    FIELD(MODEL_LINK, area_href),
    FIELD(MODEL_TEXT, notice),
    FIELD(MODEL_TEXT, request_id),
    LIST(nav, &nav_table),
    LIST(user_nav, &nav_table),
    LIST(languages, &language_table),
    FIELD(MODEL_TEXT, case_ref),
    FIELD(MODEL_TEXT, case_state),
    FIELD(MODEL_TEXT, case_version),
    MODEL_END,
};
const struct model_table view_chrome_table = {"ViewChrome", sizeof(struct view_chrome), chrome_fields};
