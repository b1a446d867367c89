/* SPDX-License-Identifier: EUPL-1.2 */
/* The texts of the statements, joined from their lines. */
#include "base/buf.h"
#include "db/internal.h"
#include "db/statement_list.h"

#define STATEMENT_BYTES 131072 /* SQL_TIMES_MAX pieces of 2 KiB */

static unsigned
number_of(uint64_t statement)
{
    return (unsigned)(statement & ((UINT64_C(1) << TIMES_SHIFT) - 1));
}

static unsigned
times_of(uint64_t statement)
{
    unsigned times = (unsigned)(statement >> TIMES_SHIFT & SQL_TIMES_MAX);

    return times > 0 ? times : 1;
}

const char *
statement_name(uint64_t statement)
{
    unsigned number = number_of(statement);

    return number < statement_count ? statement_list[number].name : "?";
}

static void
put_line(struct buf *joined, const struct statement_line *line, uint64_t statement)
{
    if (line->flag == 0 || (statement & (UINT64_C(1) << (VARIANT_SHIFT + line->flag))) != 0)
        buf_puts(joined, line->text);
}

/* The lines of a block from the first on, as often as is asked; the line after them. */
static unsigned
put_block(struct buf *joined, const struct statement_text *text, unsigned first, uint64_t statement)
{
    unsigned end = first;

    while (end < text->n_lines && text->lines[end].repeated)
        end++;
    for (unsigned i = 0; i < times_of(statement); i++) {
        buf_puts(joined, i > 0 ? "UNION ALL\n" : NULL);
        for (unsigned line = first; line < end; line++)
            put_line(joined, &text->lines[line], statement);
    }
    return end;
}

char *
statement_join(TALLOC_CTX *mem, uint64_t statement)
{
    const struct statement_text *text = &statement_list[number_of(statement)];
    struct buf *joined = buf_new(mem, STATEMENT_BYTES);

    for (unsigned i = 0; i < text->n_lines;) {
        if (text->lines[i].repeated)
            i = put_block(joined, text, i, statement);
        else
            put_line(joined, &text->lines[i++], statement);
    }
    return joined->data;
}
