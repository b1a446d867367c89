/* SPDX-License-Identifier: EUPL-1.2 */
/* The directory of authorities: finding one, and what its card shows. Authorities, not persons. */
#ifndef IMI_DIRECTORY_DIRECTORY_H
#define IMI_DIRECTORY_DIRECTORY_H

#include "access/env.h"
#include "store/authority.h"

struct authority_hit {
    uint64_t id;
    const char *slug, *country, *kind, *name, *language, *acronym, *town, *region;
    const char *other_name; /* in the reader's language, or NULL */
};

struct directory_query {
    const char *country;     /* ISO, or NULL */
    const char *not_country; /* leave this one out, or NULL */
    const char *area, *flow; /* both or none: only authorities that receive this form */
    const char *activity;    /* code of the area's list, or NULL */
    const char *words;       /* parts of names or towns in any language; NULL or "" any */
    uint64_t after;          /* cursor */
    unsigned limit;          /* 1..200 */
};

struct directory_found {
    struct authority_hit *hits;
    size_t count;
    bool more;      /* there are more than the limit */
    bool given_up;  /* so many were tried that the search ended: more may fit */
    uint64_t after; /* cursor of the next page; 0: there is none, or only other words lead on */
};

/* directory_find - active authorities that fit, by id. */
enum err_code directory_find(const struct env *env, const struct directory_query *query, struct directory_found *found,
                             struct err *err) ERR_MUST_CHECK;

/* directory_national - where to send when unsure: the coordinator of a country that receives this form; NULL when there is none.
 */
enum err_code directory_national(const struct env *env, const char *country, const char *area,
                                 const char *flow_id, struct authority_hit **hit,
                                 struct err *err) ERR_MUST_CHECK;

struct authority_card {
    uint64_t id;
    const char *slug, *country, *kind, *name, *language, *informal_name, *acronym, *street, *postcode, *town, *region,
        *phone, *email, *website, *hours, *time_zone, *status, *other_name;
    const char *languages;   /* codes joined by blanks, preferred first */
    const char *areas;       /* area:kind joined by blanks */
    const char *receives;    /* area:flow joined by blanks */
    const char *competences; /* area:code joined by blanks */
    const char *what_it_does, *what_language; /* in the reader's language if there is one, else English, else its own */
    bool liaison_point;
};

/* directory_card - all that is known of an authority. Errors: ERR_NOT_FOUND. */
enum err_code directory_card(const struct env *env, uint64_t id, struct authority_card **card,
                             struct err *err) ERR_MUST_CHECK;

/*
 * directory_names - how these authorities are called, all in one statement; none is asked when there is no id. Those that are
 * not there any more are left out.
 */
enum err_code directory_names(const struct env *env, const uint64_t *ids, size_t n_ids, struct authority_name **names,
                              size_t *count, struct err *err) ERR_MUST_CHECK;

/* directory_words - the folded words by which an authority is found, from its names and towns. */
size_t directory_words(TALLOC_CTX *mem, const char *const *texts, size_t n_texts, const char ***words);

#endif
