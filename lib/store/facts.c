/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/facts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"

#define TEXT_MAX_BYTES (1024 * 1024)

#define STATE_COLUMN(type, name) DB_COLUMN(DB_##type, case_state, name),

static const struct db_column state_columns[] = {SQL_SHELL(STATE_COLUMN)};

const struct db_shape case_state_shape = {sizeof(struct case_state), state_columns,
                                          sizeof state_columns / sizeof state_columns[0]};

static const char *
number_text(TALLOC_CTX *mem, uint64_t number)
{
    return mem_printf(mem, "%" PRIu64, number);
}

static const char *
id_text(TALLOC_CTX *mem, uint64_t id)
{
    return id == 0 ? "" : number_text(mem, id);
}

static const char *
moment_text(TALLOC_CTX *mem, int64_t moment)
{
    char text[32];

    if (moment == DB_NO_MOMENT)
        return "";
    clock_rfc3339(moment, text, sizeof text);
    return mem_copy(mem, text);
}

static const char *
day_text(TALLOC_CTX *mem, int32_t day)
{
    char text[DAY_TEXT_SIZE];

    if (day == DB_NO_DAY)
        return "";
    day_format(day, text);
    return mem_copy(mem, text);
}

void
facts_add(TALLOC_CTX *mem, struct facts *facts, const char *name, const char *value)
{
    if (facts->count % 32 == 0)
        facts->items = mem_grow(mem, facts->items, struct fact, facts->count + 32);
    facts->items[facts->count++] = (struct fact){name, value};
}

struct facts
facts_of(TALLOC_CTX *mem, const struct case_state *shell)
{
    const struct fact all[] = {
        {"area", shell->area},
        {"block_due", day_text(mem, shell->block_due)},
        {"blocked_at", moment_text(mem, shell->blocked_at)},
        {"changed_at", moment_text(mem, shell->changed_at)},
        {"class", number_text(mem, shell->class)},
        {"closed_at", moment_text(mem, shell->closed_at)},
        {"due", day_text(mem, shell->due)},
        {"erase_due", day_text(mem, shell->erase_due)},
        {"erased_at", moment_text(mem, shell->erased_at)},
        {"flow", shell->flow},
        {"flow_version", number_text(mem, shell->flow_version)},
        {"made_at", moment_text(mem, shell->made_at)},
        {"made_by", id_text(mem, shell->made_by)},
        {"part.0.authority", id_text(mem, shell->authority0)},
        {"part.0.replaced", shell->replaced0 ? "1" : ""},
        {"part.0.since", moment_text(mem, shell->since0)},
        {"part.1.authority", id_text(mem, shell->authority1)},
        {"part.1.replaced", shell->replaced1 ? "1" : ""},
        {"part.1.since", moment_text(mem, shell->since1)},
        {"ref", shell->ref},
        {"waits", shell->waits < 0 ? "" : number_text(mem, (uint64_t)shell->waits)},
    };
    struct facts facts = {NULL, 0};

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        facts_add(mem, &facts, all[i].name, all[i].value);
    return facts;
}

/* A stamp that was cleared has neither moment nor day. */
void
facts_add_stamps(TALLOC_CTX *mem, struct facts *facts, const struct case_stamp *stamps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *moment = moment_text(mem, stamps[i].moment), *day = day_text(mem, stamps[i].day);

        facts_add(mem, facts, mem_printf(mem, "stamp.%s.%" PRIu64, stamps[i].field, stamps[i].seq),
                  mem_printf(mem, "%s %s", *moment != '\0' ? moment : "-", *day != '\0' ? day : "-"));
    }
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(((const struct fact *)a)->name, ((const struct fact *)b)->name);
}

/* qsort does not keep the order of equals, so the place of each decides between them. */
struct placed {
    struct fact fact;
    size_t place;
};

static int
by_name_and_place(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    int order = strcmp(x->fact.name, y->fact.name);

    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

void
facts_sort(struct facts *facts)
{
    struct placed *placed = mem_zeros(NULL, struct placed, facts->count + 1);
    size_t n = 0;

    for (size_t i = 0; i < facts->count; i++)
        placed[i] = (struct placed){facts->items[i], i};
    qsort(placed, facts->count, sizeof *placed, by_name_and_place);
    for (size_t i = 0; i < facts->count; i++)
        if (i + 1 == facts->count || strcmp(placed[i].fact.name, placed[i + 1].fact.name) != 0)
            facts->items[n++] = placed[i].fact;
    facts->count = n;
    talloc_free(placed);
}

const char *
facts_value(const struct facts *facts, const char *name)
{
    const struct fact wanted = {name, ""}, *found = NULL;

    if (facts->count > 0)
        found = bsearch(&wanted, facts->items, facts->count, sizeof wanted, by_name);
    return found != NULL ? found->value : "";
}

const char *
facts_text(TALLOC_CTX *mem, const struct case_state *before, const struct case_state *after,
           const struct case_stamp *stamps, size_t n_stamps)
{
    struct facts was = {NULL, 0}, is = facts_of(mem, after), changed = {NULL, 0};
    struct buf *text = buf_new(mem, TEXT_MAX_BYTES);

    if (before != NULL)
        was = facts_of(mem, before); /* of the same names in the same order */
    for (size_t i = 0; i < is.count; i++)
        if (strcmp(is.items[i].value, before != NULL ? was.items[i].value : "") != 0)
            facts_add(mem, &changed, is.items[i].name, is.items[i].value);
    facts_add_stamps(mem, &changed, stamps, n_stamps);
    facts_sort(&changed);
    for (size_t i = 0; i < changed.count; i++)
        buf_printf(text, "%s=%s\n", changed.items[i].name, changed.items[i].value);
    return text->data;
}

void
facts_read(TALLOC_CTX *mem, struct facts *facts, const char *text)
{
    const char *end;

    for (; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        const char *equals = memchr(text, '=', (size_t)(end - text));

        if (equals != NULL)
            facts_add(mem, facts, mem_copy_n(mem, text, (size_t)(equals - text)),
                      mem_copy_n(mem, equals + 1, (size_t)(end - equals - 1)));
    }
}
