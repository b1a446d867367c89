/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/directory.h"

#include "model/control.h"


static const struct model_field bodies_fields[] = {
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_authorities, items, &model_authority_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_authorities, controls, &view_control_table),
    MODEL_FIELD(MODEL_BOOL, MODEL_PAGE, model_authorities, searched),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_authorities, more),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_authorities, incomplete),
    MODEL_FIELD(MODEL_NUMBER, MODEL_API, model_authorities, next_after),
    MODEL_FIELD(MODEL_LINK, MODEL_PAGE, model_authorities, next),
    MODEL_FIELD(MODEL_TEXT, MODEL_PAGE, model_authorities, count_text),
    MODEL_END};
const struct model_table model_authorities_table = {"Authorities", sizeof(struct model_authorities), bodies_fields};

static const struct model_field card_fields[] = {
    MODEL_NESTED(MODEL_ONE, MODEL_BOTH, model_card, body, &model_authority_table),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_card, kind),
    MODEL_FIELD(MODEL_WORDS, MODEL_BOTH, model_card, informal),
    MODEL_FIELD(MODEL_WORDS, MODEL_BOTH, model_card, what),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_card, address),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_card, phone),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_card, email),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_card, website),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_card, hours),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_card, languages),
    MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, model_card, slug),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_card, areas, &model_choice_table),
    MODEL_NESTED(MODEL_MANY, MODEL_BOTH, model_card, activities, &model_choice_table),
    MODEL_NESTED(MODEL_MANY, MODEL_PAGE, model_card, receives, &model_link_table),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_card, liaison_point),
    MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, model_card, suspended),
    MODEL_END};
const struct model_table model_card_table = {"Authority", sizeof(struct model_card), card_fields};

static const struct model_field term_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_term, test),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_term, subject),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_term, codes, &model_choice_table),
    MODEL_END};
const struct model_table model_term_table = {"Term", sizeof(struct model_term), term_fields};

static const struct model_field field_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_field, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_field, label),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_field, kind),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_field, type),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_field, format),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_field, hint),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_declared_field, personal),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_declared_field, needed),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_field, pattern),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_declared_field, repeat),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_declared_field, past_only),
    MODEL_FIELD(MODEL_NUMBER, MODEL_API, model_declared_field, max),
    MODEL_FIELD(MODEL_NUMBER, MODEL_API, model_declared_field, min),
    MODEL_FIELD(MODEL_NUMBER, MODEL_API, model_declared_field, least),
    MODEL_FIELD(MODEL_NUMBER, MODEL_API, model_declared_field, most),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_field, codes, &model_choice_table),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_field, when, &model_term_table),
    MODEL_END};
const struct model_table model_declared_field_table = {"DeclaredField", sizeof(struct model_declared_field),
                                                       field_fields};

static const struct model_field action_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_action, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_action, label),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_action, to),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_action, from, &model_choice_table),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_action, fields, &model_declared_field_table),
    MODEL_END};
const struct model_table model_declared_action_table = {"DeclaredAction", sizeof(struct model_declared_action),
                                                        action_fields};

static const struct model_field flow_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_flow, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_flow, title),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_flow, description),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_flow, source),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_flow, questions),
    MODEL_FIELD(MODEL_NUMBER, MODEL_API, model_declared_flow, version),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_flow, states, &model_choice_table),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_flow, fields, &model_declared_field_table),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_flow, actions, &model_declared_action_table),
    MODEL_END};
const struct model_table model_declared_flow_table = {"DeclaredFlow", sizeof(struct model_declared_flow), flow_fields};

static const struct model_field question_fields[] = {
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_question, id),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_question, group),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_question, group_label),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_question, text),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_question, hint),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_question, comment),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_declared_question, many),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_declared_question, has_text),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_declared_question, has_number),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_declared_question, has_files),
    MODEL_FIELD(MODEL_BOOL, MODEL_API, model_declared_question, follow_up),
    MODEL_FIELD(MODEL_NUMBER, MODEL_API, model_declared_question, dates),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_question, date_labels, &model_choice_table),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_question, text_label),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_question, unlimited_label),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_question, needs_field),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_question, codes, &model_choice_table),
    MODEL_FIELD(MODEL_TEXT, MODEL_API, model_declared_question, codes_of),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_question, comment_codes, &model_choice_table),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared_question, when, &model_term_table),
    MODEL_END};
const struct model_table model_declared_question_table = {
    "DeclaredQuestion", sizeof(struct model_declared_question), question_fields};

static const struct model_field declared_fields[] = {
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared, flows, &model_declared_flow_table),
    MODEL_NESTED(MODEL_MANY, MODEL_API, model_declared, questions, &model_declared_question_table),
    MODEL_END};
const struct model_table model_declared_table = {"Declared", sizeof(struct model_declared), declared_fields};
