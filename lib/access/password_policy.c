/* SPDX-License-Identifier: EUPL-1.2 */
/* What may be chosen as a password. */
#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "access/password.h"
#include "base/mem.h"
#include "base/utf8.h"

#define LIST_MAX_BYTES (16 * 1024 * 1024)
#define LIST_LEAST 100
#define FOLD_MAX (PASSWORD_MAX_CHARS * 4 + 1)
#define NAME_PIECE 4 /* shorter pieces of names are in too many words */

struct password_list {
    size_t count;
    char **words; /* sorted */
};

static int
compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static size_t
split(struct password_list *list, char *text)
{
    size_t capacity = 0;
    char *line;

    while ((line = strsep(&text, "\n")) != NULL) {
        if (*line == '\0' || *line == '#')
            continue;
        if (list->count == capacity) {
            capacity = capacity == 0 ? 4096 : capacity * 2;
            list->words = mem_grow(list, list->words, char *, capacity);
        }
        list->words[list->count++] = line;
    }
    return list->count;
}

enum err_code
password_list_load(TALLOC_CTX *mem, const char *path, const struct password_list **list, struct err *err)
{
    struct password_list *made = mem_zero(mem, struct password_list);
    FILE *file = fopen(path, "re");
    char *text = NULL;
    size_t capacity = 0;
    ssize_t length;

    if (file == NULL) {
        talloc_free(made);
        return FAIL(err, ERR_CONFIG, "list of common passwords %s: %s", path, strerror(errno));
    }
    length = getdelim(&text, &capacity, '\0', file);
    fclose(file);
    if (length > 0 && length < LIST_MAX_BYTES)
        split(made, mem_copy(made, text));
    free(text); /* allocated by getdelim */
    if (made->count < LIST_LEAST) {
        talloc_free(made);
        return FAIL(err, ERR_CONFIG, "list of common passwords %s: holds fewer than %d", path, LIST_LEAST);
    }
    qsort(made->words, made->count, sizeof *made->words, compare);
    *list = made;
    return ERR_OK;
}

static bool
listed(const struct password_list *list, const char *word)
{
    return bsearch(&word, list->words, list->count, sizeof *list->words, compare) != NULL;
}

/* Lower case (ASCII), and the digits and signs that stand for letters made letters again. */
static void
fold(const char *text, bool letters, char out[FOLD_MAX])
{
    static const char from[] = "0134578@$!", to[] = "oleastbasi";
    size_t i;

    for (i = 0; text[i] != '\0' && i + 1 < FOLD_MAX; i++) {
        const char *at = letters ? strchr(from, text[i]) : NULL;

        out[i] = at != NULL ? to[at - from] : (char)tolower((unsigned char)text[i]);
    }
    out[i] = '\0';
}

/* The middle of a text, without the digits and signs around it. */
static void
core(const char *text, char out[FOLD_MAX])
{
    size_t start = 0, end = strlen(text);

    while (start < end && !isalpha((unsigned char)text[start]) && (unsigned char)text[start] < 0x80)
        start++;
    while (end > start && !isalpha((unsigned char)text[end - 1]) && (unsigned char)text[end - 1] < 0x80)
        end--;
    memcpy(out, text + start, end - start);
    out[end - start] = '\0';
}

/* Whether the text is one piece of at most half its length, again and again (the last may be cut). */
static bool
repeats(const char *text, char piece[FOLD_MAX])
{
    size_t length = strlen(text);

    for (size_t unit = 1; unit <= length / 2; unit++) {
        if (strncmp(text, text + unit, length - unit) == 0) {
            memcpy(piece, text, unit);
            piece[unit] = '\0';
            return true;
        }
    }
    return false;
}

/* Whether most of it runs along an alphabet or a row of keys: each character next to the one before, same way. */
static bool
runs(const char *text)
{
    static const char *const rows[] = {"abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiopasdfghjklzxcvbnm",
                                       "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn"};
    size_t length = strlen(text);

    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        size_t up = 0, down = 0;

        for (size_t i = 1; i < length; i++) {
            const char *at = strchr(rows[r], text[i - 1]);

            if (at == NULL)
                continue;
            up += at[1] != '\0' && at[1] == text[i];
            down += at > rows[r] && at[-1] == text[i];
        }
        if (4 * up >= 3 * (length - 1) || 4 * down >= 3 * (length - 1))
            return true;
    }
    return false;
}

static bool
common(const struct password_list *list, const char *text)
{
    char middle[FOLD_MAX] = "", piece[FOLD_MAX] = "";

    core(text, middle);
    if (listed(list, text) || (strlen(middle) >= NAME_PIECE && listed(list, middle)) || strlen(middle) == 0)
        return true;
    if (repeats(text, piece) && (strlen(piece) <= NAME_PIECE || listed(list, piece)))
        return true;
    if (repeats(middle, piece) && (strlen(piece) <= NAME_PIECE || listed(list, piece)))
        return true;
    return runs(text) || runs(middle);
}

static bool
word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool
holds_piece(const char *folded, const char *name)
{
    char piece[FOLD_MAX] = "";

    while (*name != '\0') {
        size_t length = 0;

        while (word_byte(name[length]))
            length++;
        if (length >= NAME_PIECE && length < sizeof piece) {
            for (size_t i = 0; i < length; i++)
                piece[i] = (char)tolower((unsigned char)name[i]);
            piece[length] = '\0';
            if (strstr(folded, piece) != NULL)
                return true;
        }
        name += length;
        if (*name != '\0')
            name++;
    }
    return false;
}

enum password_fault
password_judge(const struct password_list *list, const char *password, const char *const *names, size_t n_names)
{
    char plain[FOLD_MAX] = "", letters[FOLD_MAX] = "";
    size_t chars = utf8_count(password);

    if (chars < PASSWORD_MIN_CHARS)
        return PASSWORD_SHORT;
    if (chars > PASSWORD_MAX_CHARS || strlen(password) >= FOLD_MAX)
        return PASSWORD_LONG;
    fold(password, false, plain);
    fold(password, true, letters);
    for (size_t i = 0; i < n_names; i++)
        if (names[i] != NULL && (holds_piece(plain, names[i]) || holds_piece(letters, names[i])))
            return PASSWORD_NAMED;
    return common(list, plain) || common(list, letters) ? PASSWORD_COMMON : PASSWORD_FINE;
}

const char *
password_fault_text(enum password_fault fault)
{
    switch (fault) {
    case PASSWORD_SHORT:
        return N_("Use at least 12 characters: a few words in a row are easy to remember");
    case PASSWORD_LONG:
        return N_("Use at most 128 characters");
    case PASSWORD_COMMON:
        return N_("This password is too easy to guess: choose another, such as a few words that do not belong together");
    case PASSWORD_NAMED:
        return N_("The password must not hold your name or the name of your authority or of this site");
    case PASSWORD_FINE:
        break;
    }
    return "";
}
