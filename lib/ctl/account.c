/* SPDX-License-Identifier: EUPL-1.2 */
/* imictl account add, password, list; token add. Secrets are read from standard input or made, never arguments. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "access/account.h"
#include "access/password.h"
#include "access/token.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/utf8.h"
#include "config/setup.h"
#include "ctl/site.h"

#define MADE_CHARS 20

/* One line of standard input; nothing is shown while it is typed. False at the end of input. */
static bool
read_secret(char *line, size_t size)
{
    struct termios before, quiet;
    bool terminal = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &before) == 0;
    bool got;

    if (terminal) {
        fputs("Password: ", stderr);
        quiet = before;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    got = fgets(line, (int)size, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fputc('\n', stderr);
    }
    if (got)
        line[strcspn(line, "\r\n")] = '\0';
    return got;
}

/* A password made by the machine, easy to type. */
static void
make_password(char out[MADE_CHARS + 4])
{
    static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
    size_t at = 0;

    for (unsigned i = 0; i < MADE_CHARS; i++) {
        if (i > 0 && i % 5 == 0)
            out[at++] = '-';
        out[at++] = letters[rng_below(sizeof letters - 1)];
    }
    out[at] = '\0';
}

/* The hash of a password that was typed (judged) or made (printed). */
static enum err_code
get_password(struct ctl *ctl, const struct ctl_site *site, bool generate, const char *const names[4],
             char hash[PASSWORD_HASH_SIZE], struct err *err)
{
    const struct password_list *list;
    char line[PASSWORD_MAX_CHARS * 4 + 2], made[MADE_CHARS + 4];
    enum password_fault fault;
    enum err_code code;

    if (generate) {
        make_password(made);
        TRY(password_hash(NULL, made, hash, err));
        printf("password: %s\n", made);
        hash_wipe(made, sizeof made);
        return ERR_OK;
    }
    TRY(password_list_load(ctl->mem, mem_printf(ctl->mem, "%s/conf/passwords/common.txt", site->config->data), &list, err));
    if (!read_secret(line, sizeof line))
        return FAIL(err, ERR_INVALID, "no password on standard input (--generate makes one)");
    if (!utf8_clean_line(line, strlen(line)) || !utf8_valid(line, strlen(line)))
        return FAIL(err, ERR_INVALID, "the password is not a line of UTF-8 text");
    fault = password_judge(list, line, names, 4);
    code = fault == PASSWORD_FINE ? password_hash(NULL, line, hash, err)
                                  : FAIL(err, ERR_INVALID, "%s", password_fault_text(fault));
    hash_wipe(line, sizeof line);
    return code;
}

/* "services:handler,services:allocator" */
static enum err_code
parse_roles(struct ctl *ctl, const struct decl *decl, const char *text, struct account_role roles[LIMIT_ACCOUNT_ROLES],
            size_t *count, struct err *err)
{
    char *rest = mem_copy(ctl->mem, text == NULL ? "" : text), *word;

    *count = 0;
    while ((word = strsep(&rest, ",")) != NULL) {
        char *colon = strchr(word, ':');

        if (*word == '\0')
            continue;
        if (colon == NULL || *count == LIMIT_ACCOUNT_ROLES)
            return FAIL(err, ERR_INVALID, "--roles takes AREA:ROLE,AREA:ROLE ...");
        *colon = '\0';
        if (decl_area(decl, word) == NULL || decl_role(colon + 1) == ROLE_COUNT)
            return FAIL(err, ERR_INVALID, "there is no area %s with a role %s", word, colon + 1);
        roles[(*count)++] = (struct account_role){word, colon + 1};
    }
    return ERR_OK;
}

struct account_options {
    const char *authority, *full_name, *email, *language, *roles;
    bool generate;
};

static enum err_code
add(struct ctl *ctl, const char *name, const struct account_options *options, struct err *err)
{
    const char *names[4] = {NULL, name, options->full_name, NULL};
    struct account_role roles[LIMIT_ACCOUNT_ROLES];
    char hash[PASSWORD_HASH_SIZE];
    struct ctl_site site;
    const struct decl *decl;
    struct account_new account = {.name = name, .full_name = options->full_name, .email = options->email,
                                  .language = options->language == NULL ? "en" : options->language, .password_hash = hash};
    uint64_t user_id;
    size_t n_roles;

    if (!account_name_valid(name))
        return FAIL(err, ERR_INVALID, "a sign-in name is 3 to 80 of a-z 0-9 . _ @ - and begins with a letter or digit");
    TRY(ctl_open(ctl, CTL_DATABASE, &site, err));
    TRY(setup_declared(ctl->mem, site.config, &decl, err));
    TRY(parse_roles(ctl, decl, options->roles, roles, &n_roles, err));
    if (account_find_authority(ctl->mem, site.db, options->authority, &account.authority_id, &names[3], err) != ERR_OK)
        return err->code == ERR_NOT_FOUND ? FAIL(err, ERR_NOT_FOUND, "there is no authority %s", options->authority) : err->code;
    names[0] = site.config->site_name;
    TRY(get_password(ctl, &site, options->generate, names, hash, err));
    if (account_add(site.db, &account, roles, n_roles, &user_id, err) != ERR_OK)
        return err->code == ERR_DUPLICATE ? FAIL(err, ERR_DUPLICATE, "there is an account %s already", name) : err->code;
    printf("%s: added\n", name);
    return ERR_OK;
}

enum ctl_status
ctl_account_add(struct ctl *ctl, int argc, char **argv)
{
    struct account_options options = {.authority = option_value(ctl->options, "authority"),
                                      .full_name = option_value(ctl->options, "full-name"),
                                      .email = option_value(ctl->options, "email"),
                                      .language = option_value(ctl->options, "language"),
                                      .roles = option_value(ctl->options, "roles"),
                                      .generate = option_value(ctl->options, "generate") != NULL};
    struct err err = {0};

    if (argc != 1 || options.authority == NULL || options.full_name == NULL || options.email == NULL)
        return CTL_USAGE;
    return add(ctl, argv[0], &options, &err) == ERR_OK ? CTL_OK : ctl_failed(&err);
}

static enum err_code
find(struct ctl *ctl, const struct ctl_site *site, const char *name, struct account **account, struct err *err)
{
    enum err_code code = account_by_name(ctl->mem, site->db, name, account, err);

    return code == ERR_NOT_FOUND ? FAIL(err, ERR_NOT_FOUND, "there is no account %s", name) : code;
}

static enum err_code
set_password(struct ctl *ctl, const char *name, bool generate, struct err *err)
{
    char hash[PASSWORD_HASH_SIZE];
    struct account *account;
    struct ctl_site site;

    TRY(ctl_open(ctl, CTL_DATABASE, &site, err));
    TRY(find(ctl, &site, name, &account, err));
    TRY(get_password(ctl, &site, generate,
                     (const char *const[4]){site.config->site_name, name, account->full_name, account->authority_name}, hash,
                     err));
    TRY(account_change_password(site.db, account->id, hash, 0, err));
    printf("%s: the password was set, and all sessions were ended\n", name);
    return ERR_OK;
}

enum ctl_status
ctl_account_password(struct ctl *ctl, int argc, char **argv)
{
    bool generate = option_value(ctl->options, "generate") != NULL;
    struct err err = {0};

    if (argc != 1)
        return CTL_USAGE;
    return set_password(ctl, argv[0], generate, &err) == ERR_OK ? CTL_OK : ctl_failed(&err);
}

enum ctl_status
ctl_account_list(struct ctl *ctl, int argc, char **argv)
{
    const struct account_row *rows;
    const char *after = "";
    struct ctl_site site;
    struct err err = {0};
    size_t count = 0;

    (void)argv;
    if (argc != 0)
        return CTL_USAGE;
    if (ctl_open(ctl, CTL_DATABASE, &site, &err) != ERR_OK)
        return ctl_failed(&err);
    do {
        if (account_list(ctl->mem, site.db, after, &rows, &count, &err) != ERR_OK)
            return ctl_failed(&err);
        for (size_t i = 0; i < count; i++)
            printf("%s\t%s\t%s\t%s\t%s\t%s\n", rows[i].name, rows[i].authority, rows[i].country, rows[i].status,
                   rows[i].second_factor ? "code" : "-", rows[i].roles == NULL ? "" : rows[i].roles);
        after = count > 0 ? rows[count - 1].name : after;
    } while (count > 0);
    return CTL_OK;
}

static enum err_code
add_token(struct ctl *ctl, const char *name, const char *label, unsigned days, struct err *err)
{
    struct account *account;
    struct ctl_site site;
    char *token;

    TRY(ctl_open(ctl, CTL_DATABASE | CTL_KEYS, &site, err));
    TRY(find(ctl, &site, name, &account, err));
    TRY(token_add(ctl->mem, site.db, site.keys, account->id, label, days, &token, err));
    printf("%s\n", token);
    return ERR_OK;
}

enum ctl_status
ctl_token_add(struct ctl *ctl, int argc, char **argv)
{
    const char *label = option_value(ctl->options, "label"), *days = option_value(ctl->options, "days");
    long number = TOKEN_DEFAULT_DAYS;
    struct err err = {0};

    if (days != NULL)
        number = strspn(days, "0123456789") == strlen(days) ? strtol(days, NULL, 10) : 0;
    if (argc != 1 || number < 1 || number > LIMIT_TOKEN_DAYS)
        return CTL_USAGE;
    return add_token(ctl, argv[0], label == NULL ? "imictl" : label, (unsigned)number, &err) == ERR_OK ? CTL_OK
                                                                                                      : ctl_failed(&err);
}
