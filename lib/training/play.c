/* SPDX-License-Identifier: EUPL-1.2 */
/* The play: each step at its time, by who does it, through the same doors as everything else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attach/attach.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "retention/retention.h"
#include "training/load.h"
#include "yaml/file.h"

#define NIGHT_HOUR 3
#define MAIL_HOURS 1 /* mail for the last hour still goes out */
#define WORKERS 3

void
inputs_add(struct inputs *inputs, const char *field, const char *raw, const char *language)
{
    if (inputs->count % 16 == 0)
        inputs->items = mem_grow(inputs->mem, inputs->items, struct content_input, inputs->count + 16);
    inputs->items[inputs->count++] = (struct content_input){.field = field, .raw = raw, .language = language};
}

struct step *
loading_step(struct loading *loading, struct play_case *the_case, int64_t at)
{
    struct step *step;

    if (loading->n_steps == loading->room) {
        loading->room = 2 * loading->room + 256;
        loading->steps = mem_grow(loading->mem, loading->steps, struct step, loading->room);
    }
    step = &loading->steps[loading->n_steps];
    *step = (struct step){.at = at, .order = loading->n_steps, .the_case = the_case};
    loading->n_steps++;
    return step;
}

struct play_case *
loading_case(struct loading *loading, const char *name, const struct decl_area *area, const struct decl_flow *flow)
{
    struct play_case *the_case = mem_zero(loading->mem, struct play_case);

    the_case->number = loading->n_cases++;
    the_case->area = area;
    the_case->flow = flow;
    case_ref_from(draw_number(loading->seed, "case", name), the_case->ref);
    return the_case;
}

/* ---- one step ------------------------------------------------------------------------------------------------ */

static struct env
env_of(const struct loading *loading, TALLOC_CTX *mem, const struct step *step)
{
    return (struct env){.mem = mem,
                        .db = loading->db,
                        .decl = loading->set->decl,
                        .history_key = loading->history_key,
                        .actor = step->person->actor,
                        .language = step->person->actor->language,
                        .request_id = "training",
                        .door = "training",
                        .next_ref = step->begins ? step->the_case->ref : NULL};
}

/* Says which step it was, and what stands against it. */
static enum err_code
complain(const struct step *step, const struct flow_outcome *outcome, enum err_code code, struct err *err)
{
    const struct err seen = *err;
    TALLOC_CTX *mem = mem_new(NULL, "complaint");
    struct buf *text = buf_new(mem, sizeof err->detail - 1);

    buf_printf(text, "%s: %s by %s: %s", step->what, step->action, step->person->name, seen.detail);
    for (size_t i = 0; code == ERR_INVALID && outcome != NULL && i < outcome->problems.count; i++)
        buf_printf(text, "; %s: %s", outcome->problems.items[i].field, outcome->problems.items[i].msgid);
    (void)FAIL(err, code, "%s", text->data);
    talloc_free(mem);
    return code;
}

static enum err_code
attach_one(const struct loading *loading, const struct env *env, const struct content_case *the_case,
           const struct play_file *file, struct err *err)
{
    const char *path = mem_printf(env->mem, DATA_FOLDER "/files/%s", file->name), *why = NULL;
    struct attach *attach;
    struct attach_file kept;
    size_t length;
    char *bytes = file_read(env->mem, loading->set->folder, path, LIMIT_FILE_BYTES, &length, &why);

    if (bytes == NULL)
        return FAIL(err, ERR_CONFIG, "%s: %s", path, why);
    TRY(attach_begin(env, the_case, file->field, file->name, NULL, &attach, err));
    TRY(attach_data(attach, bytes, length, err));
    return attach_end(attach, file->language, NULL, &kept, err);
}

/* What goes before or after the act itself: the case is looked at, files are put in, the own number is set. */
static enum err_code
around(const struct loading *loading, const struct env *env, const struct step *step, struct err *err)
{
    struct content_problems problems = {NULL, 0};
    struct content_case *the_case;

    TRY(content_open(env, step->the_case->ref, &the_case, err));
    if (step->looks)
        TRY(flow_note_opened(env, the_case, err));
    for (size_t i = 0; i < step->n_files; i++)
        TRY(attach_one(loading, env, the_case, &step->files[i], err));
    if (step->file_number != NULL)
        TRY(flow_own(env, step->the_case->ref, step->file_number, NULL, &problems, err));
    return ERR_OK;
}

static enum err_code
act(const struct loading *loading, TALLOC_CTX *mem, const struct step *step, struct flow_outcome *outcome,
    struct err *err)
{
    const struct env env = env_of(loading, mem, step);
    const struct flow_act in = {.ref = step->the_case->ref,
                                .action = step->action,
                                .inputs = step->inputs,
                                .n_inputs = step->n_inputs};

    if (step->begins) {
        TRY(flow_new(&env, step->the_case->area, step->the_case->flow, NULL, step->inputs, step->n_inputs, outcome,
                     err));
        return step->n_files > 0 || step->file_number != NULL ? around(loading, &env, step, err) : ERR_OK;
    }
    if (step->n_files > 0 || step->file_number != NULL || step->looks)
        TRY(around(loading, &env, step, err));
    return flow_apply(&env, &in, outcome, err);
}

static enum err_code
clean_up(const struct loading *loading, struct err *err)
{
    const struct retention retention = {.db = loading->db,
                                        .decl = loading->set->decl,
                                        .keys = loading->seals,
                                        .now = clock_case_now()};
    struct retention_totals totals;

    return retention_run(&retention, &totals, err);
}

static enum err_code
play_one(const struct loading *loading, const struct step *step, struct err *err)
{
    struct flow_outcome outcome = {.ref = NULL};
    TALLOC_CTX *mem;
    enum err_code code;

    clock_shift(step->at - clock_machine_now());
    if (step->the_case == NULL)
        return clean_up(loading, err);
    mem = mem_new(loading->mem, "step");
    code = act(loading, mem, step, &outcome, err);
    if (code != ERR_OK)
        code = complain(step, &outcome, code, err);
    talloc_free(mem);
    return code;
}

/* ---- all of them --------------------------------------------------------------------------------------------- */

static int
by_time(const void *a, const void *b)
{
    const struct step *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static bool
ends_case(const struct step *step)
{
    const struct decl_action *action = step->the_case == NULL ? NULL : decl_action(step->the_case->flow, step->action);

    return action != NULL && action->to >= 0 && step->the_case->flow->states[action->to].class == CLASS_FINAL;
}

static int
by_day(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

    return (x > y) - (x < y);
}

/* The clerk comes by in each night in which something is due. Source: Reg. (EU) 1024/2012 Art. 14(1) and (4). */
static void
add_nights(struct loading *loading)
{
    int32_t *days = mem_zeros(loading->mem, int32_t, 2 * loading->n_steps + 1);
    size_t count = 0;

    for (size_t i = 0; i < loading->n_steps; i++) {
        const struct step *step = &loading->steps[i];

        if (!ends_case(step))
            continue;
        days[count++] = day_add_months(clock_day(step->at), (int)step->the_case->area->block_months);
        days[count++] = day_add_months(clock_day(step->at), (int)step->the_case->area->erase_months);
    }
    qsort(days, count, sizeof *days, by_day);
    for (size_t i = 0; i < count; i++)
        if ((i == 0 || days[i] != days[i - 1]) && clock_day_start(days[i]) + NIGHT_HOUR * CLOCK_HOUR < loading->start)
            loading_step(loading, NULL, clock_day_start(days[i]) + NIGHT_HOUR * CLOCK_HOUR);
    talloc_free(days);
}

static enum err_code
settle_mail(const struct loading *loading, struct err *err)
{
    struct db_done done = {.affected = 1};

    while (done.affected > 0)
        TRY(db_exec(loading->db, SQL_TRAINING_OUTBOX_SETTLE, DB_ARGS(db_moment(clock_machine_now())), &done, err));
    return ERR_OK;
}

/* ---- several at once ----------------------------------------------------------------------------------------- */

/* The steps of its share of the cases, over a connection of its own. */
static enum err_code
play_share(struct loading *loading, unsigned share, size_t end, struct err *err)
{
    loading->db = db_new(loading->mem, loading->set->conf);
    for (size_t i = 0; i < end; i++) {
        const struct step *step = &loading->steps[i];

        if (step->the_case != NULL && step->the_case->number % WORKERS == share)
            TRY(play_one(loading, step, err));
    }
    return ERR_OK;
}

static bool
start_worker(struct loading *loading, unsigned share, size_t end)
{
    struct err err;
    pid_t pid = fork();

    if (pid != 0)
        return pid > 0;
    if (play_share(loading, share, end, &err) == ERR_OK)
        _exit(0);
    fprintf(stderr, "%s\n", err.detail);
    /* Nothing is freed: connection and memory are copies of the parent's. */
    _exit(1);
}

/*
 * Waiting for the database is most of the work, so a few processes share the cases; the steps of a case keep
 * their order. The steps before `end` are played.
 */
static enum err_code
play_past(struct loading *loading, size_t end, struct err *err)
{
    bool good = true;
    int status;

    for (unsigned share = 0; share < WORKERS; share++)
        good = start_worker(loading, share, end) && good;
    while (wait(&status) > 0)
        good = WIFEXITED(status) && WEXITSTATUS(status) == 0 && good;
    return good ? ERR_OK : FAIL(err, ERR_INTERNAL, "the set could not be played");
}

/* Nothing happens in a case after its closing, so the clerk's nights may all come at the end. */
static enum err_code
play_nights(const struct loading *loading, struct err *err)
{
    for (size_t i = 0; i < loading->n_steps; i++)
        if (loading->steps[i].the_case == NULL)
            TRY(play_one(loading, &loading->steps[i], err));
    clock_shift(loading->start - clock_machine_now());
    return clean_up(loading, err);
}

enum err_code
play_all(struct loading *loading, struct err *err)
{
    int64_t mail_from = loading->start - MAIL_HOURS * CLOCK_HOUR;
    size_t past = 0;

    add_nights(loading);
    qsort(loading->steps, loading->n_steps, sizeof *loading->steps, by_time);
    while (past < loading->n_steps && loading->steps[past].at < mail_from)
        past++;
    TRY(play_past(loading, past, err));
    TRY(settle_mail(loading, err));
    for (size_t i = past; i < loading->n_steps; i++)
        if (loading->steps[i].the_case != NULL)
            TRY(play_one(loading, &loading->steps[i], err));
    return play_nights(loading, err);
}
