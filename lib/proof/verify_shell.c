/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The shell of one case against the facts of its events: who takes part, what decides who sees and may, its clocks and stamps,
 * and the rows that lists read. Needs all events: where one is missing or altered, which is told, nothing more is known.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "proof/verify_case.h"

/* The program's own events in the order of their places, which all are there; *count how many. */
static const struct verify_event **
events_in_place(const struct checked *checked, size_t *count)
{
    const struct verify_event **events = mem_zeros(checked->mem, const struct verify_event *, checked->n_events + 1);

    *count = 0;
    for (size_t i = 0; i < checked->n_events; i++)
        if (checked->events[i].place != 0) {
            events[checked->events[i].place - 1] = &checked->events[i];
            (*count)++;
        }
    return events;
}

/* What the events state, the later ones winning; state and version are columns of the last one. */
static struct facts
facts_stated(const struct checked *checked, const struct verify_event *const *events, size_t count)
{
    struct facts facts = {NULL, 0};

    for (size_t i = 0; i < count; i++)
        facts_read(checked->mem, &facts, events[i]->facts);
    facts_add(checked->mem, &facts, "state", events[count - 1]->to_state);
    facts_add(checked->mem, &facts, "version", mem_printf(checked->mem, "%" PRIu64, events[count - 1]->version));
    facts_sort(&facts);
    return facts;
}

/* What the rows say. */
static struct facts
facts_found(const struct checked *checked)
{
    struct facts facts = facts_of(checked->mem, &checked->shell);

    for (size_t i = 0; i < checked->n_stamps; i++)
        facts_add_stamps(checked->mem, &facts, &checked->stamps[i].stamp, 1);
    facts_add(checked->mem, &facts, "state", checked->shell.state);
    facts_add(checked->mem, &facts, "version", mem_printf(checked->mem, "%" PRIu64, checked->shell.version));
    facts_sort(&facts);
    return facts;
}

static const char *
change(const char *stated, const char *found)
{
    return *stated == '\0' ? "added" : *found == '\0' ? "removed" : "altered";
}

static bool
begins(const char *name, const char *with)
{
    return strncmp(name, with, strlen(with)) == 0;
}

static const char *
authority_of(const struct facts *facts, unsigned part)
{
    char name[] = "part.0.authority";

    name[5] = (char)('0' + part);
    return facts_value(facts, name);
}

/* The part whose authority stands in the row of this one, and this one's there; CASE_PARTS: none. */
static unsigned
exchanged_with(const struct facts *stated, const struct facts *found, unsigned part)
{
    const char *was = authority_of(stated, part), *is = authority_of(found, part);
    unsigned other = 0;

    while (other < CASE_PARTS && (strcmp(was, is) == 0 || strcmp(was, authority_of(found, other)) != 0 ||
                                  strcmp(is, authority_of(stated, other)) != 0))
        other++;
    return other;
}

/* part.N.WHAT: a part that came or went is told once, by its authority. */
static void
tell_part(struct checked *checked, const char *name, const struct facts *stated, const struct facts *found)
{
    unsigned part = (unsigned)(name[5] - '0'), other = exchanged_with(stated, found, part);
    const char *what = name + 7;
    const char *was = authority_of(stated, part), *is = authority_of(found, part);

    if (strcmp(what, "authority") == 0 && other < part)
        return; /* told with that one */
    if (strcmp(what, "authority") == 0 && other < CASE_PARTS)
        verify_fault(checked, "parties exchanged %u %u", part, other);
    else if (strcmp(what, "authority") == 0)
        verify_fault(checked, "party %s %u", change(was, is), part);
    else if (*was != '\0' && *is != '\0')
        verify_fault(checked, "shell altered %s of party %u", what, part);
}

/* stamp.FIELD.EVENT */
static void
tell_stamp(struct checked *checked, const char *name, const char *stated, const char *found)
{
    const char *field = name + 6, *dot = strrchr(field, '.');

    verify_fault(checked, "stamp %s %.*s %s", change(stated, found), (int)(dot - field), field, dot + 1);
}

static void
tell(struct checked *checked, const char *name, const struct facts *stated, const struct facts *found)
{
    if (begins(name, "stamp."))
        tell_stamp(checked, name, facts_value(stated, name), facts_value(found, name));
    else if (begins(name, "part."))
        tell_part(checked, name, stated, found);
    else
        verify_fault(checked, "shell altered %s", name);
}

/*
 * Whether history answers for a fact: which part a case waits for, and until when, stands in the rows that lists read
 * (check_row); when a working copy of a draft was touched is nowhere written down.
 */
static bool
answered_for(const struct facts *stated, const char *name)
{
    if (strcmp(name, "waits") == 0 || strcmp(name, "due") == 0)
        return false;
    return strcmp(name, "changed_at") != 0 || strcmp(facts_value(stated, "class"), "0") != 0;
}

/* The next name that history answers for and that has another value; NULL: none. Both lists are walked side by side. */
static const char *
next_difference(const struct facts *stated, const struct facts *found, size_t *i, size_t *j)
{
    while (*i < stated->count || *j < found->count) {
        const char *was = *i < stated->count ? stated->items[*i].name : NULL;
        const char *is = *j < found->count ? found->items[*j].name : NULL;
        int order = was == NULL ? 1 : is == NULL ? -1 : strcmp(was, is);
        const char *name = order <= 0 ? was : is;

        *i += order <= 0;
        *j += order >= 0;
        if (answered_for(stated, name) && strcmp(facts_value(stated, name), facts_value(found, name)) != 0)
            return name;
    }
    return NULL;
}

/* An act that no seal covers was removed, but the shell still counts it, and shows more of it than its number. */
static bool
act_missing(const struct checked *checked, const struct verify_event *last, const struct facts *stated,
            const struct facts *found)
{
    size_t i = 0, j = 0, differences = 0;

    if (checked->shell.version <= last->version)
        return false;
    while (next_difference(stated, found, &i, &j) != NULL)
        differences++;
    return differences > 1;
}

static void
compare(struct checked *checked, const struct facts *stated, const struct facts *found)
{
    size_t i = 0, j = 0;
    const char *name;

    while ((name = next_difference(stated, found, &i, &j)) != NULL)
        tell(checked, name, stated, found);
}

static void
tell_row(struct checked *checked, const struct verify_part *row, bool same, const char *column)
{
    if (!same)
        verify_fault(checked, "list row altered %s of party %" PRIu64, column, row->party.part);
}

/* The authority with which lists show a party: the one that it deals with. */
static void
check_other(struct checked *checked, const struct verify_part *row, const struct facts *true_facts)
{
    uint64_t authorities[CASE_PARTS];
    bool same;

    for (unsigned part = 0; part < CASE_PARTS; part++)
        authorities[part] = strtoull(authority_of(true_facts, part), NULL, 10);
    same = row->other_id == case_other(authorities, (unsigned)row->party.part);
    tell_row(checked, row, same, "other_id");
    tell_row(checked, row, !same || strcmp(row->other_country, row->country) == 0, "other_country");
}

/* A row that lists read, against what it repeats. */
static void
check_row(struct checked *checked, const struct verify_part *row, const struct facts *true_facts)
{
    struct case_state copy = {.ref = row->ref, .area = row->area, .flow = row->flow, .flow_version = row->flow_version,
                              .class = row->class, .changed_at = row->changed_at};
    static const char *const repeated[] = {"area", "changed_at", "class", "due", "flow", "flow_version", "ref"};
    const char *waits = facts_value(true_facts, "waits");
    struct facts copied;

    if (row->party.part >= CASE_PARTS)
        verify_fault(checked, "party added %" PRIu64, row->party.part);
    if (row->party.part >= CASE_PARTS || *authority_of(true_facts, (unsigned)row->party.part) == '\0')
        return;
    copy.parties[PART_BEGINS].due = row->party.due;
    copied = facts_of(checked->mem, &copy);
    for (size_t i = 0; i < sizeof repeated / sizeof repeated[0]; i++)
        tell_row(checked, row, strcmp(facts_value(&copied, repeated[i]), facts_value(true_facts, repeated[i])) == 0,
                 repeated[i]);
    tell_row(checked, row, row->party.member == row->party.part, "member");
    tell_row(checked, row, row->version == 0, "version");
    tell_row(checked, row, strcmp(row->state, facts_value(true_facts, "state")) == 0, "state");
    tell_row(checked, row, row->party.waits == (*waits != '\0' && strtoull(waits, NULL, 10) == row->party.part), "waits");
    check_other(checked, row, true_facts);
}

/* Whether anybody but its author takes part in a case. */
static bool
takes_part(const struct checked *checked)
{
    for (size_t i = 0; i < checked->n_parts; i++)
        if (checked->parts[i].party.part != PART_BEGINS)
            return true;
    return false;
}

/* A draft has no events: it has nothing but its author. */
static void
check_draft(struct checked *checked)
{
    const struct case_state *shell = &checked->shell;

    if (shell->class != CASE_DRAFT || shell->version != 0 || takes_part(checked) || shell->closed_at != DB_NO_MOMENT ||
        shell->block_due != DB_NO_DAY || shell->erase_due != DB_NO_DAY || shell->blocked_at != DB_NO_MOMENT ||
        shell->erased_at != DB_NO_MOMENT || shell->parties[PART_BEGINS].due != DB_NO_DAY || checked->n_stamps > 0)
        verify_fault(checked, "case without events");
    else if (shell->parties[PART_BEGINS].authority_id == 0)
        verify_fault(checked, "party removed %u", (unsigned)PART_BEGINS);
}

/* What the rows of a member say. */
static struct facts
member_found(const struct checked *checked, const struct verify_part *row)
{
    const struct case_member member = {.part = row->party.part, .class = row->class, .waits = row->party.waits,
                                       .due = row->party.due, .changed_at = row->changed_at, .since = row->party.since,
                                       .authority_id = row->party.authority_id};
    struct facts facts = member_facts_of(checked->mem, &member);

    for (size_t i = 0; i < checked->n_stamps; i++)
        facts_add_stamps(checked->mem, &facts, &checked->stamps[i].stamp, 1);
    facts_add(checked->mem, &facts, "state", row->state);
    facts_add(checked->mem, &facts, "version", mem_printf(checked->mem, "%" PRIu64, row->version));
    facts_sort(&facts);
    return facts;
}

/* With a case its members end, which their own events do not say. */
static void
end_with_case(const struct checked *checked, struct facts *stated)
{
    if (checked->shell.class != CASE_CLOSED)
        return;
    facts_add(checked->mem, stated, "class", mem_printf(checked->mem, "%d", CASE_CLOSED));
    facts_add(checked->mem, stated, "due", "");
    facts_add(checked->mem, stated, "waits", "");
    facts_sort(stated);
}

/* What the row of a member repeats of the case, for lists. */
static void
check_member_row(struct checked *checked, const struct verify_part *row)
{
    const struct case_state *shell = &checked->shell;
    const struct {
        const char *column;
        bool same;
    } repeated[] = {{"ref", strcmp(row->ref, shell->ref) == 0},
                    {"area", strcmp(row->area, shell->area) == 0},
                    {"flow", strcmp(row->flow, shell->flow) == 0},
                    {"flow_version", row->flow_version == shell->flow_version},
                    {"other_id", row->other_id == shell->parties[PART_BEGINS].authority_id},
                    {"other_country", strcmp(row->other_country, row->country) == 0},
                    {"replaced", !row->party.replaced}};

    for (size_t i = 0; i < sizeof repeated / sizeof repeated[0]; i++)
        if (!repeated[i].same)
            verify_fault(checked, "list row altered %s", repeated[i].column);
}

void
verify_member(struct checked *checked)
{
    const struct verify_event **events;
    struct facts stated, found;
    size_t count, i = 0, j = 0;

    if (!checked->whole)
        return;
    events = events_in_place(checked, &count);
    if (count == 0 || checked->n_parts == 0) {
        verify_fault(checked, count == 0 ? "without events" : "row removed");
        return;
    }
    check_member_row(checked, &checked->parts[0]);
    stated = facts_stated(checked, events, count);
    end_with_case(checked, &stated);
    found = member_found(checked, &checked->parts[0]);
    while (i < stated.count || j < found.count) {
        const char *was = i < stated.count ? stated.items[i].name : NULL, *is = j < found.count ? found.items[j].name : NULL;
        int order = was == NULL ? 1 : is == NULL ? -1 : strcmp(was, is);
        const char *name = order <= 0 ? was : is;

        i += order <= 0;
        j += order >= 0;
        if (strcmp(facts_value(&stated, name), facts_value(&found, name)) != 0)
            verify_fault(checked, "altered %s", name);
    }
}

void
verify_shell(struct checked *checked)
{
    struct facts found = facts_found(checked), stated = found;
    const struct verify_event **events;
    size_t count;

    if (!checked->whole)
        return;
    events = events_in_place(checked, &count);
    if (count == 0) {
        check_draft(checked);
    } else {
        stated = facts_stated(checked, events, count);
        if (act_missing(checked, events[count - 1], &stated, &found)) {
            verify_fault(checked, "tail cut: the case counts %" PRIu64 " acts", checked->shell.version);
            checked->broken = true;
            return;
        }
        compare(checked, &stated, &found);
        if (!answered_for(&stated, "changed_at")) {
            facts_add(checked->mem, &stated, "changed_at", facts_value(&found, "changed_at"));
            facts_sort(&stated);
        }
    }
    for (size_t i = 0; i < checked->n_parts; i++)
        check_row(checked, &checked->parts[i], &stated);
}
