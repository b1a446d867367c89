/* SPDX-License-Identifier: EUPL-1.2 */
/* The texts of the statements, joined from their lines. */
#include "base/buf.h"
#include "db/internal.h"
#include "db/statement_list.h"

#define STATEMENT_BYTES 32768

const char *
statement_name(unsigned statement)
{
    unsigned number = statement & 0xffff;

    return number < statement_count ? statement_list[number].name : "?";
}

char *
statement_join(TALLOC_CTX *mem, unsigned statement)
{
    const struct statement_text *text = &statement_list[statement & 0xffff];
    struct buf *joined = buf_new(mem, STATEMENT_BYTES);

    for (unsigned i = 0; i < text->n_lines; i++) {
        unsigned flag = text->lines[i].flag;

        if (flag == 0 || (statement & (1u << (VARIANT_SHIFT + flag))) != 0)
            buf_puts(joined, text->lines[i].text);
    }
    return joined->data;
}
