/* SPDX-License-Identifier: EUPL-1.2 */
/* One drawn request while it is being made up. Private to lib/training. */
#ifndef IMI_TRAINING_BACKGROUND_H
#define IMI_TRAINING_BACKGROUND_H

#include "training/load.h"

#define NO_DAY INT32_MIN
#define COURSE_ROUNDS 2 /* of clarification, at most */

/* How far a request has come on the first day. */
enum course_end { END_OVER, END_DRAFT, END_SENT, END_ACCEPTED, END_REPLIED, END_CLARIFICATION };

/* The days on which things happen; NO_DAY: they do not. */
struct course {
    int32_t made, sent, edited, withdrawn, accepted, replied, asked[COURSE_ROUNDS], answered[COURSE_ROUNDS], closed;
    int64_t accepted_days;
};

struct request {
    struct loading *loading;
    const struct data_background *background;
    struct draw draw;
    const char *name;
    enum course_end end;
    bool overdue;
    struct course course;
    const struct person *asking, *answering;
    const struct data_bundle *bundle;
    const char *provider_country;
    const char *slots[SLOT_COUNT];
    struct content_values values; /* what has been given so far: for conditions */
    size_t values_room;
    struct play_case *the_case;
    int64_t last_at;
};

/* course_draw - the days of a request to a country, for its end. */
void course_draw(struct request *request, const char *asked_country);

/* request_sentence - a text of a pool in the words of a person, with its placeholders filled; *language is that of the text. */
enum sentence { SENTENCE_REASON, SENTENCE_COMMENT, SENTENCE_CLARIFICATION, SENTENCE_ANSWER, SENTENCE_WITHDRAW };
const char *request_sentence(struct request *request, const struct person *person, enum sentence pool,
                             const char **language);

/* request_texts - the texts in the language of a person, or in the one that stands for it. */
const struct data_texts *request_texts(const struct request *request, const struct person *person);

/* request_draw - one of a list of texts. */
const char *request_draw(struct request *request, const struct node *list);

/* request_fill - a template with its placeholders filled; "" when one of them is empty. */
const char *request_fill(const struct request *request, const char *text);

/* request_note - remember a value for the conditions of fields and questions. */
void request_note(struct request *request, const char *field, const char *value);

/* acts_plan - add the steps of a request, in their order. */
void acts_plan(struct request *request);

/* answers_draw - the answers to the questions asked, in their order, as inputs; files where a question takes them. */
void answers_draw(struct request *request, int32_t day, struct inputs *inputs, struct step *step);

#endif
