/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Values before they are released. What these functions give must not reach a person unless it went through
 * release_values; handlers do not include this header.
 */
#ifndef IMI_CONTENT_VALUES_H
#define IMI_CONTENT_VALUES_H

#include "content/item.h"
#include "content/value.h"
#include "store/value.h"

/*
 * values_load - the values of a case and those of one party or member (-1: none) with its working copy; nothing is hidden,
 * nothing recorded.
 */
enum err_code values_load(const struct env *env, uint64_t case_id, int member,
                          struct content_values **values, struct err *err) ERR_MUST_CHECK;

/* values_load_with - the same of another member than the one whose working copy it is. */
enum err_code values_load_with(const struct env *env, uint64_t case_id, int member, int copy, struct content_values **out,
                               struct err *err) ERR_MUST_CHECK;

/* values_settled - the newest version of a field that is not a working copy, or NULL. */
const struct content_value *values_settled(const struct content_values *values, const char *field);

/* values_overlay - put a value of the working copy before what there is. Texts are borrowed. */
void values_overlay(const struct env *env, struct content_values *values, const char *field,
                    const char *value, const char *language, int part);

/* What governs a value by its name. */
struct value_rule {
    const struct kind *kind; /* of a field; NULL of a part of a question */
    enum data_class data_class;
    const char *reveal;      /* key of the flow's reveal rules; NULL: seen with the questions */
    bool early;
    const struct kind *search; /* gives the text by whose words the value is found; NULL: it is not searched for */
    bool own_form;           /* belongs to the form of an action, not to the request or an answer */
};

/* value_rule - the rule for a value's name; false for a name that the flow does not declare. */
bool value_rule(const struct decl_flow *decl, const char *name, struct value_rule *rule);

#endif
