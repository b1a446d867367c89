/* SPDX-License-Identifier: EUPL-1.2 */
/* Scripts of the migrations: statements that end with `;` at the end of a line. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "db/internal.h"

static enum err_code
run_one(struct db *db, const char *text, unsigned number, struct err *err)
{
    MYSQL_RES *result;
    char what[32];

    snprintf(what, sizeof what, "statement %u", number);
    if (mysql_query(db->mysql, text) != 0)
        return db_error(db, mysql_errno(db->mysql), what, mysql_error(db->mysql), err);
    result = mysql_store_result(db->mysql);
    if (result == NULL && mysql_errno(db->mysql) != 0)
        return db_error(db, mysql_errno(db->mysql), what, mysql_error(db->mysql), err);
    mysql_free_result(result);
    return ERR_OK;
}

/* Only blanks and comment lines. */
static bool
is_empty(const char *text)
{
    while (*text != '\0') {
        if (strncmp(text, "--", 2) == 0)
            text += strcspn(text, "\n");
        else if (strchr(" \t\r\n", *text) != NULL)
            text++;
        else
            return false;
    }
    return true;
}

enum err_code
db_script(struct db *db, const char *text, struct err *err)
{
    TALLOC_CTX *mem;
    const char *start = text, *end;
    enum err_code code = ERR_OK;

    TRY(db_connect(db, err));
    mem = mem_new(db, "script");
    for (unsigned number = 1; code == ERR_OK && !is_empty(start); number++) {
        end = strstr(start, ";\n");
        end = end != NULL ? end : start + strlen(start);
        code = run_one(db, mem_copy_n(mem, start, (size_t)(end - start)), number, err);
        start = *end == '\0' ? end : end + 1;
    }
    talloc_free(mem);
    return code;
}
