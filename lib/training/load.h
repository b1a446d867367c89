/* SPDX-License-Identifier: EUPL-1.2 */
/* What the steps of loading share. Private to lib/training. */
#ifndef IMI_TRAINING_LOAD_H
#define IMI_TRAINING_LOAD_H

#include "flow/flow.h"
#include "proof/seal.h"
#include "training/data.h"
#include "training/training.h"

/* Somebody who can sign in. */
struct person {
    const char *name, *full_name, *email, *language;
    const char *secret; /* base32, or NULL */
    const char *token;
    struct data_authority *authority;
    const struct data_user *user; /* NULL: composed */
    uint64_t id;
    const struct actor *actor; /* once written */
    const char *stories; /* with their numbers, joined by "; "; NULL: none */
    size_t first_story;  /* where he or she stands among the told ones */
};

/* A case that is being played, and the number that it gets. */
struct play_case {
    char ref[CASE_REF_LENGTH + 1];
    size_t number; /* in the order of planning */
    const struct decl_area *area;
    const struct decl_flow *flow;
};

struct play_file {
    const char *name; /* in conf/training/files */
    const char *field;
    const char *language;
};

/* Something that happens at its time. */
struct step {
    int64_t at;                  /* case time */
    size_t order;                /* where several happen at once */
    struct play_case *the_case;  /* NULL: retention, by the clerk */
    const char *action;
    bool begins;                 /* makes the draft */
    bool looks;                  /* the first look of the other side at the case */
    const struct person *person;
    const struct content_input *inputs;
    size_t n_inputs;
    const struct play_file *files;
    size_t n_files;
    const char *file_number;     /* the own one of the actor's authority, or NULL */
    const char *what;            /* where it stands in the data, for complaints */
};

struct loading {
    const struct training *set;
    TALLOC_CTX *mem;
    struct db *db;
    struct data *data;
    uint64_t seed;
    int64_t start;  /* case time at which the loading began: "today" */
    int32_t today;
    const char *password;
    unsigned char history_key[HASH_KEY_BYTES];
    const struct seal_keys *seals;
    struct text *text;
    struct person *people;
    size_t n_people;
    size_t n_cases;
    struct play_case **cases; /* of the stories, in their order */
    struct step *steps;
    size_t n_steps, room;
};

/* ---- in the order in which they are called ---- */

/* people_plan - who there will be. stories_plan, background_plan - the steps of told and of drawn requests. Faults go to the
 * data's load. */
void people_plan(struct loading *loading);
void stories_plan(struct loading *loading);
void background_plan(struct loading *loading);

/* wipe_all - empty all tables, in pieces. bodies_write - the authorities. people_write - accounts, with tokens and codes. */
enum err_code wipe_all(struct db *db, struct err *err) ERR_MUST_CHECK;
enum err_code bodies_write(struct loading *loading, struct err *err) ERR_MUST_CHECK;
enum err_code people_write(struct loading *loading, struct err *err) ERR_MUST_CHECK;

/* play_all - do all steps in the order of their times. */
enum err_code play_all(struct loading *loading, struct err *err) ERR_MUST_CHECK;

/* reminders_note - what the clerk would have rung until yesterday has rung. */
enum err_code reminders_note(const struct loading *loading, struct err *err) ERR_MUST_CHECK;

/* stories_check - every story stands as it is expected to. Errors: ERR_DECLARED one does not. */
enum err_code stories_check(struct loading *loading, struct err *err) ERR_MUST_CHECK;

/* accounts_write - the file of those who may sign in, for its owner only. */
enum err_code accounts_write(struct loading *loading, struct err *err) ERR_MUST_CHECK;

/* ---- helpers ---- */

/* loading_step - a new step of a case at a time. */
struct step *loading_step(struct loading *loading, struct play_case *the_case, int64_t at);

/* loading_case - a case with the number that its name stands for. */
struct play_case *loading_case(struct loading *loading, const char *name, const struct decl_area *area,
                               const struct decl_flow *flow);

/* loading_person - somebody by sign-in name, or NULL. person_handles - whether he or she handles requests of an area. */
struct person *loading_person(const struct loading *loading, const char *name);
bool person_handles(const struct loading *loading, const struct person *person, const char *area);

/* inputs - a growing list of what an act is given. */
struct inputs {
    TALLOC_CTX *mem;
    struct content_input *items;
    size_t count;
};
void inputs_add(struct inputs *inputs, const char *field, const char *raw, const char *language);

#endif
