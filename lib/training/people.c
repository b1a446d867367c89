/* SPDX-License-Identifier: EUPL-1.2 */
/* Those who can sign in: named ones, and one for each other active authority. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access/account.h"
#include "access/code.h"
#include "access/identify.h"
#include "access/password.h"
#include "access/token.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"
#include "training/load.h"

#define MOST_ROLES 200
#define TOKEN_DAYS 365
#define FILE_BYTES (1024 * 1024)

struct writing {
    struct loading *loading;
    const char *hash; /* of the one password */
    size_t first, end;
};

/* One for all, easy to type: four groups of consonant and vowel; 40 bits are plenty for a course, and it is no one's own. */
static const char *
new_password(TALLOC_CTX *mem)
{
    static const char consonants[] = "bdfgklmnprstvz", vowels[] = "aeiou";
    char text[20];
    size_t n = 0;

    for (int i = 0; i < 8; i++) {
        if (i > 0 && i % 2 == 0)
            text[n++] = '-';
        text[n++] = consonants[rng_below(sizeof consonants - 1)];
        text[n++] = vowels[rng_below(sizeof vowels - 1)];
    }
    text[n] = '\0';
    return mem_copy(mem, text);
}

/* The same in each set, so that an authenticator app set up once keeps working: 20 bytes in base32. */
static const char *
code_secret(struct loading *loading, const char *name)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    struct draw draw = draw_start(loading->seed, "code", name);
    char text[33];

    for (size_t i = 0; i < 32; i++)
        text[i] = letters[draw_below(&draw, 32)];
    text[32] = '\0';
    return mem_copy(loading->mem, text);
}

static const char *
composed_name(struct loading *loading, const struct data_authority *body)
{
    const struct data_names *names = data_names(loading->data, body->country);
    struct draw draw = draw_start(loading->seed, "person", body->id);
    bool woman = draw_percent(&draw, 50);
    const struct node *given = woman ? names->women : names->men;
    const struct node *surnames = woman && names->surnames_of_women != NULL ? names->surnames_of_women
                                                                            : names->surnames;

    return mem_printf(loading->mem, "%s %s", node_at(given, draw_below(&draw, (uint32_t)node_count(given)))->text,
                      node_at(surnames, draw_below(&draw, (uint32_t)node_count(surnames)))->text);
}

static const char *
sign_in_name(struct loading *loading, const struct data_authority *body)
{
    const char *rule = loading->data->others.sign_in, *at = strstr(rule, "{authority}");

    return mem_printf(loading->mem, "%.*s%s%s", (int)(at - rule), rule, body->id, at + strlen("{authority}"));
}

void
people_plan(struct loading *loading)
{
    const struct data *data = loading->data;

    loading->people = mem_zeros(loading->mem, struct person, data->n_users + data->n_authorities);
    for (size_t i = 0; i < data->n_users; i++) {
        const struct data_user *user = &data->users[i];

        loading->people[loading->n_people++] = (struct person){
            .name = user->name,
            .full_name = user->full_name,
            .email = user->email,
            .language = user->language,
            .secret = user->second_factor ? code_secret(loading, user->name) : NULL,
            .authority = user->authority,
            .user = user};
    }
    for (size_t i = 0; i < data->n_authorities; i++) {
        struct data_authority *body = data->authorities[i];
        const char *name;

        if (body->named_user || body->status != DATA_ACTIVE)
            continue;
        name = sign_in_name(loading, body);
        loading->people[loading->n_people++] = (struct person){
            .name = name,
            .full_name = composed_name(loading, body),
            .email = mem_printf(loading->mem, "%.*s%s", (int)strcspn(name, "@"), name, strchr(body->email, '@')),
            .language = node_at(body->languages, 0)->text,
            .authority = body};
    }
}

static void
add_role(struct account_role roles[MOST_ROLES], size_t *count, const char *area, const char *role)
{
    if (*count < MOST_ROLES)
        roles[*count] = (struct account_role){area, role};
    ++*count;
}

/* Each role in each area that the person has one in; gives how many, of which the first MOST_ROLES are in `roles`. */
static size_t
roles_of(const struct loading *loading, const struct person *person, struct account_role roles[MOST_ROLES])
{
    const struct data_others *others = &loading->data->others;
    const struct node *rules[] = {others->roles, others->first_user_roles};
    const struct data_access *areas = person->authority->areas.rows;
    const struct node *own = person->user != NULL ? person->user->roles : NULL;
    size_t n = 0;

    for (size_t i = 0; own != NULL && i < own->count; i++)
        for (size_t j = 0; j < node_count(&own->items[i]); j++)
            add_role(roles, &n, own->items[i].key, node_at(&own->items[i], j)->text);
    for (size_t i = 0; own == NULL && i < person->authority->areas.count; i++)
        for (size_t rule = 0; rule < 2; rule++)
            for (size_t j = 0; j < node_count(rules[rule]); j++)
                add_role(roles, &n, areas[i].area, node_at(rules[rule], j)->text);
    return n;
}

static enum err_code
write_person(struct loading *loading, struct person *person, const char *hash, struct err *err)
{
    struct account_role roles[MOST_ROLES];
    size_t n_roles = roles_of(loading, person, roles);
    const struct account_new account = {.name = person->name,
                                        .authority_id = person->authority->row_id,
                                        .full_name = person->full_name,
                                        .email = person->email,
                                        .language = person->language,
                                        .password_hash = hash};
    char *token;

    if (n_roles > MOST_ROLES)
        return FAIL(err, ERR_DECLARED, "%s: more than %d roles", person->name, MOST_ROLES);
    TRY(account_add(loading->db, &account, roles, n_roles, &person->id, err));
    if (person->secret != NULL)
        TRY(account_set_code(loading->db, loading->set->keys, person->id, person->secret, err));
    TRY(token_add(loading->mem, loading->db, loading->set->keys, person->id, "training", TOKEN_DAYS, &token, err));
    person->token = token;
    return ERR_OK;
}

static enum err_code
write_some(struct db *db, void *argument, struct err *err)
{
    struct writing *writing = argument;

    (void)db;
    for (size_t i = writing->first; i < writing->end; i++)
        TRY(write_person(writing->loading, &writing->loading->people[i], writing->hash, err));
    return ERR_OK;
}

enum err_code
people_write(struct loading *loading, struct err *err)
{
    char hash[PASSWORD_HASH_SIZE];

    loading->password = new_password(loading->mem);
    TRY(password_hash(NULL, loading->password, hash, err));
    for (size_t first = 0; first < loading->n_people; first += 100) {
        struct writing writing = {loading, hash, first,
                                  first + 100 < loading->n_people ? first + 100 : loading->n_people};

        TRY(db_transaction(loading->db, write_some, &writing, err));
    }
    /* Who nobody could sign in as takes no part: a suspended authority's people. */
    for (size_t i = 0; i < loading->n_people; i++) {
        struct person *person = &loading->people[i];

        if (person->authority->status == DATA_ACTIVE)
            TRY(identify_user(loading->mem, loading->db, person->name, &person->actor, err));
    }
    return ERR_OK;
}

struct person *
loading_person(const struct loading *loading, const char *name)
{
    for (size_t i = 0; i < loading->n_people; i++)
        if (strcmp(loading->people[i].name, name) == 0)
            return &loading->people[i];
    return NULL;
}

bool
person_handles(const struct loading *loading, const struct person *person, const char *area)
{
    struct account_role roles[MOST_ROLES];
    size_t n = roles_of(loading, person, roles);

    for (size_t i = 0; person->authority->status == DATA_ACTIVE && i < n; i++)
        if (strcmp(roles[i].area, area) == 0 && decl_role(roles[i].role) == ROLE_HANDLER)
            return true;
    return false;
}

/* ---- the file ------------------------------------------------------------------------------------------------ */

/* Those with a story first, in the order of the stories. */
static int
by_story(const void *a, const void *b)
{
    const struct person *x = *(const struct person *const *)a, *y = *(const struct person *const *)b;

    if ((x->stories == NULL) != (y->stories == NULL))
        return x->stories == NULL ? 1 : -1;
    if (x->stories != NULL && x->first_story != y->first_story)
        return x->first_story < y->first_story ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void
write_line(struct buf *out, const struct loading *loading, const struct person *person)
{
    struct account_role roles[MOST_ROLES];
    size_t n = roles_of(loading, person, roles);

    buf_printf(out, "%s\t%s\t%s\t%s\t%s\t", person->name, loading->password,
               person->secret != NULL ? person->secret : "-", person->authority->official_name,
               person->authority->country);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%s:%s", i > 0 ? " " : "", roles[i].area, roles[i].role);
    buf_printf(out, "\t%s\t%s\n", person->token, person->stories != NULL ? person->stories : "");
}

/* Readable for its owner only: it holds passwords. */
static enum err_code
write_file(const char *path, const struct buf *text, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *file = fd >= 0 && fchmod(fd, 0600) == 0 ? fdopen(fd, "w") : NULL;
    bool good;

    if (file == NULL && fd >= 0)
        close(fd);
    if (file == NULL)
        return FAIL(err, ERR_CONFIG, "%s: cannot be written", path);
    good = fwrite(text->data, 1, text->length, file) == text->length;
    good = fclose(file) == 0 && good;
    return good ? ERR_OK : FAIL(err, ERR_CONFIG, "%s: cannot be written whole", path);
}

enum err_code
accounts_write(struct loading *loading, struct err *err)
{
    const struct person **order = mem_zeros(loading->mem, const struct person *, loading->n_people);
    struct buf *text = buf_new(loading->mem, FILE_BYTES);

    for (size_t i = 0; i < loading->n_people; i++)
        order[i] = &loading->people[i];
    qsort((void *)order, loading->n_people, sizeof *order, by_story);
    buf_puts(text, "name\tpassword\tcode_secret\tauthority\tcountry\troles\tapi_token\tstory\n");
    for (size_t i = 0; i < loading->n_people; i++)
        if (order[i]->actor != NULL)
            write_line(text, loading, order[i]);
    if (buf_full(text))
        return FAIL(err, ERR_INTERNAL, "the file of accounts is too long");
    return write_file(loading->set->accounts, text, err);
}
