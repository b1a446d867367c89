/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/control.h"

#define FIELD(type, member) MODEL_FIELD(type, MODEL_PAGE, view_option, member)
static const struct model_field option_fields[] = {
    FIELD(MODEL_TEXT, code),
    FIELD(MODEL_TEXT, label),
    FIELD(MODEL_TEXT, hint),
    FIELD(MODEL_BOOL, selected),
    MODEL_END,
};
#undef FIELD
const struct model_table view_option_table = {"ViewOption", sizeof(struct view_option), option_fields};

#define FIELD(type, member) MODEL_FIELD(type, MODEL_PAGE, view_control, member)
#define LIST(member) MODEL_NESTED(MODEL_MANY, MODEL_PAGE, view_control, member, &view_option_table)
static const struct model_field control_fields[] = {
    FIELD(MODEL_TEXT, kind),
    FIELD(MODEL_TEXT, name),
    FIELD(MODEL_TEXT, label),
    FIELD(MODEL_TEXT, hint),
    FIELD(MODEL_TEXT, error),
    FIELD(MODEL_TEXT, value),
    FIELD(MODEL_TEXT, lang),
    LIST(langs),
    FIELD(MODEL_BOOL, personal),
    FIELD(MODEL_BOOL, optional),
    FIELD(MODEL_BOOL, autosave),
    FIELD(MODEL_NUMBER, max),
    FIELD(MODEL_NUMBER, rows),
    FIELD(MODEL_TEXT, width),
    FIELD(MODEL_TEXT, autocomplete),
    FIELD(MODEL_TEXT, input_mode),
    FIELD(MODEL_TEXT, suffix),
    FIELD(MODEL_TEXT, prefix),
    FIELD(MODEL_TEXT, accept),
    FIELD(MODEL_BOOL, multiple),
    FIELD(MODEL_TEXT, day_day),
    FIELD(MODEL_TEXT, day_month),
    FIELD(MODEL_TEXT, day_year),
    LIST(options),
    MODEL_END,
};
#undef FIELD
#undef LIST
const struct model_table view_control_table = {"ViewControl", sizeof(struct view_control), control_fields};

#define FIELD(type, member) MODEL_FIELD(type, MODEL_PAGE, view_fault, member)
static const struct model_field fault_fields[] = {
    FIELD(MODEL_TEXT, name),
    FIELD(MODEL_TEXT, text),
    MODEL_END,
};
#undef FIELD
const struct model_table view_fault_table = {"ViewFault", sizeof(struct view_fault), fault_fields};

#define FIELD(type, member) MODEL_FIELD(type, MODEL_PAGE, view_link, member)
static const struct model_field link_fields[] = {
    FIELD(MODEL_TEXT, label),
    FIELD(MODEL_LINK, href),
    MODEL_END,
};
#undef FIELD
const struct model_table view_link_table = {"ViewLink", sizeof(struct view_link), link_fields};
