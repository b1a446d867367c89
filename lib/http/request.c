/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/request.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "http/filename.h"
#include "http/param.h"
#include "http/url.h"

#define MAX_ID_BYTES 64
#define MAX_ADDRESS_BYTES 45
#define MAX_LENGTH_DIGITS 15

static const struct {
    const char *name;
    enum method method;
} methods[] = {
    {"GET", METHOD_GET}, {"HEAD", METHOD_HEAD},   {"POST", METHOD_POST},
    {"PUT", METHOD_PUT}, {"PATCH", METHOD_PATCH}, {"DELETE", METHOD_DELETE},
};

/* The parameter, or NULL where nginx sent none or an empty one. */
static const char *
param_given(const struct request *req, const char *name)
{
    const char *value = req->parameter(req->parameter_data, name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

static enum method
method_of(const char *name)
{
    for (size_t i = 0; name != NULL && i < sizeof methods / sizeof methods[0]; i++)
        if (strcmp(methods[i].name, name) == 0)
            return methods[i].method;
    return METHOD_OTHER;
}

const char *
request_method_name(enum method method)
{
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        if (methods[i].method == method)
            return methods[i].name;
    return "OTHER";
}

/* What nginx says about the connection; anything odd counts as not said. */
static void
read_surroundings(struct request *req)
{
    const char *scheme = param_given(req, "IMI_SCHEME");
    const char *address = param_given(req, "IMI_CLIENT_ADDRESS");
    const char *id = param_given(req, "IMI_REQUEST_ID");

    req->https = scheme != NULL && strcmp(scheme, "https") == 0;
    if (address != NULL && strlen(address) <= MAX_ADDRESS_BYTES &&
        strspn(address, "0123456789abcdefABCDEF.:") == strlen(address))
        req->client_address = mem_copy(req, address);
    if (id != NULL && strlen(id) <= MAX_ID_BYTES &&
        strspn(id, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-") == strlen(id))
        req->id = mem_copy(req, id);
}

static enum err_code
add_segment(struct request *req, const char *bytes, size_t length, struct err *err)
{
    char *segment;

    if (req->segment_count == LIMIT_PATH_SEGMENTS)
        return FAIL(err, ERR_BAD_REQUEST, "path with more than %d segments", LIMIT_PATH_SEGMENTS);
    TRY(url_decode(req, bytes, length, false, &segment, err));
    if (!utf8_clean_line(segment, strlen(segment)))
        return FAIL(err, ERR_BAD_REQUEST, "control character in the path");
    if (strchr(segment, '/') != NULL || strcmp(segment, ".") == 0 || strcmp(segment, "..") == 0)
        return FAIL(err, ERR_BAD_REQUEST, "path climbs or hides a slash");
    req->segments[req->segment_count++] = segment;
    return ERR_OK;
}

static enum err_code
read_path(struct request *req, const char *uri, size_t length, struct err *err)
{
    char *path;

    if (length == 0 || uri[0] != '/' || length > LIMIT_PATH_BYTES)
        return FAIL(err, ERR_BAD_REQUEST, "path of %zu bytes, or not from the root", length);
    TRY(url_decode(req, uri, length, false, &path, err));
    for (size_t start = 1, end; start <= length; start = end + 1) {
        const char *slash = memchr(uri + start, '/', length - start);

        end = slash != NULL ? (size_t)(slash - uri) : length;
        TRY(add_segment(req, uri + start, end - start, err));
    }
    req->path = path;
    return ERR_OK;
}

static enum err_code
read_address(struct request *req, struct err *err)
{
    const char *uri = param_given(req, "REQUEST_URI");
    size_t path_length, query_length;
    struct form *query;

    if (uri == NULL)
        return FAIL(err, ERR_BAD_REQUEST, "no REQUEST_URI");
    path_length = strcspn(uri, "?");
    TRY(read_path(req, uri, path_length, err));
    if (uri[path_length] == '\0')
        return ERR_OK;
    query_length = strlen(uri + path_length + 1);
    if (query_length > LIMIT_QUERY_BYTES)
        return FAIL(err, ERR_BAD_REQUEST, "query of %zu bytes", query_length);
    TRY(form_parse(req, uri + path_length + 1, query_length, &query, err));
    req->query = query;
    return ERR_OK;
}

static enum err_code
read_header(struct request *req, const char *name, const char **field, struct err *err)
{
    const char *value = param_given(req, name);

    if (value == NULL)
        return ERR_OK;
    if (strlen(value) > LIMIT_HEADER_BYTES || !utf8_valid(value, strlen(value)) ||
        !utf8_clean_line(value, strlen(value)))
        return FAIL(err, ERR_BAD_REQUEST, "%s is too long or not clean text", name);
    *field = mem_copy(req, value);
    return ERR_OK;
}

static enum err_code
read_headers(struct request *req, struct err *err)
{
    const char *cookies = param_given(req, "HTTP_COOKIE"), *disposition = param_given(req, "HTTP_CONTENT_DISPOSITION");
    struct form *parsed;

    TRY(read_header(req, "CONTENT_TYPE", &req->content_type, err));
    TRY(read_header(req, "HTTP_ACCEPT", &req->accept, err));
    TRY(read_header(req, "HTTP_ACCEPT_LANGUAGE", &req->accept_language, err));
    TRY(read_header(req, "HTTP_AUTHORIZATION", &req->authorization, err));
    if (disposition != NULL && strlen(disposition) <= LIMIT_HEADER_BYTES)
        req->content_disposition = filename_header(req, disposition, strlen(disposition));
    TRY(read_header(req, "HTTP_IF_MATCH", &req->if_match, err));
    TRY(read_header(req, "HTTP_IDEMPOTENCY_KEY", &req->idempotency_key, err));
    TRY(read_header(req, "HTTP_ORIGIN", &req->origin, err));
    TRY(read_header(req, "HTTP_SEC_FETCH_SITE", &req->sec_fetch_site, err));
    TRY(read_header(req, "HTTP_USER_AGENT", &req->user_agent, err));
    if (cookies == NULL)
        return ERR_OK;
    TRY(form_parse_cookies(req, cookies, strlen(cookies), &parsed, err));
    req->cookies = parsed;
    return ERR_OK;
}

static enum err_code
read_length(struct request *req, struct err *err)
{
    const char *text = param_given(req, "CONTENT_LENGTH");
    int64_t length = 0;

    if (text == NULL)
        return ERR_OK;
    if (strlen(text) > MAX_LENGTH_DIGITS || strspn(text, "0123456789") != strlen(text))
        return FAIL(err, ERR_BAD_REQUEST, "Content-Length is no number");
    for (; *text != '\0'; text++)
        length = length * 10 + (*text - '0');
    req->content_length = length;
    req->body_left = req->body_state == REQUEST_BODY_HERE ? length : 0;
    return ERR_OK;
}

static enum request_body
body_state(const struct request *req)
{
    static const struct {
        const char *word;
        enum request_body state;
    } words[] = {{"announced", REQUEST_BODY_ANNOUNCED}, {"refused", REQUEST_BODY_REFUSED}, {"too-large", REQUEST_BODY_TOO_LARGE}};
    const char *word = param_given(req, "IMI_BODY");

    for (size_t i = 0; word != NULL && i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].word, word) == 0)
            return words[i].state;
    return REQUEST_BODY_HERE;
}

enum err_code
request_read(TALLOC_CTX *mem, const char *(*parameter)(void *data, const char *name), void *parameter_data,
             struct body_source body, struct request **req, struct err *err)
{
    struct request *made = mem_zero(mem, struct request);

    made->mem = mem;
    made->parameter = parameter;
    made->parameter_data = parameter_data;
    made->body = body;
    made->path = "";
    made->client_address = "";
    made->id = "";
    made->query = form_new(made);
    made->cookies = form_new(made);
    *req = made;
    read_surroundings(made);
    made->method = method_of(param_given(made, "REQUEST_METHOD"));
    made->body_state = body_state(made);
    TRY(read_length(made, err)); /* first, so that a refused request's body can be read away */
    TRY(read_address(made, err));
    return read_headers(made, err);
}

const char *
request_trusted(const struct request *req, const char *name)
{
    const char *value;

    if (strncmp(name, "IMI_", 4) != 0)
        return NULL;
    value = param_given(req, name);
    if (value == NULL || !utf8_valid(value, strlen(value)) || !utf8_clean_line(value, strlen(value)))
        return NULL;
    return value;
}

const char *
request_cookie(const struct request *req, const char *name)
{
    static const char prefix[] = "__Host-";
    const char *found = NULL;

    for (size_t i = 0; i < req->cookies->count; i++) {
        const struct form_pair *pair = &req->cookies->pairs[i];
        const char *sent = pair->name;

        if (req->https) {
            if (strncmp(sent, prefix, sizeof prefix - 1) != 0)
                continue;
            sent += sizeof prefix - 1;
        }
        if (strcmp(sent, name) != 0)
            continue;
        if (found != NULL)
            return NULL;
        found = pair->value;
    }
    return found;
}

const char *
request_media_type(const struct request *req)
{
    const char *rest;

    return req->content_type != NULL ? param_head(req->mem, req->content_type, &rest) : "";
}

const char *
request_filename(const struct request *req)
{
    const char *rest, *plain = NULL, *extended = NULL;
    char *name, *value;

    if (req->content_disposition == NULL)
        return NULL;
    param_head(req->mem, req->content_disposition, &rest);
    while (param_next(req->mem, &rest, &name, &value) == 1) {
        if (strcmp(name, "filename") == 0 && plain == NULL)
            plain = value;
        else if (strcmp(name, "filename*") == 0 && extended == NULL)
            extended = value;
    }
    return filename_read(req->mem, plain, extended);
}

const char *
request_bearer(const struct request *req)
{
    const char *token;

    if (req->authorization == NULL || strncasecmp(req->authorization, "Bearer ", 7) != 0)
        return NULL;
    token = req->authorization + 7 + strspn(req->authorization + 7, " ");
    return *token != '\0' && strchr(token, ' ') == NULL ? token : NULL;
}
