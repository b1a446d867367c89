/* SPDX-License-Identifier: EUPL-1.2 */
/* Rows of authorities, for the directory and for guards. */
#ifndef IMI_STORE_AUTHORITY_H
#define IMI_STORE_AUTHORITY_H

#include "base/limits.h"
#include "db/db.h"

struct authority_row {
    uint64_t id;
    const char *slug, *country, *kind, *name, *language, *acronym, *town, *region, *other_name;
};

struct authority_full {
    uint64_t id;
    const char *slug, *country, *kind, *name, *language, *informal_name, *acronym, *street, *postcode, *town, *region,
        *phone, *email, *website, *hours, *time_zone, *status, *other_name, *languages, *areas, *receives, *competences;
    bool liaison_point;
};

struct authority_text {
    const char *kind, *language, *text;
};

struct authority_search {
    const char *language;             /* of other_name */
    const char *area, *flow;          /* flow only together with area */
    const char *activity;
    const char *country, *not_country;
    const char *words[LIMIT_DIRECTORY_WORDS]; /* folded; NULL = fewer */
    uint64_t after;
    unsigned limit;
};

struct authority_ability {
    uint64_t id;
    const char *country, *name, *language;
    bool receives, sends;
};

struct authority_hits {
    struct authority_row *rows;
    size_t count;
    bool given_up;   /* LIMIT_DIRECTORY_EXAMINED were tried and there are more */
    uint64_t after;  /* then the search goes on after this one; 0: only by other words */
};

/* authority_search - active authorities by coded filters and beginnings of folded words, in the order of ids. */
enum err_code authority_search(struct db *db, TALLOC_CTX *mem, const struct authority_search *search,
                               struct authority_hits *hits, struct err *err) ERR_MUST_CHECK;

/* authority_national - the coordinator for a whole country that receives a form; *row NULL when there is none. */
enum err_code authority_national(struct db *db, TALLOC_CTX *mem, const char *country, const char *area,
                                 const char *flow, const char *language, struct authority_row **row,
                                 struct err *err) ERR_MUST_CHECK;

struct authority_name {
    uint64_t id;
    const char *country, *name, *language;
};

/* authority_names - how authorities are called, in one statement; ids that there are not are left out. No ids: no statement. */
enum err_code authority_names(struct db *db, TALLOC_CTX *mem, const uint64_t *ids, size_t n_ids,
                              struct authority_name **names, size_t *count, struct err *err) ERR_MUST_CHECK;

/* authority_get - one authority with all that its card shows. Errors: ERR_NOT_FOUND. */
enum err_code authority_get(struct db *db, TALLOC_CTX *mem, uint64_t id, const char *language,
                            struct authority_full **row, struct err *err) ERR_MUST_CHECK;

/* authority_texts - its texts in all languages. */
enum err_code authority_texts(struct db *db, TALLOC_CTX *mem, uint64_t id, struct authority_text **rows,
                              size_t *count, struct err *err) ERR_MUST_CHECK;

/* authority_able - whether two authorities (0: none) may send and receive a form now; those that are not active are left out. */
enum err_code authority_able(struct db *db, TALLOC_CTX *mem, const uint64_t ids[2], const char *area, const char *flow,
                             struct authority_ability **rows, size_t *count, struct err *err) ERR_MUST_CHECK;

/* What an authority has set for itself in a flow; the columns of authority_flow. */
struct authority_settings {
    bool can_send, can_receive, use_allocation, approve_request, approve_reply, coordinator_decides;
};

/* authority_settings - read them; all false for an authority that takes no part in the flow. */
enum err_code authority_settings(struct db *db, TALLOC_CTX *mem, uint64_t authority_id, const char *area, const char *flow,
                                 struct authority_settings **settings, struct err *err) ERR_MUST_CHECK;

#endif
