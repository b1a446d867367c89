/* SPDX-License-Identifier: EUPL-1.2 */
/* What all parts of the loader share: where things go, and where complaints go. */
#ifndef IMI_YAML_LOAD_H
#define IMI_YAML_LOAD_H

#include <stddef.h>
#include <talloc.h>

struct node;

/* Where something stands in a file. */
struct yaml_pos {
    const char *file; /* relative to the data folder */
    unsigned line;    /* from 1 */
};

/* A text of the declared data that people read, as it stands in its file: what must be translated. */
struct yaml_text {
    const char *msgid;
    const char *key; /* label, hint ... */
    struct yaml_pos pos;
};

/* One complaint about declared data, printed as `file:line: key: text`. */
struct yaml_fault {
    struct yaml_pos pos;
    const char *key;
    const char *text;
};

struct yaml_faults {
    struct yaml_fault *items;
    size_t count;
};

struct load {
    TALLOC_CTX *mem;     /* owner of what is declared, and of the texts of the nodes */
    TALLOC_CTX *scratch; /* the trees of nodes; gone when loading is over */
    const char *folder;  /* the data folder */
    struct yaml_faults *faults;
    const struct node **maps; /* every map read, so that a complaint finds the line of a key */
    size_t n_maps;
    const char *user; /* the file for which others are used, named in complaints about those; or NULL */
    struct yaml_text *texts; /* every msgid read */
    size_t n_texts;
};

/*
 * load_start - a loader that puts what is declared below `mem` and complaints into `faults` (emptied).
 * load_end   - sort complaints and texts by file and line, give the texts to the caller (`texts` may be NULL), and
 *              forget the trees and the loader.
 */
struct load *load_start(TALLOC_CTX *mem, const char *folder, struct yaml_faults *faults);
void load_end(struct load *load, const struct yaml_text **texts, size_t *n_texts);

/* load_remember - a map that stays where it is in memory until load_end, so that fault_key finds its keys. */
void load_remember(struct load *load, const struct node *map);

/*
 * fault_add - complain about the place `pos`. key names the key on that line; the text is a sentence
 * without a full stop.
 */
void fault_add(struct load *load, struct yaml_pos pos, const char *key, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * fault_key - complain about key `key` of the thing declared at `pos`: the line is that of the key where
 * the thing has it, else that of the thing itself.
 */
void fault_key(struct load *load, struct yaml_pos pos, const char *key, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
