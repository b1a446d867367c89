/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The digest of a published version: of all that flow and question set say, apart from layout and comments.
 * Reveal rules and rights are left out: they are never frozen, and are read from today's data.
 */
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "decl/build.h"

/* Flow and questions, each from as many files of 1 MiB as version.c puts together; a text is written with up to twice its bytes.
 */
#define BYTES_MAX (128 * 1024 * 1024)
/* Of the digest (hash_parts); a change of what it covers or how it is written counts it up. */
#define DIGEST_FORMAT 1

/* Each text with its length before it, each list and map with its count: no two trees look alike. */
static void
write_text(struct buf *buf, char sign, const char *text)
{
    buf_printf(buf, "%c%zu:", sign, strlen(text));
    buf_puts(buf, text);
}

static bool
frozen(const struct node *node, unsigned level)
{
    if (node->key == NULL)
        return true;
    if (level == 1 && strcmp(node->key, "reveal") == 0)
        return false;
    return !(level == 3 && strcmp(node->key, "by") == 0);
}

static void
write_node(struct buf *buf, const struct node *node, unsigned level)
{
    if (!frozen(node, level))
        return;
    if (node->key != NULL)
        write_text(buf, 'k', node->key);
    if (node->kind == NODE_TEXT) {
        write_text(buf, 't', node->text);
        return;
    }
    buf_puts(buf, node->kind == NODE_LIST ? "[" : "{");
    for (size_t i = 0; i < node->count; i++)
        write_node(buf, &node->items[i], level + 1);
    buf_puts(buf, node->kind == NODE_LIST ? "]" : "}");
}

void
digest_flow(const struct node *flow, const struct node *questions, uint8_t out[32])
{
    struct buf *buf = buf_new(NULL, BYTES_MAX);
    struct hash_part written;

    write_node(buf, flow, 0);
    if (questions != NULL)
        write_node(buf, questions, 0);
    /* This cannot happen; a cut text must never pass for a whole one. */
    if (buf_full(buf))
        mem_or_end(NULL);
    written = hash_data(buf->data, buf->length);
    hash_parts(out, NULL, DIGEST_FORMAT, &written, 1);
    talloc_free(buf);
}
