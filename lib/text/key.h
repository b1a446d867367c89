/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Search keys for names and numbers. A name is folded into words such that its usual spellings become
 * the same word: Müller, Mueller and Muller are "muller"; Åberg, Aaberg and Aberg "aberg"; Γιώργος and
 * Giorgos "giorgos"; Георги and Georgi "georgi". Two names match in a word when the words are equal
 * bytes, so a search is a plain equality (or prefix) on an index.
 *
 * How: casefold, NFKD, marks dropped; passport transliteration (ICAO Doc 9303 part 3, 6; Greek by ELOT
 * 743, Cyrillic by the Bulgarian Streamlined System and ICAO); then the two-letter spellings ae, oe, ue,
 * aa folded back onto the bare letter. Scripts without a table (Arabic, Georgian) stay as they are.
 * Apostrophes join, all else that is neither letter nor digit parts words.
 */
#ifndef IMI_TEXT_KEY_H
#define IMI_TEXT_KEY_H

#include "base/err.h"

#include <stddef.h>
#include <talloc.h>

#define KEY_WORD_BYTES 64 /* longest word; a longer one is cut between characters */

struct key_words {
    size_t count;
    const char **word; /* UTF-8, each once, in the order of the text */
};

/*
 * key_words - fold a name or any short text into its search words, all of them, in memory of `mem`.
 * text  UTF-8; NULL or no letters or digits = no words
 * Errors: ERR_INVALID not UTF-8 or over LIMIT_VALUE_BYTES (caller: refuse the input).
 */
enum err_code key_words(TALLOC_CTX *mem, const char *text, struct key_words *out, struct err *err) ERR_MUST_CHECK;

/*
 * key_number - fold a document, register or file number into one key: letters and digits only, folded
 * as above but without the two-letter rule, run together: "AB 12/34-5" and "ab12345" are the same.
 * out receives at most KEY_WORD_BYTES bytes and a NUL; "" when nothing is left.
 * Errors: as key_words.
 */
enum err_code key_number(const char *text, char out[KEY_WORD_BYTES + 1],
                         struct err *err) ERR_MUST_CHECK;

#endif
