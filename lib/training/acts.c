/* SPDX-License-Identifier: EUPL-1.2 */
/* The acts of a drawn request: what is written with each, and when. */
#include <inttypes.h>

#include "base/clock.h"
#include "base/mem.h"
#include "content/place.h"
#include "training/background.h"

#define MINUTE (60 * CLOCK_SECOND)

static int64_t
moment_on(struct request *request, int32_t day)
{
    int64_t at = clock_day_start(day) + draw_day(&request->draw, &request->background->hours) * CLOCK_HOUR +
                 (int64_t)draw_below(&request->draw, 3600) * CLOCK_SECOND;

    if (at <= request->last_at)
        at = request->last_at + draw_between(&request->draw, 4, 40) * MINUTE;
    request->last_at = at;
    return at;
}

static struct step *
act_on(struct request *request, int32_t day, const struct data_act *act, const struct person *person)
{
    struct step *step = loading_step(request->loading, request->the_case, moment_on(request, day));

    step->action = act->action->text;
    step->person = person;
    step->what = mem_printf(request->loading->mem, "background %s", request->name);
    return step;
}

/* The values of an act from their templates. */
static void
act_values(struct request *request, const struct data_act *act, struct inputs *inputs, const char *language)
{
    const struct data_template *rows = act->values.rows;

    for (size_t i = 0; i < act->values.count; i++) {
        const char *text;

        if (rows[i].of != NULL && !data_has(rows[i].of, request->slots[SLOT_KIND]))
            continue;
        if (!draw_percent(&request->draw, rows[i].percent))
            continue;
        text = request_fill(request, rows[i].value);
        if (*text == '\0')
            continue;
        inputs_add(inputs, rows[i].field, text, language);
        request_note(request, rows[i].field, text);
    }
}

static struct step *
act_with(struct request *request, int32_t day, const struct data_act *act, const struct person *person,
         enum sentence pool)
{
    struct step *step = act_on(request, day, act, person);
    struct inputs inputs = {.mem = request->loading->mem};
    const char *language;

    request->slots[SLOT_SENTENCE] = request_sentence(request, person, pool, &language);
    act_values(request, act, &inputs, language);
    step->inputs = inputs.items;
    step->n_inputs = inputs.count;
    return step;
}

static void
ask(struct request *request, struct inputs *inputs, const char *id, bool comment)
{
    TALLOC_CTX *mem = request->loading->mem;
    const char *name = mem_printf(mem, "ask.%s", id), *language, *text;

    inputs_add(inputs, name, "yes", NULL);
    request_note(request, name, "yes");
    if (!comment)
        return;
    text = request_sentence(request, request->asking, SENTENCE_REASON, &language);
    inputs_add(inputs, mem_printf(mem, "ask.%s.comment", id), text, language);
}

static void
ask_all(struct request *request, struct inputs *inputs)
{
    const struct data_background *background = request->background;
    const struct node *questions = request->bundle->questions;
    const char *free_question = background->flow->questions->free_question;

    for (size_t i = 0; i < node_count(questions); i++) {
        const char *id = node_at(questions, i)->text;
        bool silent = decl_question(background->flow->questions, id)->comment == COMMENT_NO;

        ask(request, inputs, id, !silent && draw_percent(&request->draw, background->question_comment_percent));
    }
    if (free_question != NULL && draw_percent(&request->draw, background->free_question_percent))
        ask(request, inputs, free_question, true);
}

static void
begin(struct request *request)
{
    const struct data_background *background = request->background;
    struct step *step = act_with(request, request->course.made, &background->acts.begin, request->asking,
                                 SENTENCE_REASON);
    struct inputs inputs = {.mem = request->loading->mem};

    for (size_t i = 0; i < step->n_inputs; i++)
        inputs_add(&inputs, step->inputs[i].field, step->inputs[i].raw, step->inputs[i].language);
    ask_all(request, &inputs);
    step->inputs = inputs.items;
    step->n_inputs = inputs.count;
    step->begins = true;
    if (draw_percent(&request->draw, background->own_file_number_percent))
        step->file_number = mem_printf(request->loading->mem, "%u-%02u/%04u", 20 + draw_below(&request->draw, 60),
                                       draw_below(&request->draw, 100), draw_below(&request->draw, 10000));
    if (draw_percent(&request->draw, background->files_in_request_percent)) {
        struct play_file *file = mem_zero(request->loading->mem, struct play_file);

        /* Drawn in any case, so that the rest comes out the same. */
        *file = (struct play_file){.name = request_draw(request, background->files), .field = PLACE_FILES};
        step->files = file;
        step->n_files = request->loading->set->files ? 1 : 0;
    }
}

static void
reply(struct request *request)
{
    const struct data_acts *acts = &request->background->acts;
    struct inputs inputs = {.mem = request->loading->mem};
    bool saved = draw_percent(&request->draw, request->background->reply.saved_before_sending_percent);
    struct step filled = {0}, *step;
    size_t half;

    answers_draw(request, request->course.replied, &inputs, &filled);
    half = saved && request->course.replied > request->course.accepted ? inputs.count / 2 : 0;
    if (half > 0) {
        step = act_on(request, request->course.replied - 1, &acts->save_reply, request->answering);
        step->inputs = inputs.items;
        step->n_inputs = half;
    }
    step = act_on(request, request->course.replied, &acts->reply, request->answering);
    step->inputs = inputs.items + half;
    step->n_inputs = inputs.count - half;
    step->files = filled.files;
    step->n_files = filled.n_files;
}

static void
end(struct request *request)
{
    const struct data_rating *rating = &request->background->rating;
    const struct data_acts *acts = &request->background->acts;

    if (draw_percent(&request->draw, rating->filled_percent)) {
        request->slots[SLOT_TIMELINESS] = draw_name(&request->draw, &rating->timeliness);
        request->slots[SLOT_EFFORT] = draw_name(&request->draw, &rating->effort);
    }
    act_with(request, request->course.closed, &acts->close, request->asking, SENTENCE_COMMENT);
}

static const char *
days_text(struct request *request, int64_t days)
{
    return mem_printf(request->loading->mem, "%" PRId64, days);
}

void
acts_plan(struct request *request)
{
    const struct data_acts *acts = &request->background->acts;
    const struct course *course = &request->course;

    request->slots[SLOT_DAYS] = days_text(request, draw_day(&request->draw, &request->background->reply_days));
    begin(request);
    if (course->sent != NO_DAY)
        act_on(request, course->sent, &acts->send, request->asking);
    if (course->edited != NO_DAY)
        act_with(request, course->edited, &acts->edit, request->asking, SENTENCE_REASON);
    if (course->withdrawn != NO_DAY)
        act_with(request, course->withdrawn, &acts->withdraw, request->asking, SENTENCE_WITHDRAW);
    request->slots[SLOT_DAYS] = days_text(request, course->accepted_days);
    if (course->accepted != NO_DAY)
        act_with(request, course->accepted, &acts->accept, request->answering, SENTENCE_COMMENT)->looks = true;
    if (course->replied != NO_DAY)
        reply(request);
    for (int i = 0; i < COURSE_ROUNDS; i++) {
        if (course->asked[i] != NO_DAY)
            act_with(request, course->asked[i], &acts->ask_back, request->asking, SENTENCE_CLARIFICATION);
        if (course->answered[i] != NO_DAY)
            act_with(request, course->answered[i], &acts->answer_back, request->answering, SENTENCE_ANSWER);
    }
    if (course->closed != NO_DAY)
        end(request);
}
