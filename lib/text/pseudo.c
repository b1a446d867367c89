/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pseudo-language: "Send" becomes "[Šéñð]"-like text: every vowel twice (about 40 % longer), letters
 * with marks, brackets around. {placeholders} stay.
 */
#include "text/lang.h"

#include "base/buf.h"
#include "base/mem.h"

#include <string.h>

#define SLOTS 32768u /* a power of two */
#define KEPT_MAX 20000u
#define RESULT_BYTES 65536

struct pseudo {
    size_t count;
    struct {
        const char *msgid;
        const char *text;
    } slots[SLOTS];
};

static const char *
letter(char c)
{
    static const char from[] = "AEIOUYaeiouycdgnrstzCDGNRSTZ";
    static const char *const to[] = {"ÁÁ", "ÉÉ", "ÍÍ", "ÓÓ", "ÚÚ", "Ýý", "áá", "éé", "íí", "óó",
                                     "úú", "ýý", "č",  "ď",  "ğ",  "ñ",  "ř",  "š",  "ť",  "ž",
                                     "Č",  "Ď",  "Ğ",  "Ñ",  "Ř",  "Š",  "Ť",  "Ž"};
    const char *at = c != '\0' ? strchr(from, c) : NULL;

    return at != NULL ? to[at - from] : NULL;
}

char *
pseudo_make(TALLOC_CTX *mem, const char *msgid)
{
    struct buf *buf = buf_new(mem, RESULT_BYTES);
    const char *at = msgid;

    buf_putc(buf, '[');
    while (*at != '\0') {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;

        if (end != NULL) {
            buf_add(buf, at, (size_t)(end - at) + 1);
            at = end + 1;
        } else if (letter(*at) != NULL) {
            buf_puts(buf, letter(*at++));
        } else {
            buf_putc(buf, *at++);
        }
    }
    buf_putc(buf, ']');
    return buf->data;
}

/* FNV-1a: no secret, no outside input decides what is stored. */
static uint32_t
hash(const char *text)
{
    uint32_t value = 2166136261u;

    while (*text != '\0')
        value = (value ^ (unsigned char)*text++) * 16777619u;
    return value;
}

const char *
pseudo_text(struct lang_state *state, const char *msgid)
{
    struct pseudo *pseudo = state->pseudo;
    uint32_t slot = hash(msgid) & (SLOTS - 1);

    if (msgid[0] == '\0')
        return msgid;
    if (pseudo == NULL)
        pseudo = state->pseudo = mem_zero(state, struct pseudo);
    for (; pseudo->slots[slot].msgid != NULL; slot = (slot + 1) & (SLOTS - 1))
        if (strcmp(pseudo->slots[slot].msgid, msgid) == 0)
            return pseudo->slots[slot].text;
    if (pseudo->count == KEPT_MAX)
        return msgid;
    pseudo->count++;
    pseudo->slots[slot].msgid = mem_copy(pseudo, msgid);
    pseudo->slots[slot].text = pseudo_make(pseudo, msgid);
    return pseudo->slots[slot].text;
}
