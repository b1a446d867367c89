/* SPDX-License-Identifier: EUPL-1.2 */
/* A whole request as nginx would hand it over: the bytes are the address, path and query. */
#include "form_checks.h"

#include "base/mem.h"
#include "http/request.h"
#include "http/response.h"
#include "http/route.h"

static const char *
parameter(void *data, const char *name)
{
    return strcmp(name, "REQUEST_URI") == 0 ? data : strcmp(name, "REQUEST_METHOD") == 0 ? "GET" : NULL;
}

static enum err_code
handler(struct exchange *exchange, struct err *err)
{
    (void)exchange, (void)err;
    return ERR_OK;
}

static void
must_be_clean(const struct request *req)
{
    static const struct route routes[] = {
        {METHOD_GET, "/", handler},
        {METHOD_GET, "/{area}/cases/{ref}", handler},
        {METHOD_POST, "/{area}/cases/{ref}/{action}", handler},
        {METHOD_GET, "/{area}/new/{flow}", handler},
    };
    static const struct route_table table = ROUTE_TABLE(routes);
    struct route_match match;
    struct err err;

    MUST(req->path[0] == '/' && req->segment_count >= 1 && req->segment_count <= LIMIT_PATH_SEGMENTS);
    for (size_t i = 0; i < req->segment_count; i++) {
        const char *segment = req->segments[i];

        MUST(strchr(segment, '/') == NULL && strcmp(segment, "..") != 0);
        MUST(utf8_clean_line(segment, strlen(segment)));
    }
    switch (route_find(&table, req, &match, &err)) {
    case ERR_OK:
        MUST(match.route != NULL);
        break;
    case ERR_METHOD:
        MUST(strcmp(match.allow, "POST") == 0);
        break;
    default:
        MUST(err.code == ERR_NOT_FOUND);
    }
    (void)response_is_own_path(req->path);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TALLOC_CTX *mem = mem_new(NULL, "fuzz");
    struct body_source none = {NULL, NULL};
    struct request *req;
    struct err err;

    if (request_read(mem, parameter, mem_copy_n(mem, (const char *)data, size), none, &req, &err) == ERR_OK) {
        must_be_clean(req);
        must_be_within_limits(req->query);
        must_be_checkable(mem, req->query);
    } else {
        MUST(err.code == ERR_BAD_REQUEST);
    }
    talloc_free(mem);
    return 0;
}
