/* SPDX-License-Identifier: EUPL-1.2 */
/* Question sets: questions.<version>.yaml. */
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "decl/build.h"

struct raw_answer {
    const struct node *node;
    const struct node *codes, *of_field, *days;
    const char *text_label, *unlimited;
    bool many, text, number, files;
};

struct raw_question {
    const struct node *node;
    struct decl_question d;
    struct raw_answer answer;
    int personal, personal_codes; /* -1: not given */
    int comment;
    const struct node *comment_when, *needs_field;
    struct walk_rows when;
};

struct raw_group {
    const struct node *node;
    struct decl_group d;
    struct walk_rows questions;
};

struct raw_questions {
    const struct node *node;
    struct decl_questions d;
    struct walk_rows groups;
};

const char *const data_class_words[] = {"none", "identity", "content", "sensitive", NULL};
static const char *const comment_words[] = {"no", "may", "must", NULL};

static const struct walk_key answer_keys[] = {
    KEY_REF("codes", raw_answer, codes, false, SHAPE_NAME),
    KEY_REF("of_field", raw_answer, of_field, false, SHAPE_NAME),
    KEY_FLAG("many", raw_answer, many),
    KEY_FLAG("text", raw_answer, text),
    KEY_MSGID("text_label", raw_answer, text_label, false),
    KEY_FLAG("number", raw_answer, number),
    KEY_FLAG("files", raw_answer, files),
    KEY_MSGIDS("days", raw_answer, days, false),
    KEY_MSGID("unlimited", raw_answer, unlimited, false),
    KEY_END,
};

static const struct walk_table answer_table = {
    .what = "an answer",
    .size = sizeof(struct raw_answer),
    .keys = answer_keys,
};

static const struct walk_key question_keys[] = {
    KEY_MSGID("text", raw_question, d.text, true),
    KEY_MSGID("hint", raw_question, d.hint, false),
    KEY_MAP("answer", raw_question, answer, true, &answer_table),
    KEY_CHOICE("personal", raw_question, personal, true, data_class_words, -1),
    KEY_CHOICE("personal_codes", raw_question, personal_codes, false, data_class_words, -1),
    KEY_CHOICE("comment", raw_question, comment, false, comment_words, COMMENT_MAY),
    KEY_REFS_1("comment_when", raw_question, comment_when, false, SHAPE_CODE),
    KEY_ITEMS("when", raw_question, when, false, &when_table),
    KEY_REF("needs_field", raw_question, needs_field, false, SHAPE_NAME),
    KEY_END,
};

static const struct walk_table question_table = {
    .what = "a question",
    .size = sizeof(struct raw_question),
    .keys = question_keys,
    .id_offset = offsetof(struct raw_question, d.id),
    .id_shape = SHAPE_QUESTION,
};

static const struct walk_key group_keys[] = {
    KEY_MSGID("label", raw_group, d.label, true),
    KEY_MSGID("hint", raw_group, d.hint, false),
    KEY_ROWS("questions", raw_group, questions, true, &question_table),
    KEY_END,
};

static const struct walk_table group_table = {
    .what = "a group of questions",
    .size = sizeof(struct raw_group),
    .keys = group_keys,
    .id_offset = offsetof(struct raw_group, d.id),
    .id_shape = SHAPE_GROUP,
};

static const struct walk_key set_keys[] = {
    KEY_TEXT("questions", raw_questions, d.id, true, SHAPE_NAME, LIMIT_ID_CHARS),
    KEY_NUMBER("version", raw_questions, d.version, true, 1, 9999, 0),
    KEY_TEXT("free_question", raw_questions, d.free_question, false, SHAPE_QUESTION, 7),
    KEY_ROWS("groups", raw_questions, groups, true, &group_table),
    KEY_END,
};

static const struct walk_table set_table = {
    .what = "a question set",
    .size = sizeof(struct raw_questions),
    .keys = set_keys,
};

/* The parts of the answer, and whether they fit together. */
static void
build_answer(struct build *build, const struct raw_question *raw, struct decl_question *q)
{
    const struct raw_answer *answer = &raw->answer;
    struct load *load = build->load;
    bool coded;

    q->list = lists_find(build, answer->codes, "codes");
    q->list_field = answer->of_field == NULL ? NULL : answer->of_field->text;
    q->many = answer->many || answer->of_field != NULL;
    q->has_text = answer->text;
    q->text_label = answer->text_label;
    q->has_number = answer->number;
    q->has_files = answer->files;
    q->unlimited_label = answer->unlimited;
    q->n_days = (unsigned)node_count(answer->days);
    if (q->n_days > 2) {
        fault_add(load, answer->days->pos, "days", "an answer has at most two days");
        q->n_days = 2;
    }
    for (unsigned i = 0; i < q->n_days; i++)
        q->day_labels[i] = node_at(answer->days, i)->text;
    coded = answer->codes != NULL || answer->of_field != NULL;
    if (answer->node == NULL)
        return;
    if (!coded && !q->has_text && !q->has_number && !q->has_files && q->n_days == 0)
        fault_key(load, q->pos, "answer", "asks for nothing");
    if (answer->codes != NULL && answer->of_field != NULL)
        fault_key(load, q->pos, "answer", "takes its codes from a list or from a field, not from both");
    if (answer->many && answer->codes == NULL)
        fault_key(load, q->pos, "answer", "`many` needs `codes`");
    if (q->unlimited_label != NULL && q->n_days != 1)
        fault_key(load, q->pos, "answer", "`unlimited` needs one day");
    if (q->text_label != NULL && !q->has_text)
        fault_key(load, q->pos, "answer", "`text_label` needs `text: true`");
}

/* docs/personal-data.md, Marks: everything is marked, and free text, files and comments are never `none`. */
static void
build_marks_of(struct build *build, const struct raw_question *raw, struct decl_question *q)
{
    bool coded = raw->answer.codes != NULL || raw->answer.of_field != NULL;
    bool words = q->has_text || q->has_files || q->comment != COMMENT_NO;

    q->data_class = raw->personal < 0 ? PERSONAL_NONE : (enum data_class)raw->personal;
    q->code_class = raw->personal_codes < 0 ? PERSONAL_NONE : (enum data_class)raw->personal_codes;
    if (coded && raw->personal_codes < 0 && node_child(raw->node, "personal_codes") == NULL)
        fault_add(build->load, q->pos, "personal_codes", "is missing: the codes of the answer are not marked");
    if (!coded && raw->personal_codes >= 0)
        fault_key(build->load, q->pos, "personal_codes", "the answer has no codes");
    if (words && raw->personal == PERSONAL_NONE)
        fault_key(build->load, q->pos, "personal", "free text, comments and files are never `none`");
}

static void
build_comment(struct build *build, const struct raw_question *raw, struct decl_question *q)
{
    q->comment = (enum decl_comment)raw->comment;
    q->must_codes = when_ids(build->load, raw->comment_when, &q->n_must_codes);
    if (q->n_must_codes > 0 && q->comment != COMMENT_MUST)
        fault_key(build->load, q->pos, "comment_when", "needs `comment: must`");
    for (size_t i = 0; i < q->n_must_codes; i++)
        if (q->list == NULL || decl_code(q->list, q->must_codes[i]) == NULL)
            fault_key(build->load, q->pos, "comment_when", "\"%s\" is no code of the answer",
                      q->must_codes[i]);
}

/* The two letters say of which area a question is: an area's own, the same in all its sets. */
static void
check_letters(struct build *build, const struct decl_question *q)
{
    const struct decl_question *first = build->area->a_question;

    if (!walk_shape_fits(SHAPE_QUESTION, q->id))
        return;
    if (first == NULL)
        build->area->a_question = q;
    else if (strncmp(first->id, q->id, 2) != 0)
        fault_add(build->load, q->pos, q->id, "must begin with %.2s, as all questions of the area do", first->id);
}

static void
build_question(struct build *build, const struct raw_question *raw, const struct decl_group *group,
               struct decl_question *q)
{
    *q = raw->d;
    q->pos = raw->node->pos;
    q->group = group->id;
    if (walk_shape_fits(SHAPE_QUESTION, q->id) && q->id[3] != group->id[0])
        fault_add(build->load, q->pos, q->id, "stands in group %s", group->id);
    check_letters(build, q);
    build_answer(build, raw, q);
    build_comment(build, raw, q);
    build_marks_of(build, raw, q);
    q->when = when_build(build->load, &raw->when);
    q->needs_field = raw->needs_field == NULL ? NULL : raw->needs_field->text;
}

static void
build_group(struct build *build, const struct raw_group *raw, struct decl_group *group)
{
    const struct raw_question *rows = raw->questions.rows;
    struct decl_question *questions =
        mem_zeros(build->load->mem, struct decl_question, raw->questions.count + 1);

    *group = raw->d;
    group->pos = raw->node->pos;
    for (size_t i = 0; i < raw->questions.count; i++)
        build_question(build, &rows[i], group, &questions[i]);
    group->questions = questions;
    group->n_questions = raw->questions.count;
}

static void
remember(struct build *build, const struct decl_questions *set, const struct node *top)
{
    build->questions = mem_grow(build->load->mem, build->questions, struct build_questions,
                                build->n_questions + 1);
    build->questions[build->n_questions++] = (struct build_questions){set, top};
}

void
questions_build(struct build *build, const struct node *top, unsigned version, const struct decl_origin *origin)
{
    struct raw_questions raw = {0};
    struct decl_questions *set = mem_zero(build->load->mem, struct decl_questions);
    const struct raw_group *rows;
    struct decl_group *groups;

    walk(build->load, top, &set_table, &raw);
    rows = raw.groups.rows;
    *set = raw.d;
    set->origin = *origin;
    set->pos = top->pos;
    groups = mem_zeros(build->load->mem, struct decl_group, raw.groups.count + 1);
    for (size_t i = 0; i < raw.groups.count; i++)
        build_group(build, &rows[i], &groups[i]);
    set->groups = groups;
    set->n_groups = raw.groups.count;
    if (set->version != 0 && set->version != version)
        fault_key(build->load, set->pos, "version", "the name of the file says %u", version);
    if (set->free_question != NULL && decl_question(set, set->free_question) == NULL)
        fault_key(build->load, set->pos, "free_question", "there is no question \"%s\"",
                  set->free_question);
    remember(build, set, top);
}
