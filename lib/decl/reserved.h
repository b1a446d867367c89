/* SPDX-License-Identifier: EUPL-1.2 */
/* The words of reserved.def: those of the controls as constants for who reads and writes forms, all of them for the checks. */
#ifndef IMI_DECL_RESERVED_H
#define IMI_DECL_RESERVED_H

#include <stdbool.h>

enum reserved_class { RESERVED_AREA, RESERVED_ACTION, RESERVED_CONTROL };

/* CONTROL_CSRF and so on: the name of a control. */
#define CONTROL(id, word) static const char CONTROL_##id[] = #word;
#include "decl/reserved.def"

/* What follows the name of a field of words in the name of the control that says its language. */
#define CONTROL_LANGUAGE_END "_lang"

/* reserved_words - the words of a class, ended by NULL, in alphabetical order. */
const char *const *reserved_words(enum reserved_class class);

/* reserved_has - whether a word is one of a class; of the controls, also whether it ends as that of a language does. */
bool reserved_has(enum reserved_class class, const char *word);

#endif
