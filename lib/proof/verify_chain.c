/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The chain of one case. Nobody without the key can make a hash, so each event is tried at its number and, if
 * that fails, at every other: the number at which its hash is right is its place. An event without a place was
 * altered where a place is empty (another event or a seal knows that there was one), and added otherwise.
 */
#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "proof/verify_case.h"

/* A chain with more unprovable events than this is not searched any further. */
#define MOST_SEARCHES 50
#define MORE_PLACES 16

struct event_new
verify_event_as(const struct verify_event *event)
{
    return (struct event_new){.case_id = event->case_id,
                              .member = event->member,
                              .user_id = event->user_id,
                              .authority_id = event->authority_id,
                              .version = event->version,
                              .other_id = event->other_id,
                              .part = event->part,
                              .at = event->at,
                              .action = event->action,
                              .from_state = event->from_state,
                              .to_state = event->to_state,
                              .rule = event->rule,
                              .facts = event->facts,
                              .values = event->values,
                              .n_values = event->n_values};
}

static bool
fits(const struct checked *checked, const struct verify_event *event, uint64_t seq)
{
    const struct event_new as = verify_event_as(event);
    const struct seal_keys *keys = checked->verify->keys;
    struct history_head head = {.seq = seq, .sealed = event->sealed};
    unsigned char hash[HASH_BYTES];

    if (event->previous.length != HASH_BYTES || event->hash.length != HASH_BYTES)
        return false;
    memcpy(head.previous, event->previous.data, HASH_BYTES);
    for (size_t i = 0; i < keys->count; i++) {
        history_hash(hash, checked->mem, keys->history[i], &head, &as);
        if (hash_equal(hash, event->hash.data, HASH_BYTES))
            return true;
    }
    return false;
}

/* The event of a place, or NULL. */
static const struct verify_event *
event_at(const struct checked *checked, uint64_t place)
{
    for (size_t i = 0; i < checked->n_events; i++)
        if (checked->events[i].place == place)
            return &checked->events[i];
    return NULL;
}

/* Each event gets its place; a second one with the same place is a copy and gets none. Gives the highest. */
static uint64_t
find_places(struct checked *checked)
{
    uint64_t highest = 0, most = checked->n_events + MORE_PLACES;
    unsigned searches = 0;

    for (size_t i = 0; i < checked->n_events; i++)
        checked->events[i].place = fits(checked, &checked->events[i], checked->events[i].seq) ? checked->events[i].seq : 0;
    for (size_t i = 0; i < checked->n_events; i++) {
        struct verify_event *event = &checked->events[i];

        if (event->place == 0 && searches++ < MOST_SEARCHES)
            for (uint64_t seq = 1; seq <= most && event->place == 0; seq++)
                if (event_at(checked, seq) == NULL && fits(checked, event, seq))
                    event->place = seq;
        if (event->place > highest)
            highest = event->place;
    }
    return highest;
}

/* Whether the order of the places is that of the numbers: an event is out of order when its ranks differ. */
static void
check_order(struct checked *checked)
{
    bool told = false;

    for (size_t i = 0; i < checked->n_events; i++) {
        const struct verify_event *event = &checked->events[i];
        size_t before = 0, lower = 0;

        for (size_t j = 0; j < checked->n_events && event->place != 0; j++) {
            before += j < i && checked->events[j].place != 0;
            lower += checked->events[j].place != 0 && checked->events[j].place < event->place;
        }
        if (before != lower) {
            verify_fault(checked, "event reordered %" PRIu64, event->seq);
            told = true;
        }
    }
    for (size_t i = 0; i < checked->n_events && !told && checked->found->n_faults == checked->told; i++)
        if (checked->events[i].place != checked->events[i].seq) {
            verify_fault(checked, "event reordered %" PRIu64, checked->events[i].seq);
            told = true;
        }
}

/* Two neighbours that both are the program's own must hold each other. */
static void
check_links(struct checked *checked)
{
    for (size_t i = 0; i < checked->n_events; i++) {
        const struct verify_event *event = &checked->events[i];
        const struct verify_event *before = event->place > 1 ? event_at(checked, event->place - 1) : NULL;

        if (before != NULL && !hash_equal(before->hash.data, event->previous.data, HASH_BYTES))
            verify_fault(checked, "event added %" PRIu64, event->seq);
    }
}

/* The highest number that a true seal knows. */
static uint64_t
sealed_height(const struct checked *checked)
{
    uint64_t height = 0;

    for (size_t i = 0; i < checked->n_seals; i++)
        if (checked->seals[i].seq > height && seal_true(checked->verify->keys, &checked->seals[i]))
            height = checked->seals[i].seq;
    return height;
}

/* A tail that was cut and grew anew has another head where the seal knows one. */
static bool
check_heads(struct checked *checked)
{
    for (size_t i = 0; i < checked->n_seals; i++) {
        const struct seal *seal = &checked->seals[i];
        const struct verify_event *event = event_at(checked, seal->seq);

        if (event == NULL || seal->head.length != HASH_BYTES ||
            hash_equal(event->hash.data, seal->head.data, HASH_BYTES) ||
            !seal_true(checked->verify->keys, seal))
            continue;
        verify_fault(checked, "tail cut: a seal knows another event %" PRIu64, seal->seq);
        return true;
    }
    return false;
}

/* An event without a place fills the empty place of its number, or was added. */
static void
check_unplaced(struct checked *checked, uint64_t known)
{
    for (size_t i = 0; i < checked->n_events; i++) {
        const struct verify_event *event = &checked->events[i];

        if (event->place != 0)
            continue;
        if (event->seq <= known && event_at(checked, event->seq) == NULL)
            verify_fault(checked, "event altered %" PRIu64, event->seq);
        else
            verify_fault(checked, "event added %" PRIu64, event->seq);
    }
}

static bool
has_number(const struct checked *checked, uint64_t seq)
{
    for (size_t i = 0; i < checked->n_events; i++)
        if (checked->events[i].seq == seq && checked->events[i].place == 0)
            return true;
    return false;
}

static void
check_missing(struct checked *checked, uint64_t highest, uint64_t sealed)
{
    for (uint64_t place = 1; place <= highest; place++)
        if (event_at(checked, place) == NULL && !has_number(checked, place))
            verify_fault(checked, "event removed %" PRIu64, place);
    for (uint64_t place = highest + 1; place <= sealed; place++)
        if (!has_number(checked, place)) {
            verify_fault(checked, "tail cut: a seal knows event %" PRIu64, sealed);
            return;
        }
}

/* Whether every place up to the highest that is known has its event. */
static bool
all_there(const struct checked *checked, uint64_t known)
{
    size_t placed = 0;

    for (size_t i = 0; i < checked->n_events; i++)
        placed += checked->events[i].place != 0;
    return placed == known;
}

void
verify_chain(struct checked *checked)
{
    uint64_t highest = find_places(checked), sealed = sealed_height(checked), known = highest > sealed ? highest : sealed;

    checked->told = checked->found->n_faults;
    check_unplaced(checked, known);
    check_missing(checked, highest, sealed);
    checked->whole = all_there(checked, known);
    if (check_heads(checked))
        checked->whole = false;
    else
        check_links(checked);
    check_order(checked);
    checked->broken = checked->found->n_faults > checked->told;
}
