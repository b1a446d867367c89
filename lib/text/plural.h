/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The plural rule of a catalogue: "nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2;", C's
 * expression over n without assignment and calls.
 */
#ifndef IMI_TEXT_PLURAL_H
#define IMI_TEXT_PLURAL_H

#include <stdbool.h>
#include <stdint.h>

#define PLURAL_NODES_MAX 160
#define PLURAL_FORMS_MAX 8
#define PLURAL_DEPTH_MAX 40

struct plural_node {
    uint8_t op; /* enum in plural.c */
    uint8_t a, b, c;
    uint32_t number;
};

struct plural {
    unsigned forms; /* nplurals */
    unsigned root;
    unsigned node_count;
    struct plural_node nodes[PLURAL_NODES_MAX];
};

/* plural_english - fill with the rule n != 1. */
void plural_english(struct plural *plural);

/* plural_parse - read "nplurals=N; plural=EXPR" (NUL-terminated); false when it is not such a rule or
 * over the limits above. */
bool plural_parse(struct plural *plural, const char *rule);

/* plural_form - which form is for n: below plural->forms; 0 when the rule names one that is not there. */
unsigned plural_form(const struct plural *plural, uint64_t n);

#endif
