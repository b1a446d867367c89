/* SPDX-License-Identifier: EUPL-1.2 */
#include "api/openapi.h"

#include <jansson.h>
#include <string.h>

#define TABLES_MAX 200

struct writer {
    json_t *schemas;
    const struct model_table *seen[TABLES_MAX];
    size_t n_seen;
    const char *fault; /* the first one */
};

static json_t *schema_ref(struct writer *writer, const struct model_table *table);

static json_t *
ref(const char *kind, const char *name)
{
    return json_pack("{s:o}", "$ref", json_sprintf("#/components/%s/%s", kind, name));
}

static json_t *
typed(const char *type, const char *format)
{
    json_t *schema = json_pack("{s:s}", "type", type);

    if (format != NULL)
        json_object_set_new(schema, "format", json_string(format));
    return schema;
}

static json_t *
field_schema(struct writer *writer, const struct model_field *field)
{
    switch (field->type) {
    case MODEL_BOOL:
        return typed("boolean", NULL);
    case MODEL_NUMBER:
        return typed("integer", "int64");
    case MODEL_DAY:
        return typed("string", "date");
    case MODEL_MOMENT:
        return typed("string", "date-time");
    case MODEL_CODED:
        return ref("schemas", "Coded");
    case MODEL_WORDS:
        return ref("schemas", "Words");
    case MODEL_ONE:
        return schema_ref(writer, field->table);
    case MODEL_MANY:
        return json_pack("{s:s, s:o}", "type", "array", "items", schema_ref(writer, field->table));
    default:
        return typed("string", NULL);
    }
}

static json_t *
table_schema(struct writer *writer, const struct model_table *table)
{
    json_t *properties = json_object();

    for (const struct model_field *field = table->fields; field->name != NULL; field++) {
        json_t *schema;

        if ((field->flags & MODEL_API) == 0)
            continue;
        schema = field_schema(writer, field);
        if ((field->flags & MODEL_PERSONAL) != 0)
            json_object_set_new(schema, "x-personal", json_true());
        json_object_set_new(properties, field->name, schema);
    }
    return json_pack("{s:s, s:o}", "type", "object", "properties", properties);
}

/* A reference to the schema of a table, which is made when it is first met. */
static json_t *
schema_ref(struct writer *writer, const struct model_table *table)
{
    bool known = false;

    for (size_t i = 0; i < writer->n_seen; i++) {
        if (writer->seen[i] == table)
            known = true;
        else if (strcmp(writer->seen[i]->name, table->name) == 0)
            writer->fault = table->name;
    }
    if (!known && writer->n_seen == TABLES_MAX)
        writer->fault = table->name;
    else if (!known) {
        writer->seen[writer->n_seen++] = table;
        json_object_set_new(writer->schemas, table->name, table_schema(writer, table));
    }
    return ref("schemas", table->name);
}

static json_t *
parameter(const struct openapi_parameter *given)
{
    json_t *schema = typed(given->type, given->format), *values;

    if (strcmp(given->type, "array") == 0)
        json_object_set_new(schema, "items", typed("string", NULL));
    if (given->values != NULL) {
        values = json_array();
        for (size_t i = 0; given->values[i] != NULL; i++)
            json_array_append_new(values, json_string(given->values[i]));
        json_object_set_new(schema, "enum", values);
    }
    return json_pack("{s:s, s:s, s:b, s:o}", "name", given->name, "in", given->in, "required",
                     given->required || strcmp(given->in, "path") == 0, "schema", schema);
}

static json_t *
body_of(json_t *schema)
{
    return json_pack("{s:{s:o}}", "application/json", "schema", schema);
}

static json_t *
responses(struct writer *writer, const struct openapi_operation *operation)
{
    static const char *const problems[] = {"400", "401", "403", "404", "409", "412", "413", "415",
                                           "422", "428", "429", "503"};
    json_t *all = json_object(), *good = json_pack("{s:s}", "description", "OK");
    bool get = strcmp(operation->method, "get") == 0;

    if (operation->answer != NULL)
        json_object_set_new(good, "content", body_of(schema_ref(writer, operation->answer)));
    if (operation->etag)
        json_object_set_new(good, "headers",
                            json_pack("{s:{s:s, s:o}}", "ETag", "description", "version", "schema", typed("string", NULL)));
    json_object_set_new(all, "200", good);
    for (size_t i = 0; i < sizeof problems / sizeof problems[0]; i++) {
        bool write_only = strchr("49", problems[i][0]) != NULL &&
                          (strcmp(problems[i], "404") > 0 && strcmp(problems[i], "429") != 0);

        if ((get && write_only) || (operation->open && strcmp(problems[i], "401") == 0))
            continue;
        json_object_set_new(all, problems[i], ref("responses", "Problem"));
    }
    return all;
}

static json_t *
describe(struct writer *writer, const struct openapi_operation *operation)
{
    json_t *out = json_pack("{s:s, s:s, s:[s]}", "operationId", operation->id, "summary", operation->summary, "tags",
                            operation->tag);
    json_t *parameters = json_array();

    for (size_t i = 0; i < operation->n_parameters; i++)
        json_array_append_new(parameters, parameter(&operation->parameters[i]));
    json_object_set_new(out, "parameters", parameters);
    if (operation->open)
        json_object_set_new(out, "security", json_array());
    if (operation->request != NULL || operation->free_request) {
        json_t *schema = operation->request != NULL ? schema_ref(writer, operation->request)
                                                    : json_pack("{s:s, s:b}", "type", "object", "additionalProperties", 1);

        json_object_set_new(out, "requestBody", json_pack("{s:o}", "content", body_of(schema)));
    }
    json_object_set_new(out, "responses", responses(writer, operation));
    return out;
}

static void
add_operation(struct writer *writer, json_t *paths, json_t *ids, const struct openapi_operation *operation)
{
    json_t *path = json_object_get(paths, operation->path);

    if (json_object_get(ids, operation->id) != NULL)
        writer->fault = operation->id;
    json_object_set_new(ids, operation->id, json_true());
    if (path == NULL) {
        path = json_object();
        json_object_set_new(paths, operation->path, path);
    }
    json_object_set_new(path, operation->method, describe(writer, operation));
}

static json_t *
text_pair(const char *first, const char *second)
{
    return json_pack("{s:s, s:{s:{s:s}, s:{s:s}}, s:[s, s]}", "type", "object", "properties", first, "type", "string",
                     second, "type", "string", "required", first, second);
}

static json_t *
problem_schema(void)
{
    json_t *fault = json_pack("{s:s, s:{s:{s:s}, s:{s:s}}}", "type", "object", "properties", "pointer", "type", "string",
                              "detail", "type", "string");

    return json_pack("{s:s, s:{s:{s:s, s:s}, s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s, s:o}}, s:[s, s, s]}", "type",
                     "object", "properties", "type", "type", "string", "format", "uri", "title", "type", "string",
                     "status", "type", "integer", "detail", "type", "string", "request_id", "type", "string", "errors",
                     "type", "array", "items", fault, "required", "type", "title", "status");
}

static json_t *
components(struct writer *writer)
{
    json_t *problem = json_pack("{s:s, s:{s:{s:o}}}", "description", "RFC 9457", "content", "application/problem+json",
                                "schema", ref("schemas", "Problem"));
    json_t *token = json_pack("{s:s, s:s}", "type", "http", "scheme", "bearer");

    json_object_set_new(writer->schemas, "Problem", problem_schema());
    json_object_set_new(writer->schemas, "Coded", text_pair("code", "label"));
    json_object_set_new(writer->schemas, "Words", text_pair("text", "lang"));
    return json_pack("{s:O, s:{s:o}, s:{s:o}}", "schemas", writer->schemas, "responses", "Problem", problem,
                     "securitySchemes", "token", token);
}

static json_t *
document(struct writer *writer, const struct openapi_setup *setup)
{
    json_t *paths = json_object(), *ids = json_object(), *info;

    for (size_t i = 0; i < setup->n_operations; i++)
        add_operation(writer, paths, ids, &setup->operations[i]);
    json_decref(ids);
    info = json_pack("{s:s, s:s, s:{s:s, s:s}}", "title", setup->title, "version", setup->version, "license", "name",
                     "European Union Public Licence 1.2", "identifier", "EUPL-1.2");
    if (setup->contact != NULL)
        json_object_set_new(info, "contact", json_pack("{s:s}", "name", setup->contact));
    return json_pack("{s:s, s:o, s:[{s:s}], s:[{s:[]}], s:o, s:o}", "openapi", "3.1.0", "info", info, "servers", "url",
                     setup->server, "security", "token", "paths", paths, "components", components(writer));
}

static int
append(const char *bytes, size_t length, void *data)
{
    buf_add(data, bytes, length);
    return buf_full(data) ? -1 : 0;
}

enum err_code
openapi_write(struct buf *buf, const struct openapi_setup *setup, struct err *err)
{
    struct writer writer = {.schemas = json_object()};
    json_t *root = document(&writer, setup);
    enum err_code code = ERR_OK;

    if (root == NULL || json_dump_callback(root, append, buf, JSON_COMPACT) != 0)
        code = FAIL(err, ERR_INTERNAL, "the description of the API could not be written");
    else if (writer.fault != NULL)
        code = FAIL(err, ERR_INTERNAL, "the description of the API names %s twice", writer.fault);
    json_decref(root);
    json_decref(writer.schemas);
    return code;
}
