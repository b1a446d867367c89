/* SPDX-License-Identifier: EUPL-1.2 */
/* The bytes behind commitments, events and seals, written out by hand: a proof made today must hold on any later machine. */
#include "store/history.h"

#include <string.h>

#include "base/mem.h"
#include "proof/seal.h"
#include "runner.h"
#include "store/facts.h"

/* The number of the format comes first. A part stands behind its length; a length and a number are 8 bytes. */
#define U8(n) n "\0\0\0\0\0\0\0"
#define NUMBER(n) U8("\010") U8(n)
#define NONE U8("\0")

static const unsigned char secret[HASH_KEY_BYTES] = {1, 2, 3};
static const unsigned char a_hash[HASH_BYTES + 1] = "0123456789abcdef0123456789ABCDEF";
#define A_HASH U8("\040") "0123456789abcdef0123456789ABCDEF"

#define ck_layout(hash, key, layout)                                                               \
    do {                                                                                           \
        unsigned char right_[HASH_BYTES];                                                          \
        hash_bytes(right_, (key), (layout), sizeof(layout) - 1);                                   \
        ck_assert_mem_eq((hash), right_, HASH_BYTES);                                              \
    } while (0)

START_TEST(a_commitment_is_over_format_owner_store_field_version_language_and_value)
{
    unsigned char out[HASH_BYTES];

    history_commit(out, secret, &(struct committed){.member = 4, .part = 1, .store = 1, .field = "town", .version = 3,
                                                    .language = "de", .value = "Berlin"});
    ck_layout(out, secret, "\002" NUMBER("\004") NUMBER("\001") NUMBER("\001") U8("\004") "town" NUMBER("\003")
                               U8("\002") "de" U8("\006") "Berlin");
}
END_TEST

START_TEST(an_event_is_over_format_the_hash_before_all_columns_and_all_values)
{
    const struct event_value values[] = {
        {.field = "town", .version = 3, .store = 1, .commitment = {a_hash, HASH_BYTES}},
        {.field = "name", .version = 4, .store = 2}, /* erased */
    };
    const struct event_new event = {.case_id = 5, .member = 3, .user_id = 6, .authority_id = 7, .version = 8, .other_id = 9,
                                    .part = -1, .at = -1, .action = "send", .from_state = "draft",
                                    .to_state = "sent", .facts = "class=1\n", .values = values, .n_values = 2};
    struct history_head head = {.seq = 10, .sealed = 11};
    unsigned char out[HASH_BYTES];
    TALLOC_CTX *mem = mem_new(NULL, "test");

    memcpy(head.previous, a_hash, HASH_BYTES);
    history_hash(out, mem, secret, &head, &event);
    ck_layout(out, secret,
              "\002" A_HASH NUMBER("\005") NUMBER("\003") NUMBER("\012") U8("\010") "\377\377\377\377\377\377\377\377"
                  NUMBER("\006") NUMBER("\007") U8("\010") "\377\377\377\377\377\377\377\377" U8("\004") "send"
                  U8("\005") "draft" U8("\004") "sent" NUMBER("\010") NUMBER("\011") NONE U8("\010") "class=1\n" NUMBER("\013")
                  U8("\004") "town" NUMBER("\003") NUMBER("\001") A_HASH U8("\004") "name" NUMBER("\004") NUMBER("\002") NONE);
    talloc_free(mem);
}
END_TEST

START_TEST(a_seal_is_over_format_the_seal_before_and_all_its_columns)
{
    unsigned char hash[HASH_BYTES];
    struct seal_keys keys = {.count = 1};
    struct seal seal = {.id = 4, .case_id = 5, .member = 2, .seq = 6, .month = 8, .reads_after = 9, .reads_upto = 10, .cases = 11,
                        .events = 12, .sealed_at = 7, .head = {a_hash, HASH_BYTES}, .previous = {a_hash, HASH_BYTES},
                        .hash = {hash, HASH_BYTES}};
    static const char layout[] = "\002" A_HASH NUMBER("\004") NUMBER("\005") NUMBER("\002") NUMBER("\006") A_HASH NUMBER("\010")
        NUMBER("\011") NUMBER("\012") NUMBER("\013") NUMBER("\014") NUMBER("\007");

    memcpy(keys.seal[0], secret, sizeof secret);
    hash_bytes(hash, secret, layout, sizeof layout - 1);
    ck_assert(seal_true(&keys, &seal));
    seal.sealed_at = 8;
    ck_assert(!seal_true(&keys, &seal));
}
END_TEST

START_TEST(a_head_is_read_as_it_was_written_and_nothing_else_is)
{
    static const char *const none[] = {"", "1", "1:2:3:4", "0:%s:1:1", "1:%s:1", "1:%s:1:1 ", "1:%s0:1:1", "x:%s:1:1"};
    TALLOC_CTX *mem = mem_new(NULL, "test");
    struct seal_head head = {.id = 3, .cases = 2, .events = 8}, read;
    const char *hex = hash_hex(mem, a_hash, HASH_BYTES);

    memcpy(head.hash, hex, HASH_HEX_SIZE);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        const char *at = strstr(none[i], "%s");
        const char *text = at == NULL ? none[i] : mem_printf(mem, "%.*s%s%s", (int)(at - none[i]), none[i], hex, at + 2);

        ck_assert_msg(!seal_head_read(text, &read), "%s", text);
    }
    ck_assert(seal_head_read(seal_head_text(mem, &head), &read));
    ck_assert_mem_eq(&read, &head, sizeof head);
    talloc_free(mem);
}
END_TEST

/* A case as it is sent, then accepted; the moments are 1970-01-01 00:00:01 and :02 UTC. */
START_TEST(the_first_event_states_all_of_the_shell_and_later_ones_what_they_changed)
{
    TALLOC_CTX *mem = mem_new(NULL, "test");
    const struct case_stamp stamps[] = {{.field = "sent_at", .seq = 1, .moment = 2000000, .day = DB_NO_DAY},
                                        {.field = "accept_by", .seq = 1, .moment = DB_NO_MOMENT, .day = 7},
                                        {.field = "cleared", .seq = 1, .moment = DB_NO_MOMENT, .day = DB_NO_DAY}};
    struct case_state sent = {.ref = "BCDF-GHJKM", .area = "services", .flow = "request", .flow_version = 1, .class = 1,
                              .made_by = 3, .made_at = 1000000, .changed_at = 2000000, .closed_at = DB_NO_MOMENT,
                              .blocked_at = DB_NO_MOMENT, .erased_at = DB_NO_MOMENT, .block_due = DB_NO_DAY,
                              .erase_due = DB_NO_DAY,
                              .parties = {{.authority_id = 4, .since = 1000000, .due = 7},
                                          {.authority_id = 5, .since = 2000000, .due = 7, .waits = true}}};
    struct case_state accepted = sent;
    struct facts facts = {NULL, 0};
    const char *text = facts_text(mem, NULL, &sent, stamps, 3);

    ck_assert_str_eq(text, "area=services\nchanged_at=1970-01-01T00:00:02.000000Z\nclass=1\ndue=1970-01-08\nflow=request\n"
                           "flow_version=1\nmade_at=1970-01-01T00:00:01.000000Z\nmade_by=3\npart.0.authority=4\n"
                           "part.0.since=1970-01-01T00:00:01.000000Z\npart.1.authority=5\n"
                           "part.1.since=1970-01-01T00:00:02.000000Z\nref=BCDF-GHJKM\nstamp.accept_by.1=- 1970-01-08\n"
                           "stamp.cleared.1=- -\nstamp.sent_at.1=1970-01-01T00:00:02.000000Z -\nwaits=1\n");
    accepted.parties[0].due = accepted.parties[1].due = DB_NO_DAY;
    accepted.parties[1].waits = false;
    accepted.parties[1].authority_id = 6;
    accepted.parties[1].replaced = true;
    ck_assert_str_eq(facts_text(mem, &sent, &accepted, NULL, 0), "due=\npart.1.authority=6\npart.1.replaced=1\nwaits=\n");
    facts_read(mem, &facts, text);
    facts_read(mem, &facts, facts_text(mem, &sent, &accepted, NULL, 0));
    facts_sort(&facts);
    ck_assert_str_eq(facts_value(&facts, "part.1.authority"), "6");
    ck_assert_str_eq(facts_value(&facts, "due"), "");
    ck_assert_str_eq(facts_value(&facts, "ref"), "BCDF-GHJKM");
    ck_assert_str_eq(facts_value(&facts, "unknown"), "");
    talloc_free(mem);
}
END_TEST

static Suite *
suite(void)
{
    Suite *made = suite_create("history");
    TCase *tc = tcase_create("history");

    tcase_add_test(tc, a_commitment_is_over_format_owner_store_field_version_language_and_value);
    tcase_add_test(tc, an_event_is_over_format_the_hash_before_all_columns_and_all_values);
    tcase_add_test(tc, the_first_event_states_all_of_the_shell_and_later_ones_what_they_changed);
    tcase_add_test(tc, a_seal_is_over_format_the_seal_before_and_all_its_columns);
    tcase_add_test(tc, a_head_is_read_as_it_was_written_and_nothing_else_is);
    suite_add_tcase(made, tc);
    return made;
}

RUN(suite)
