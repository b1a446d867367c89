/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/key.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define BREVE 0x0306
#define DIAERESIS 0x0308

static const struct {
    UChar32 letter;
    const char *latin;
} letters[] = {
#define LETTER(code, latin) {code, latin},
#include "text/letters.def"
#undef LETTER
};

/* Greek pairs, ELOT 743. `before`: only before voiced (v) or unvoiced (f) sounds, or at the start (i) of
 * a word. A diaeresis on the second letter parts the pair. */
static const struct {
    UChar32 first, second;
    const char *latin;
    char when;
} pairs[] = {
    {0x03b1, 0x03c5, "af", 'f'}, {0x03b1, 0x03c5, "av", 0},  {0x03b5, 0x03c5, "ef", 'f'},
    {0x03b5, 0x03c5, "ev", 0},   {0x03b7, 0x03c5, "if", 'f'}, {0x03b7, 0x03c5, "iv", 0},
    {0x03bf, 0x03c5, "ou", 0},   {0x03b3, 0x03b3, "ng", 0},  {0x03b3, 0x03be, "nx", 0},
    {0x03b3, 0x03c7, "nch", 0},  {0x03bc, 0x03c0, "b", 'i'},
};

/* A text as letters: base characters with the marks that matter. */
struct letter {
    UChar32 base;
    bool breve;
    bool diaeresis;
};

struct folded {
    size_t count;
    struct letter *letters;
};

static enum err_code
normalize(TALLOC_CTX *work, const char *text, UChar **out, int32_t *out_length, struct err *err)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&status);
    const UNormalizer2 *apart = unorm2_getNFDInstance(&status);
    size_t bytes = strlen(text);
    int32_t room = (int32_t)bytes * 8 + 64;
    UChar *wide, *folded;
    int32_t length = 0;

    if (bytes > LIMIT_VALUE_BYTES || !utf8_valid(text, bytes))
        return FAIL(err, ERR_INVALID, "a text for search keys is too long or not UTF-8");
    wide = mem_size(work, (size_t)room * sizeof(UChar));
    folded = mem_size(work, (size_t)room * sizeof(UChar));
    u_strFromUTF8(wide, room, &length, text, (int32_t)bytes, &status);
    length = unorm2_normalize(fold, wide, length, folded, room, &status);
    *out_length = unorm2_normalize(apart, folded, length, wide, room, &status);
    if (U_FAILURE(status))
        return FAIL(err, ERR_INVALID, "a text cannot be folded: %s", u_errorName(status));
    *out = wide;
    return ERR_OK;
}

static enum err_code
letters_of(TALLOC_CTX *work, const char *text, struct folded *out, struct err *err)
{
    UChar *wide;
    int32_t length, at = 0;

    TRY(normalize(work, text, &wide, &length, err));
    out->letters = mem_zeros(work, struct letter, length + 1);
    out->count = 0;
    while (at < length) {
        UChar32 c;
        struct letter *last = out->count > 0 ? &out->letters[out->count - 1] : NULL;

        U16_NEXT(wide, at, length, c);
        if (u_charType(c) != U_NON_SPACING_MARK) {
            out->letters[out->count++].base = c;
        } else if (last != NULL) {
            last->breve = last->breve || c == BREVE;
            last->diaeresis = last->diaeresis || c == DIAERESIS;
        }
    }
    return ERR_OK;
}

static bool
joins(UChar32 c)
{
    return c == '\'' || c == '`' || c == 0xb4 || c == 0x2bc || c == 0x2018 || c == 0x2019;
}

static const char *
latin_of(const struct letter *letter)
{
    size_t i;

    if (letter->base == 0x0438 && letter->breve)
        return "y"; /* й came apart into и and a breve */
    for (i = 0; i < sizeof letters / sizeof letters[0]; i++)
        if (letters[i].letter == letter->base)
            return letters[i].latin;
    return NULL;
}

/* υ after α, ε, η sounds f before these letters and at the end of a word. */
static bool
unvoiced(const struct letter *letter)
{
    static const UChar32 list[] = {0x03b8, 0x03ba, 0x03be, 0x03c0, 0x03c3, 0x03c4, 0x03c6, 0x03c7, 0x03c8};
    size_t i;

    for (i = 0; i < sizeof list / sizeof list[0]; i++)
        if (letter->base == list[i])
            return true;
    return !u_isalnum(letter->base);
}

static const char *
pair_of(const struct letter *letter, bool word_start)
{
    size_t i;

    if (letter[1].diaeresis)
        return NULL;
    for (i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (pairs[i].first != letter[0].base || pairs[i].second != letter[1].base)
            continue;
        if ((pairs[i].when == 'f' && !unvoiced(&letter[2])) || (pairs[i].when == 'i' && !word_start))
            continue;
        return pairs[i].latin;
    }
    return NULL;
}

/* A word as it grows; far longer than a key, so that folding sees the whole of any name. */
struct word {
    char text[4 * KEY_WORD_BYTES];
    size_t length;
};

static void
word_add(struct word *word, const char *text, size_t length)
{
    if (length > sizeof word->text - 1 - word->length)
        return;
    memcpy(word->text + word->length, text, length);
    word->length += length;
    word->text[word->length] = '\0';
}

static void
word_add_letter(struct word *word, UChar32 c)
{
    char text[U8_MAX_LENGTH];
    size_t length = 0;

    U8_APPEND_UNSAFE(text, length, c);
    word_add(word, text, length);
}

/* Fold ae, oe, ue, aa onto the bare letter, and iya onto ia (both are written for Bulgarian -ия). */
static void
word_collapse(struct word *word)
{
    const char *from = word->text;
    char *to = word->text;

    while (*from != '\0') {
        char c = *to++ = *from++;

        if (c == 'a')
            from += strspn(from, "a");
        if (c == 'a' || c == 'o' || c == 'u')
            from += strspn(from, "e");
        if (c == 'i' && from[0] == 'y' && from[1] == 'a')
            from++;
    }
    *to = '\0';
    word->length = (size_t)(to - word->text);
}

static void
word_end(TALLOC_CTX *mem, struct word *word, struct key_words *out)
{
    const char *key;
    size_t length, i;

    word_collapse(word);
    length = utf8_cut(word->text, KEY_WORD_BYTES);
    key = mem_copy_n(mem, word->text, length);
    *word = (struct word){.length = 0};
    if (length == 0)
        return;
    for (i = 0; i < out->count; i++)
        if (strcmp(out->word[i], key) == 0)
            return;
    out->word = mem_grow(mem, out->word, const char *, out->count + 1);
    out->word[out->count++] = key;
}

/* Add one letter, or a Greek pair; returns how many letters were used. */
static size_t
letter_add(struct word *word, const struct letter *letter)
{
    const char *latin = pair_of(letter, word->length == 0);

    if (latin != NULL) {
        word_add(word, latin, strlen(latin));
        return 2;
    }
    latin = latin_of(letter);
    if (latin != NULL)
        word_add(word, latin, strlen(latin));
    else
        word_add_letter(word, letter->base);
    return 1;
}

enum err_code
key_words(TALLOC_CTX *mem, const char *text, struct key_words *out, struct err *err)
{
    TALLOC_CTX *work = mem_new(NULL, "key_words");
    struct word word = {.length = 0};
    struct folded folded;
    enum err_code code;
    size_t at = 0;

    *out = (struct key_words){0, NULL};
    code = letters_of(work, text != NULL ? text : "", &folded, err);
    while (code == ERR_OK && at < folded.count) {
        if (u_isalnum(folded.letters[at].base)) {
            at += letter_add(&word, &folded.letters[at]);
        } else {
            if (!joins(folded.letters[at].base))
                word_end(mem, &word, out);
            at++;
        }
    }
    if (code == ERR_OK)
        word_end(mem, &word, out);
    talloc_free(work);
    return code;
}

enum err_code
key_number(const char *text, char out[KEY_WORD_BYTES + 1], struct err *err)
{
    TALLOC_CTX *work = mem_new(NULL, "key_number");
    struct word word = {.length = 0};
    struct folded folded;
    enum err_code code;
    size_t at = 0;

    out[0] = '\0';
    code = letters_of(work, text != NULL ? text : "", &folded, err);
    while (code == ERR_OK && at < folded.count) {
        if (u_isalnum(folded.letters[at].base))
            at += letter_add(&word, &folded.letters[at]);
        else
            at++;
    }
    if (code == ERR_OK) {
        size_t length = utf8_cut(word.text, KEY_WORD_BYTES);

        memcpy(out, word.text, length);
        out[length] = '\0';
    }
    talloc_free(work);
    return code;
}
