/* SPDX-License-Identifier: EUPL-1.2 */
/* Answers: drawn question by question, so that follow-ups follow what was answered before. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/mem.h"
#include "content/item.h"
#include "content/problem.h"
#include "training/background.h"

#define OLDEST_DAYS 4400 /* of a date in an answer */
#define COMING_DAYS 1500
#define VALUE_BYTES 4000

/* One answer being made up. */
struct answer {
    struct request *request;
    const struct decl_question *question;
    struct inputs *inputs;
    int32_t day;
    const char *code;
    const char *language; /* of what is written */
};

void
request_note(struct request *request, const char *field, const char *value)
{
    struct content_values *values = &request->values;

    if (values->count == request->values_room) {
        request->values_room = 2 * request->values_room + 64;
        values->items = mem_grow(request->loading->mem, values->items, struct content_value, request->values_room);
    }
    values->items[values->count++] = (struct content_value){.field = field, .value = value, .draft = true};
}

static void
put(struct answer *answer, const char *part, const char *text)
{
    const char *name = mem_printf(answer->request->loading->mem, "answer.%s%s", answer->question->id, part);

    inputs_add(answer->inputs, name, text, answer->language);
    request_note(answer->request, name, text);
}

static const struct weights *
weights_of(const struct request *request, const char *question)
{
    const struct data_background *background = request->background;

    for (size_t i = 0; i < background->n_answers; i++)
        if (strcmp(background->answers[i].question, question) == 0)
            return &background->answers[i].codes;
    return NULL;
}

/* The first or all of what was chosen in a field of the request. */
static const char *
codes_of_field(struct answer *answer)
{
    const char *all = content_text(&answer->request->values, answer->question->list_field);

    if (draw_percent(&answer->request->draw, 84))
        return all;
    return mem_copy_n(answer->request->loading->mem, all, strcspn(all, " "));
}

static const char *
draw_code(struct answer *answer)
{
    const struct decl_question *question = answer->question;
    const struct weights *weights = weights_of(answer->request, question->id);
    struct draw *draw = &answer->request->draw;

    if (weights != NULL)
        return draw_name(draw, weights);
    if (question->list_field != NULL)
        return codes_of_field(answer);
    if (question->list == NULL)
        return NULL;
    return question->list->codes[draw_below(draw, (uint32_t)question->list->n_codes)].id;
}

/* Whether an answer by code has something to say in its other parts. */
static bool
says_more(const struct answer *answer)
{
    static const char *const silent[] = {"no", "none", ANSWER_NOT_KNOWN, ANSWER_NOT_ALLOWED};

    for (size_t i = 0; answer->code != NULL && i < sizeof silent / sizeof *silent; i++)
        if (strcmp(answer->code, silent[i]) == 0)
            return false;
    return true;
}

static void
put_text(struct answer *answer)
{
    struct request *request = answer->request;
    const struct data_answer_text *rows = request->background->answer_texts.rows;
    const char *text = NULL;

    for (size_t i = 0; i < request->background->answer_texts.count; i++)
        if (strcmp(rows[i].question, answer->question->id) == 0)
            text = request_fill(request, rows[i].value);
    if (text == NULL || *text == '\0')
        text = request_sentence(request, request->answering, SENTENCE_COMMENT, &answer->language);
    put(answer, ".text", text);
}

static void
put_days(struct answer *answer)
{
    static const char *const parts[] = {".day1", ".day2"};
    struct draw *draw = &answer->request->draw;

    for (unsigned i = 0; i < answer->question->n_days && i < 2; i++) {
        int32_t day = i == 0 ? answer->day - (int32_t)draw_between(draw, 30, OLDEST_DAYS)
                             : answer->day + (int32_t)draw_between(draw, 30, COMING_DAYS);
        char text[DAY_TEXT_SIZE];

        day_format(day, text);
        put(answer, parts[i], mem_copy(answer->request->loading->mem, text));
    }
}

/* The rules of the flow say whether there must be a comment. */
static bool
comment_missing(const struct answer *answer)
{
    const struct env env = {.mem = answer->request->loading->mem};
    struct content_problems problems = {NULL, 0};
    bool missing = false;

    answer_problems(&env, answer->request->background->flow, answer->question, &answer->request->values, &problems);
    for (size_t i = 0; i < problems.count; i++)
        missing = missing || strstr(problems.items[i].field, ".comment") != NULL;
    return missing;
}

static void
put_comment(struct answer *answer)
{
    struct request *request = answer->request;

    if (answer->question->comment == COMMENT_NO)
        return;
    if (!comment_missing(answer) && !draw_percent(&request->draw, request->background->answer_comment_percent))
        return;
    put(answer, ".comment", request_sentence(request, request->answering, SENTENCE_COMMENT, &answer->language));
}

static void
add_file(struct answer *answer, struct step *step)
{
    struct request *request = answer->request;
    const struct node *files = request->background->files;
    struct play_file *file;
    const char *name;

    if (!answer->question->has_files || !draw_percent(&request->draw, request->background->files_in_reply_percent))
        return;
    /* Drawn in any case, so that the rest comes out the same. */
    name = request_draw(request, files);
    if (!request->loading->set->files)
        return;
    file = mem_zero(request->loading->mem, struct play_file);
    file->name = name;
    file->field = mem_printf(request->loading->mem, "answer.%s.files", answer->question->id);
    step->files = file;
    step->n_files = 1;
}

static void
answer_one(struct answer *answer, struct step *step)
{
    answer->code = draw_code(answer);
    if (answer->code != NULL)
        put(answer, "", answer->code);
    if (says_more(answer)) {
        if (answer->question->has_text)
            put_text(answer);
        put_days(answer);
        add_file(answer, step);
    }
    put_comment(answer);
}

void
answers_draw(struct request *request, int32_t day, struct inputs *inputs, struct step *step)
{
    const struct decl_flow *flow = request->background->flow;

    for (size_t i = 0; flow->questions != NULL && i < flow->questions->n_groups; i++)
        for (size_t j = 0; j < flow->questions->groups[i].n_questions; j++) {
            struct answer answer = {.request = request,
                                    .question = &flow->questions->groups[i].questions[j],
                                    .inputs = inputs,
                                    .day = day};

            if (content_asked(&request->values, answer.question->id) &&
                content_holds(flow, &answer.question->when, &request->values))
                answer_one(&answer, step);
        }
}
