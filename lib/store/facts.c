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

#define PARTY_COLUMN(type, name) DB_COLUMN(DB_##type, party_state, name),

static const struct db_column party_columns[] = {SQL_PARTY(PARTY_COLUMN)};

const struct db_shape party_state_shape = {sizeof(struct party_state), party_columns,
                                           sizeof party_columns / sizeof party_columns[0]};

void
facts_no_party(struct case_state *shell)
{
    for (size_t i = 0; i < CASE_PARTS; i++)
        shell->parties[i] = (struct party_state){.since = DB_NO_MOMENT, .due = DB_NO_DAY};
}

void
facts_add_party(struct case_state *shell, const struct party_state *party)
{
    if (party->member < MEMBER_FIRST && party->part < CASE_PARTS)
        shell->parties[party->part] = *party;
}

enum err_code
facts_lock_shell(struct db *db, TALLOC_CTX *mem, uint64_t case_id, struct case_state **shell, struct err *err)
{
    struct party_state *parties;
    size_t count;

    TRY(db_one(db, mem, SQL_CASE_LOCK_SHELL, DB_ARGS(db_u64(case_id)), &case_state_shape, shell, err));
    TRY(db_select(db, mem, SQL_CASE_PARTIES, DB_ARGS(db_u64(case_id), db_u64(MEMBER_FIRST)), &party_state_shape, &parties,
                  &count, err));
    facts_no_party(*shell);
    for (size_t i = 0; i < count; i++)
        facts_add_party(*shell, &parties[i]);
    return ERR_OK;
}

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

const char *
facts_moment(TALLOC_CTX *mem, int64_t moment)
{
    char text[32];

    if (moment == DB_NO_MOMENT)
        return "";
    clock_rfc3339(moment, text, sizeof text);
    return mem_copy(mem, text);
}

const char *
facts_day(TALLOC_CTX *mem, int32_t day)
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

/* Which part the case waits for. */
static const char *
waits_text(const struct case_state *shell)
{
    static const char *const parts[CASE_PARTS] = {"0", "1", "2", "3", "4", "5", "6", "7"};

    for (size_t i = 0; i < CASE_PARTS; i++)
        if (shell->parties[i].waits)
            return parts[i];
    return "";
}

static void
add_parties(TALLOC_CTX *mem, struct facts *facts, const struct party_state parties[CASE_PARTS])
{
    static const char *const names[CASE_PARTS][3] = {
#define NAMES(part) {"part." part ".authority", "part." part ".replaced", "part." part ".since"}
        NAMES("0"), NAMES("1"), NAMES("2"), NAMES("3"), NAMES("4"), NAMES("5"), NAMES("6"), NAMES("7")};

    for (size_t i = 0; i < CASE_PARTS; i++) {
        bool held = parties[i].authority_id != 0;

        facts_add(mem, facts, names[i][0], id_text(mem, parties[i].authority_id));
        facts_add(mem, facts, names[i][1], held && parties[i].replaced ? "1" : "");
        facts_add(mem, facts, names[i][2], held ? facts_moment(mem, parties[i].since) : "");
    }
}

struct facts
facts_of(TALLOC_CTX *mem, const struct case_state *shell)
{
    const struct fact before_parties[] = {
        {"area", shell->area},
        {"block_due", facts_day(mem, shell->block_due)},
        {"blocked_at", facts_moment(mem, shell->blocked_at)},
        {"changed_at", facts_moment(mem, shell->changed_at)},
        {"class", number_text(mem, shell->class)},
        {"closed_at", facts_moment(mem, shell->closed_at)},
        {"due", facts_day(mem, shell->parties[PART_BEGINS].due)},
        {"erase_due", facts_day(mem, shell->erase_due)},
        {"erased_at", facts_moment(mem, shell->erased_at)},
        {"flow", shell->flow},
        {"flow_version", number_text(mem, shell->flow_version)},
        {"made_at", facts_moment(mem, shell->made_at)},
        {"made_by", id_text(mem, shell->made_by)},
        {"members", id_text(mem, shell->members)},
    };
    struct facts facts = {NULL, 0};

    for (size_t i = 0; i < sizeof before_parties / sizeof before_parties[0]; i++)
        facts_add(mem, &facts, before_parties[i].name, before_parties[i].value);
    add_parties(mem, &facts, shell->parties);
    facts_add(mem, &facts, "ref", shell->ref);
    facts_add(mem, &facts, "waits", waits_text(shell));
    return facts;
}

/* A stamp that was cleared has neither moment nor day. */
void
facts_add_stamps(TALLOC_CTX *mem, struct facts *facts, const struct case_stamp *stamps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *moment = facts_moment(mem, stamps[i].moment), *day = facts_day(mem, stamps[i].day);

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
facts_changed(TALLOC_CTX *mem, const struct facts *was, const struct facts *is, const struct case_stamp *stamps, size_t n_stamps)
{
    struct facts changed = {NULL, 0};
    struct buf *text = buf_new(mem, TEXT_MAX_BYTES);

    for (size_t i = 0; i < is->count; i++)
        if (strcmp(is->items[i].value, was != NULL ? was->items[i].value : "") != 0)
            facts_add(mem, &changed, is->items[i].name, is->items[i].value);
    facts_add_stamps(mem, &changed, stamps, n_stamps);
    facts_sort(&changed);
    for (size_t i = 0; i < changed.count; i++)
        buf_printf(text, "%s=%s\n", changed.items[i].name, changed.items[i].value);
    return text->data;
}

const char *
facts_text(TALLOC_CTX *mem, const struct case_state *before, const struct case_state *after,
           const struct case_stamp *stamps, size_t n_stamps)
{
    struct facts was = {NULL, 0}, is = facts_of(mem, after);

    if (before != NULL)
        was = facts_of(mem, before); /* of the same names in the same order */
    return facts_changed(mem, before != NULL ? &was : NULL, &is, stamps, n_stamps);
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
