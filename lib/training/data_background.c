/* SPDX-License-Identifier: EUPL-1.2 */
/* background.yaml */
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "training/data.h"

#define FILE_NAME DATA_FOLDER "/background.yaml"
#define MOST INT64_C(1000000)

const char *const data_slots[] = {
    "asked", "kind", "firm", "surname", "given_name", "birth_date", "provider_country", "provider_town",
    "provider_region", "provider_address", "host_address", "number", "activities", "activity", "legal_basis",
    "case_type", "days", "sentence", "sensitive", "justification", "town", "timeliness", "effort", NULL};
_Static_assert(sizeof data_slots / sizeof *data_slots == SLOT_COUNT + 1, "a name for each placeholder");

#define NUMBER(name, row, member) KEY_NUMBER(name, row, member, true, 0, MOST, 0)

static const struct walk_key template_keys[] = {
    KEY_TEXT("field", data_template, field, true, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_TEXT("value", data_template, value, true, SHAPE_ANY, 200),
    KEY_REFS("of", data_template, of, false, SHAPE_CODE),
    KEY_NUMBER("percent", data_template, percent, false, 0, 100, 100),
    KEY_END,
};
static const struct walk_table template_table = {
    .what = "a value of an act", .size = sizeof(struct data_template), .keys = template_keys};

static const struct walk_key act_keys[] = {
    KEY_REF("action", data_act, action, true, SHAPE_ACTION),
    KEY_ITEMS("values", data_act, values, false, &template_table),
    KEY_END,
};
static const struct walk_table act_table = {
    .what = "an act", .size = sizeof(struct data_act), .keys = act_keys, .alone = "action"};

static const struct walk_key acts_keys[] = {
    KEY_MAP("begin", data_acts, begin, true, &act_table),
    KEY_MAP("send", data_acts, send, true, &act_table),
    KEY_MAP("edit", data_acts, edit, true, &act_table),
    KEY_MAP("withdraw", data_acts, withdraw, true, &act_table),
    KEY_MAP("accept", data_acts, accept, true, &act_table),
    KEY_MAP("save_reply", data_acts, save_reply, true, &act_table),
    KEY_MAP("reply", data_acts, reply, true, &act_table),
    KEY_MAP("ask_back", data_acts, ask_back, true, &act_table),
    KEY_MAP("answer_back", data_acts, answer_back, true, &act_table),
    KEY_MAP("close", data_acts, close, true, &act_table),
    KEY_END,
};
static const struct walk_table acts_table = {
    .what = "the acts", .size = sizeof(struct data_acts), .keys = acts_keys};

static const struct walk_key bundle_keys[] = {
    KEY_TEXT("id", data_bundle, id, true, SHAPE_NAME, LIMIT_ID_CHARS),
    NUMBER("weight", data_bundle, weight),
    KEY_REF("legal_basis", data_bundle, legal_basis, true, SHAPE_CODE),
    KEY_FLAG("sensitive", data_bundle, sensitive),
    KEY_REFS("questions", data_bundle, questions, true, SHAPE_QUESTION),
    KEY_END,
};
static const struct walk_table bundle_table = {
    .what = "a bundle of questions", .size = sizeof(struct data_bundle), .keys = bundle_keys};

static const struct walk_key pair_keys[] = {
    KEY_TEXT("from", data_pair, from, true, SHAPE_COUNTRY, 2),
    KEY_TEXT("to", data_pair, to, true, SHAPE_COUNTRY, 2),
    NUMBER("weight", data_pair, weight),
    KEY_END,
};
static const struct walk_table pair_table = {.what = "a pair", .size = sizeof(struct data_pair), .keys = pair_keys};

static const struct walk_key shift_keys[] = {
    KEY_NUMBER("within_7_days", data_shift, within_7_days, true, -100, 100, 0),
    KEY_NUMBER("on_time", data_shift, on_time, true, -100, 100, 0),
    KEY_NUMBER("mean_days", data_shift, mean_days, true, -100, 100, 0),
    KEY_END,
};
static const struct walk_table shift_table = {.what = "what differs in a country",
                                              .size = sizeof(struct data_shift),
                                              .keys = shift_keys,
                                              .id_offset = offsetof(struct data_shift, country),
                                              .id_shape = SHAPE_COUNTRY};

static const struct walk_key text_keys[] = {
    KEY_MSGIDS("reason", data_texts, reason, true),
    KEY_MSGIDS("comment", data_texts, comment, true),
    KEY_MSGIDS("clarification", data_texts, clarification, true),
    KEY_MSGIDS("clarification_answer", data_texts, clarification_answer, true),
    KEY_MSGIDS("withdraw", data_texts, withdraw, true),
    KEY_END,
};
static const struct walk_table text_table = {.what = "the texts of a language",
                                             .size = sizeof(struct data_texts),
                                             .keys = text_keys,
                                             .id_offset = offsetof(struct data_texts, language),
                                             .id_shape = SHAPE_NAME};

static const struct walk_key answer_text_keys[] = {
    KEY_TEXT("value", data_answer_text, value, true, SHAPE_ANY, 200),
    KEY_END,
};
static const struct walk_table answer_text_table = {.what = "the words of an answer",
                                                    .size = sizeof(struct data_answer_text),
                                                    .keys = answer_text_keys,
                                                    .alone = "value",
                                                    .id_offset = offsetof(struct data_answer_text, question),
                                                    .id_shape = SHAPE_QUESTION};

static const struct walk_key accept_keys[] = {
    NUMBER("within_7_days_percent", data_accept, within_7_days_percent),
    NUMBER("same_day_percent", data_accept, same_day_percent),
    NUMBER("median_days", data_accept, median_days),
    NUMBER("longest_days", data_accept, longest_days),
    KEY_END,
};
static const struct walk_table accept_table = {
    .what = "accepting", .size = sizeof(struct data_accept), .keys = accept_keys};

static const struct walk_key reply_keys[] = {
    NUMBER("mean_days", data_reply, mean_days),
    NUMBER("shortest_days", data_reply, shortest_days),
    NUMBER("longest_days", data_reply, longest_days),
    NUMBER("on_time_percent", data_reply, on_time_percent),
    KEY_ANY("accepted_days", data_reply, accepted_days_node, true),
    NUMBER("saved_before_sending_percent", data_reply, saved_before_sending_percent),
    KEY_END,
};
static const struct walk_table reply_table = {
    .what = "replying", .size = sizeof(struct data_reply), .keys = reply_keys};

static const struct walk_key open_keys[] = {
    NUMBER("sent", data_open, sent),
    NUMBER("accepted", data_open, accepted),
    NUMBER("replied", data_open, replied),
    NUMBER("clarification", data_open, clarification),
    KEY_END,
};
static const struct walk_table open_table = {
    .what = "what stays open", .size = sizeof(struct data_open), .keys = open_keys};

static const struct walk_key rating_keys[] = {
    NUMBER("filled_percent", data_rating, filled_percent),
    KEY_ANY("timeliness", data_rating, timeliness_node, true),
    KEY_ANY("effort", data_rating, effort_node, true),
    KEY_END,
};
static const struct walk_table rating_table = {
    .what = "the rating", .size = sizeof(struct data_rating), .keys = rating_keys};

#define TOP_NUMBER(name) NUMBER(#name, data_background, name)
#define TOP_WEIGHTS(name, member) KEY_ANY(name, data_background, member##_node, true)

static const struct walk_key background_keys[] = {
    KEY_REF("area", data_background, area_node, true, SHAPE_NAME),
    KEY_REF("flow", data_background, flow_node, true, SHAPE_NAME),
    KEY_NUMBER("seed", data_background, seed, true, 0, INT64_C(1000000000), 0),
    TOP_NUMBER(requests),
    TOP_NUMBER(span_days),
    TOP_NUMBER(last_sent_days_ago),
    TOP_NUMBER(growth_percent_a_year),
    TOP_WEIGHTS("months", months),
    TOP_WEIGHTS("weekdays", weekdays),
    TOP_WEIGHTS("hours", hours),
    TOP_WEIGHTS("askers", askers),
    TOP_WEIGHTS("asked", asked),
    KEY_ITEMS("pairs", data_background, pairs, true, &pair_table),
    TOP_WEIGHTS("hot_authorities", hot),
    TOP_WEIGHTS("activities", activities),
    TOP_NUMBER(second_activity_percent),
    TOP_WEIGHTS("provider_kinds", kinds),
    TOP_NUMBER(provider_of_asked_country_percent),
    TOP_WEIGHTS("case_types", types),
    TOP_WEIGHTS("reply_days", reply_days),
    TOP_NUMBER(own_file_number_percent),
    KEY_ITEMS("bundles", data_background, bundles, true, &bundle_table),
    TOP_NUMBER(free_question_percent),
    TOP_NUMBER(question_comment_percent),
    KEY_MAP("acts", data_background, acts, true, &acts_table),
    KEY_MAP("accept", data_background, accept, true, &accept_table),
    KEY_MAP("reply", data_background, reply, true, &reply_table),
    KEY_ROWS("country_shift", data_background, shifts, true, &shift_table),
    TOP_NUMBER(clarification_percent),
    TOP_NUMBER(clarification_twice_percent),
    TOP_WEIGHTS("clarification_answer_days", clarify),
    TOP_NUMBER(withdrawn_percent),
    TOP_WEIGHTS("withdrawn_after_days", withdrawn),
    TOP_NUMBER(edited_after_sending_percent),
    TOP_WEIGHTS("close_after_reply_days", close),
    TOP_NUMBER(files_in_request_percent),
    TOP_NUMBER(files_in_reply_percent),
    KEY_REFS("files", data_background, files, true, SHAPE_ANY),
    TOP_NUMBER(drafts),
    TOP_NUMBER(draft_days),
    KEY_MAP("open_at_start", data_background, open, true, &open_table),
    TOP_NUMBER(not_accepted_overdue),
    TOP_NUMBER(not_replied_overdue),
    KEY_ANY("answers", data_background, answers_node, true),
    KEY_ROWS("answer_texts", data_background, answer_texts, true, &answer_text_table),
    TOP_NUMBER(answer_comment_percent),
    KEY_MAP("rating", data_background, rating, true, &rating_table),
    KEY_ANY("sensitive_reasons", data_background, sensitive_reasons, true),
    KEY_ANY("fallback", data_background, fallback, true),
    KEY_ROWS("texts", data_background, texts, true, &text_table),
    KEY_END,
};
static const struct walk_table background_table = {
    .what = "the background", .size = sizeof(struct data_background), .keys = background_keys};

/* ---- checks ------------------------------------------------------------------------------------------------- */

static void
check_question(struct data *data, struct yaml_pos pos, const char *id)
{
    const struct decl_questions *set = data->background.flow->questions;

    if (set == NULL || decl_question(set, id) == NULL)
        fault_add(data->load, pos, id, "is no question of the flow");
}

static void
check_slots(struct data *data, struct yaml_pos pos, const char *text)
{
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        size_t length = strcspn(at + 1, "}");
        bool known = false;

        for (size_t i = 0; data_slots[i] != NULL; i++)
            known = known || (strlen(data_slots[i]) == length && strncmp(data_slots[i], at + 1, length) == 0);
        if (!known)
            fault_add(data->load, pos, "value", "{%.*s} is no placeholder", (int)length, at + 1);
    }
}

static void
check_act(struct data *data, const struct data_act *act)
{
    const struct decl_flow *flow = data->background.flow;
    const struct decl_action *action = decl_action(flow, act->action->text);
    const struct data_template *rows = act->values.rows;

    if (action == NULL) {
        fault_add(data->load, act->action->pos, "action", "there is no action \"%s\"", act->action->text);
        return;
    }
    for (size_t i = 0; i < act->values.count; i++) {
        if (decl_field(flow->main, rows[i].field) == NULL &&
            (action->form == NULL || decl_field(action->form, rows[i].field) == NULL))
            fault_add(data->load, rows[i].node->pos, "field", "the action asks for no \"%s\"", rows[i].field);
        check_slots(data, rows[i].node->pos, rows[i].value);
    }
}

static void
check_acts(struct data *data)
{
    const struct data_acts *acts = &data->background.acts;
    const struct data_act *all[] = {&acts->begin, &acts->send, &acts->edit, &acts->withdraw, &acts->accept,
                                    &acts->save_reply, &acts->reply, &acts->ask_back, &acts->answer_back,
                                    &acts->close};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        check_act(data, all[i]);
}

static void
check_sentences(struct data *data)
{
    const struct data_texts *texts = data->background.texts.rows;

    for (size_t i = 0; i < data->background.texts.count; i++) {
        const struct node *const pools[] = {texts[i].reason, texts[i].comment, texts[i].clarification,
                                            texts[i].clarification_answer, texts[i].withdraw};

        data_language(data, texts[i].node->pos, "texts", texts[i].language);
        for (size_t pool = 0; pool < sizeof pools / sizeof *pools; pool++)
            for (size_t j = 0; j < node_count(pools[pool]); j++)
                check_slots(data, node_at(pools[pool], j)->pos, node_at(pools[pool], j)->text);
    }
}

static void
check_lists(struct data *data)
{
    struct data_background *background = &data->background;
    const struct data_bundle *bundles = background->bundles.rows;
    const struct data_answer_text *texts = background->answer_texts.rows;
    const struct weights *lists[] = {&background->askers, &background->asked};

    for (size_t i = 0; i < background->bundles.count; i++)
        for (size_t j = 0; j < node_count(bundles[i].questions); j++)
            check_question(data, bundles[i].node->pos, node_at(bundles[i].questions, j)->text);
    for (size_t i = 0; i < background->answer_texts.count; i++) {
        check_question(data, texts[i].node->pos, texts[i].question);
        check_slots(data, texts[i].node->pos, texts[i].value);
    }
    for (size_t i = 0; i < background->activities.count; i++)
        if (background->area->activities == NULL ||
            decl_code(background->area->activities, background->activities.names[i]) == NULL)
            fault_add(data->load, background->activities_node->pos, background->activities.names[i],
                      "is no activity of the area");
    for (size_t i = 0; i < background->hot.count; i++)
        if (data_authority(data, background->hot.names[i]) == NULL)
            fault_add(data->load, background->hot_node->pos, background->hot.names[i], "is no authority");
    check_sentences(data);
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            data_country(data, background->askers_node->pos, "country", lists[i]->names[j]);
    for (size_t i = 0; background->fallback->kind == NODE_MAP && i < background->fallback->count; i++)
        if (data_texts(background, background->fallback->items[i].text) == NULL)
            fault_add(data->load, background->fallback->items[i].pos, "fallback", "has no texts");
}

static void
read_weights(struct data *data)
{
    struct data_background *b = &data->background;

    b->months = data_weights(data, b->months_node);
    b->weekdays = data_weights(data, b->weekdays_node);
    b->hours = data_weights(data, b->hours_node);
    b->askers = data_weights(data, b->askers_node);
    b->asked = data_weights(data, b->asked_node);
    b->hot = data_weights(data, b->hot_node);
    b->activities = data_weights(data, b->activities_node);
    b->kinds = data_weights(data, b->kinds_node);
    b->types = data_weights(data, b->types_node);
    b->reply_days = data_weights(data, b->reply_days_node);
    b->withdrawn_days = data_weights(data, b->withdrawn_node);
    b->clarify_days = data_weights(data, b->clarify_node);
    b->close_days = data_weights(data, b->close_node);
    b->reply.accepted_days = data_weights(data, b->reply.accepted_days_node);
    b->rating.timeliness = data_weights(data, b->rating.timeliness_node);
    b->rating.effort = data_weights(data, b->rating.effort_node);
    data_text_map(data, b->sensitive_reasons, 1000);
    data_text_map(data, b->fallback, 2);
    if (b->months.count != 12 || b->weekdays.count != 7)
        fault_add(data->load, b->months_node->pos, "months", "there must be 12 months and 7 weekdays, in their order");
}

/* Weights of answers: by question. */
static void
read_answers(struct data *data)
{
    struct data_background *background = &data->background;
    const struct node *node = background->answers_node;

    if (node->kind != NODE_MAP) {
        fault_add(data->load, node->pos, "answers", "must be questions with weights");
        return;
    }
    background->answers = mem_zeros(data->mem, struct data_by_question, node->count + 1);
    for (size_t i = 0; i < node->count; i++) {
        check_question(data, node->items[i].pos, node->items[i].key);
        background->answers[i] =
            (struct data_by_question){node->items[i].key, data_weights(data, &node->items[i])};
    }
    background->n_answers = node->count;
}

void
data_read_background(struct data *data)
{
    const struct node *node = yaml_read(data->load, FILE_NAME);
    struct data_background *background = &data->background;

    if (node == NULL)
        return;
    walk(data->load, node, &background_table, background);
    if (data->load->faults->count > 0)
        return;
    background->area = decl_area(data->decl, background->area_node->text);
    if (background->area != NULL)
        background->flow = decl_flow(background->area, background->flow_node->text, 0);
    if (background->flow == NULL) {
        fault_add(data->load, background->flow_node->pos, "flow", "is not declared");
        return;
    }
    read_weights(data);
    read_answers(data);
    check_acts(data);
    check_lists(data);
}
