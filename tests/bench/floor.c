/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The floor: the least that a page with two queries and 20 rows can cost on this machine. One session SELECT, one
 * 20-row SELECT, about 160 HDF values, an 8 KB page from a cached template. No checks, no languages, no errors.
 *
 *   bench_floor SOCKET DATABASE_SOCKET TEMPLATE WORKERS AUTHORITY
 */
#include <ClearSilver.h>
#include <fcgiapp.h>
#include <mysql.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROWS 20
#define COLUMNS 6
#define CELL 320

static const char session_sql[] =
    "SELECT s.id, u.full_name, u.language FROM session s JOIN user_account u ON u.id = s.user_id"
    " WHERE s.id = ? AND u.status = 'active'";
static const char rows_sql[] =
    "SELECT c.ref, c.flow, c.state, a.name, a.country, CAST(c.changed_at AS CHAR) FROM case_part p FORCE INDEX (case_part_list)"
    " JOIN case_file c ON c.id = p.case_id LEFT JOIN case_part o ON o.case_id = p.case_id AND o.part = 1 - p.part"
    " LEFT JOIN authority a ON a.id = o.authority_id WHERE p.authority_id = ?"
    " ORDER BY p.changed_at DESC, p.case_id DESC LIMIT 20";
static const char *const names[COLUMNS] = {"ref", "flow", "state", "body", "country", "changed"};

struct page {
    char *data;
    size_t length, room;
};

static void
end(const char *what)
{
    fprintf(stderr, "bench_floor: %s\n", what);
    exit(1);
}

static void
good(NEOERR *error)
{
    if (error != STATUS_OK)
        end("ClearSilver");
}

static MYSQL_STMT *
prepare(MYSQL *mysql, const char *text)
{
    MYSQL_STMT *statement = mysql_stmt_init(mysql);

    if (statement == NULL || mysql_stmt_prepare(statement, text, strlen(text)) != 0)
        end(mysql_error(mysql));
    return statement;
}

static unsigned
ask(MYSQL_STMT *statement, long long number, char cells[][COLUMNS][CELL], unsigned columns)
{
    MYSQL_BIND in = {.buffer_type = MYSQL_TYPE_LONGLONG, .buffer = &number};
    MYSQL_BIND out[COLUMNS];
    char row[COLUMNS][CELL];
    unsigned long lengths[COLUMNS];
    my_bool nulls[COLUMNS];
    unsigned n = 0;

    memset(out, 0, sizeof out);
    for (unsigned i = 0; i < columns; i++)
        out[i] = (MYSQL_BIND){.buffer_type = MYSQL_TYPE_STRING, .buffer = row[i], .buffer_length = CELL - 1,
                              .length = &lengths[i], .is_null = &nulls[i]};
    if (mysql_stmt_bind_param(statement, &in) != 0 || mysql_stmt_execute(statement) != 0 ||
        mysql_stmt_bind_result(statement, out) != 0 || mysql_stmt_store_result(statement) != 0)
        end(mysql_stmt_error(statement));
    while (n < ROWS && mysql_stmt_fetch(statement) == 0) {
        for (unsigned i = 0; i < columns; i++) {
            size_t length = nulls[i] ? 0 : lengths[i] < CELL - 1 ? lengths[i] : CELL - 1;

            memcpy(cells[n][i], row[i], length);
            cells[n][i][length] = '\0';
        }
        n++;
    }
    mysql_stmt_free_result(statement);
    return n;
}

static NEOERR *
emit(void *context, char *text)
{
    struct page *page = context;
    size_t length = strlen(text);

    if (page->length + length + 1 > page->room) {
        page->room = 2 * (page->length + length + 1);
        page->data = realloc(page->data, page->room);
        if (page->data == NULL)
            end("no memory");
    }
    memcpy(page->data + page->length, text, length + 1);
    page->length += length;
    return STATUS_OK;
}

/* The rest of the 160 values: words of the frame. */
static void
fill_frame(HDF *hdf, char user[COLUMNS][CELL])
{
    static const char *const lists[] = {"nav", "head", "foot"};
    char name[40];

    good(hdf_set_value(hdf, "lang", "en"));
    good(hdf_set_value(hdf, "title", "Cases of your authority"));
    good(hdf_set_value(hdf, "site", "IMI"));
    good(hdf_set_value(hdf, "skip", "Skip to main content"));
    good(hdf_set_value(hdf, "intro", "All cases in which your authority takes part, the last changed first."));
    good(hdf_set_value(hdf, "user.name", user[1]));
    good(hdf_set_value(hdf, "user.language", user[2]));
    for (size_t i = 0; i < 3; i++)
        for (int j = 0; j < 6; j++) {
            snprintf(name, sizeof name, "%s.%d.text", lists[i], j);
            good(hdf_set_value(hdf, name, "Directory of authorities"));
            snprintf(name, sizeof name, "%s.%d.href", lists[i], j);
            good(hdf_set_value(hdf, name, "/directory"));
        }
}

static void
serve(MYSQL_STMT *session, MYSQL_STMT *list, CSPARSE *cs, HDF *config, long long authority, FCGX_Request *fcgi,
      struct page *page)
{
    static char user[ROWS][COLUMNS][CELL], rows[ROWS][COLUMNS][CELL];
    const char *cookie = FCGX_GetParam("QUERY_STRING", fcgi->envp);
    unsigned n;
    HDF *hdf, *row;
    char name[40];

    ask(session, cookie != NULL ? strtoll(cookie, NULL, 10) : 0, user, 3);
    n = ask(list, authority, rows, COLUMNS);
    good(hdf_init(&hdf));
    fill_frame(hdf, user[0]);
    for (unsigned i = 0; i < n; i++) {
        snprintf(name, sizeof name, "rows.%u", i);
        good(hdf_get_node(hdf, name, &row));
        for (unsigned j = 0; j < COLUMNS; j++)
            good(hdf_set_value(row, names[j], rows[i][j]));
    }
    page->length = 0;
    cs->hdf = hdf;
    good(cs_render(cs, page, emit));
    cs->hdf = config;
    hdf_destroy(&hdf);
    FCGX_FPrintF(fcgi->out, "Status: 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n",
                 (int)page->length);
    FCGX_PutStr(page->data, (int)page->length, fcgi->out);
    FCGX_Finish_r(fcgi);
}

static void
work(int fd, char **argv)
{
    MYSQL *mysql = mysql_init(NULL);
    struct page page = {NULL, 0, 0};
    FCGX_Request fcgi;
    CSPARSE *cs;
    HDF *config;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (mysql_real_connect(mysql, NULL, "root", NULL, "imi", 0, argv[2], 0) == NULL)
        end(mysql_error(mysql));
    good(hdf_init(&config));
    good(hdf_set_value(config, "Config.VarEscapeMode", "html"));
    good(cs_init(&cs, config));
    good(cs_parse_file(cs, argv[3]));
    if (FCGX_Init() != 0 || FCGX_InitRequest(&fcgi, fd, 0) != 0)
        end("libfcgi");
    MYSQL_STMT *session = prepare(mysql, session_sql), *list = prepare(mysql, rows_sql);

    while (FCGX_Accept_r(&fcgi) == 0)
        serve(session, list, cs, config, atoll(argv[5]), &fcgi, &page);
    exit(0);
}

int
main(int argc, char **argv)
{
    int fd, workers;

    if (argc != 6)
        end("usage: bench_floor SOCKET DATABASE_SOCKET TEMPLATE WORKERS AUTHORITY");
    setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "0", 1);
    fd = FCGX_OpenSocket(argv[1], 1024);
    workers = atoi(argv[4]);
    for (int i = 0; i < workers; i++)
        if (fork() == 0)
            work(fd, argv);
    while (wait(NULL) > 0)
        ;
    return 0;
}
