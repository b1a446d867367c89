/* SPDX-License-Identifier: EUPL-1.2 */
/* The description of the API, of all endpoints, made from their route tables. */
#include <string.h>

#include "api/openapi.h"
#include "base/mem.h"
#include "paths.h"
#include "portal/portal.h"
#include "web/core.h"

struct describer {
    const struct exchange *exchange;
    const char *const *areas; /* ids, NULL-ended */
    struct openapi_operation *operations;
    size_t count;
};

static const char *const *
area_ids(const struct exchange *exchange)
{
    const struct decl *decl = exchange->app->decl;
    const char **ids = mem_zeros(exchange->mem, const char *, decl->n_areas + 1);

    for (size_t i = 0; i < decl->n_areas; i++)
        ids[i] = decl->areas[i].id;
    return ids;
}

static void
add_parameter(struct openapi_operation *operation, struct openapi_parameter *parameters,
              struct openapi_parameter parameter)
{
    parameters[operation->n_parameters++] = parameter;
}

/* Room for all parameters of an address: its parts, its fields, two headers. */
static struct openapi_parameter *
new_parameters(const struct exchange *exchange, const struct route *route)
{
    size_t fields = route->input != NULL ? route->input->count : 0;

    return mem_zeros(exchange->mem, struct openapi_parameter, ROUTE_MAX_CAPTURES + fields + 2);
}

/* The parts of the address in braces. */
static void
add_captures(const struct describer *describer, struct openapi_operation *operation,
             struct openapi_parameter *parameters)
{
    const char *at = operation->path;

    while ((at = strchr(at, '{')) != NULL) {
        size_t length = strcspn(at + 1, "}");
        const char *name = mem_copy_n(describer->exchange->mem, at + 1, length);
        bool area = strcmp(name, "area") == 0;

        add_parameter(
            operation, parameters,
            (struct openapi_parameter){
                .name = name, .in = "path", .type = "string", .required = true, .values = area ? describer->areas : NULL});
        at += length + 1;
    }
}

static void
add_query(const struct route *route, struct openapi_operation *operation, struct openapi_parameter *parameters)
{
    for (size_t i = 0; route->input != NULL && i < route->input->count; i++) {
        const struct input_field *field = &route->input->fields[i];
        const char *type = field->type == INPUT_NUMBER  ? "integer"
                           : field->type == INPUT_CODES ? "array"
                           : field->type == INPUT_FLAG  ? "boolean"
                                                        : "string";

        add_parameter(operation, parameters, (struct openapi_parameter){.name = field->name, .in = "query", .type = type,
                                                                        .format = field->type == INPUT_DAY ? "date" : NULL});
    }
}

/* What an act carries in its headers (docs/api.md, Doing it once). */
static void
add_headers(const struct route *route, struct openapi_operation *operation, struct openapi_parameter *parameters)
{
    if (strstr(route->pattern, "/actions/") != NULL)
        add_parameter(operation, parameters,
                      (struct openapi_parameter){.name = "If-Match", .in = "header", .type = "string", .required = true});
    add_parameter(operation, parameters, (struct openapi_parameter){.name = "Idempotency-Key", .in = "header", .type = "string"});
}

static const char *
operation_id(const struct describer *describer, const char *method, const char *path)
{
    char *id = mem_printf(describer->exchange->mem, "%s%s", method, path);
    size_t to = 0;

    for (const char *from = id; *from != '\0'; from++) {
        bool word = strchr("/{}.-", *from) == NULL;

        if (word)
            id[to++] = *from;
        else if (to > 0 && id[to - 1] != '_')
            id[to++] = '_';
    }
    while (to > 0 && id[to - 1] == '_')
        to--;
    id[to] = '\0';
    return id;
}

static void
add_operation(struct describer *describer, const struct route *route, const char *method)
{
    const struct exchange *exchange = describer->exchange;
    struct openapi_parameter *parameters = new_parameters(exchange, route);
    struct openapi_operation *operation = &describer->operations[describer->count++];
    bool get = strcmp(method, "get") == 0;
    size_t length = strlen(route->pattern);

    *operation = (struct openapi_operation){
        .method = method, .path = route->pattern, .id = operation_id(describer, method, route->pattern),
        .summary = app_t(exchange, route->summary == NULL ? "" : route->summary),
        .tag = strncmp(route->pattern, "/{area}/", 8) == 0 ? "area" : "portal", .open = route->sign_in == ROUTE_OPEN,
        .parameters = parameters, .request = route->request_model,
        .free_request = route->body == ROUTE_JSON && route->request_model == NULL, .answer = route->answer_model,
        .etag = get && length > 11 && strcmp(route->pattern + length - 11, "cases/{ref}") == 0};
    add_captures(describer, operation, parameters);
    if (get)
        add_query(route, operation, parameters);
    else if (strcmp(method, "post") == 0)
        add_headers(route, operation, parameters);
}

static void
add_table(struct describer *describer, const struct route_table *table)
{
    static const struct {
        enum method method;
        const char *name;
    } methods[] = {{METHOD_GET, "get"}, {METHOD_POST, "post"}, {METHOD_PUT, "put"}, {METHOD_PATCH, "patch"},
                   {METHOD_DELETE, "delete"}};

    describer->operations = mem_grow(describer->exchange->mem, describer->operations, struct openapi_operation,
                                     describer->count + table->count * (sizeof methods / sizeof methods[0]));
    for (size_t i = 0; i < table->count; i++) {
        const struct route *route = &table->routes[i];

        if (strstr(route->pattern, "/api/v1/") == NULL)
            continue;
        for (size_t m = 0; m < sizeof methods / sizeof methods[0]; m++)
            if ((route->methods & methods[m].method) != 0)
                add_operation(describer, route, methods[m].name);
    }
}

enum err_code
describe_api(struct exchange *exchange, struct err *err)
{
    struct describer describer = {.exchange = exchange, .areas = area_ids(exchange)};
    struct openapi_setup setup = {.title = exchange->app->config->site_name, .version = IMI_VERSION,
                                  .server = exchange->app->config->site_address,
                                  .contact = exchange->app->config->site_contact};

    add_table(&describer, exchange->app->site->portal);
    add_table(&describer, exchange->app->site->area);
    add_table(&describer, exchange->app->site->admin);
    setup.operations = describer.operations;
    setup.n_operations = describer.count;
    buf_clear(exchange->resp->body);
    TRY(openapi_write(exchange->resp->body, &setup, err));
    response_type(exchange->resp, "application/json");
    response_header(exchange->resp, "Content-Language", text_lang_tag(exchange->lang));
    return ERR_OK;
}
