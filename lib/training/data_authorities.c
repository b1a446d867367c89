/* SPDX-License-Identifier: EUPL-1.2 */
/* authorities/<cc>.yaml */
#include <string.h>

#include "base/mem.h"
#include "training/data.h"
#include "yaml/file.h"

#define FOLDER DATA_FOLDER "/authorities"

const char *const data_kinds[] = {"NIMIC", "SDIMIC", "LIMIC", "DIMIC", "CA", "COMMISSION", "UNION", NULL};
const char *const data_statuses[] = {"active", "suspended", NULL};

static const struct walk_key coordinator_keys[] = {
    KEY_REFS("request", data_coordinators, request, false, SHAPE_ANY),
    KEY_REFS("linked", data_coordinators, linked, false, SHAPE_ANY),
    KEY_END,
};
static const struct walk_table coordinator_table = {
    .what = "the coordinators", .size = sizeof(struct data_coordinators), .keys = coordinator_keys};

static const struct walk_key access_keys[] = {
    KEY_CHOICE("role", data_access, role, true, data_kinds, 0),
    KEY_FLAG("can_send", data_access, can_send),
    KEY_FLAG("can_receive", data_access, can_receive),
    KEY_FLAG("use_allocation", data_access, use_allocation),
    KEY_FLAG("approve_request", data_access, approve_request),
    KEY_FLAG("approve_reply", data_access, approve_reply),
    KEY_REFS("activities", data_access, activities, false, SHAPE_CODE),
    KEY_REFS("professions", data_access, professions, false, SHAPE_CODE),
    KEY_MAP("coordinators", data_access, coordinators, false, &coordinator_table),
    KEY_END,
};
static const struct walk_table access_table = {.what = "an area of an authority",
                                               .size = sizeof(struct data_access),
                                               .keys = access_keys,
                                               .id_offset = offsetof(struct data_access, area),
                                               .id_shape = SHAPE_NAME};

static const struct walk_key authority_keys[] = {
    KEY_TEXT("id", data_authority, id, true, SHAPE_ANY, 60),
    KEY_CHOICE("kind", data_authority, kind, true, data_kinds, 0),
    KEY_CHOICE("status", data_authority, status, true, data_statuses, 0),
    KEY_TEXT("official_name", data_authority, official_name, true, SHAPE_ANY, 300),
    KEY_TEXT("language", data_authority, language, true, SHAPE_ANY, 2),
    KEY_TEXT("acronym", data_authority, acronym, false, SHAPE_ANY, 40),
    KEY_ANY("names", data_authority, names, false),
    KEY_ANY("what_it_does", data_authority, what_it_does, true),
    KEY_TEXT("street", data_authority, street, true, SHAPE_ANY, 200),
    KEY_TEXT("postcode", data_authority, postcode, true, SHAPE_ANY, 20),
    KEY_TEXT("town", data_authority, town, true, SHAPE_ANY, 100),
    KEY_TEXT("region", data_authority, region, false, SHAPE_ANY, 100),
    KEY_TEXT("phone", data_authority, phone, true, SHAPE_ANY, 40),
    KEY_TEXT("email", data_authority, email, true, SHAPE_ANY, 200),
    KEY_TEXT("website", data_authority, website, true, SHAPE_ANY, 200),
    KEY_TEXT("hours", data_authority, hours, true, SHAPE_ANY, 200),
    KEY_TEXT("time_zone", data_authority, time_zone, true, SHAPE_ANY, 40),
    KEY_REFS("languages", data_authority, languages, true, SHAPE_NAME),
    KEY_FLAG("liaison_point", data_authority, liaison_point),
    KEY_FLAG("access_manager", data_authority, access_manager),
    KEY_REF("validating", data_authority, validating, true, SHAPE_ANY),
    KEY_REF("access", data_authority, access, true, SHAPE_ANY),
    KEY_ROWS("areas", data_authority, areas, true, &access_table),
    KEY_END,
};
static const struct walk_table authority_table = {
    .what = "an authority", .size = sizeof(struct data_authority), .keys = authority_keys};

struct authorities_file {
    const struct node *node;
    const char *country;
    struct walk_rows authorities;
};
static const struct walk_key file_keys[] = {
    KEY_TEXT("country", authorities_file, country, true, SHAPE_COUNTRY, 2),
    KEY_ITEMS("authorities", authorities_file, authorities, true, &authority_table),
    KEY_END,
};
static const struct walk_table file_table = {
    .what = "a file of authorities", .size = sizeof(struct authorities_file), .keys = file_keys};

static void
read_file(struct data *data, const char *name)
{
    struct authorities_file *file = mem_zero(data->mem, struct authorities_file);
    const struct node *node = yaml_read(data->load, mem_printf(data->mem, FOLDER "/%s", name));

    if (node == NULL)
        return;
    walk(data->load, node, &file_table, file);
    data_country(data, node->pos, "country", file->country);
    for (size_t i = 0; i < file->authorities.count; i++) {
        struct data_authority *authority = (struct data_authority *)file->authorities.rows + i;

        if (authority->id == NULL || file->country == NULL)
            continue;
        if (data_authority(data, authority->id) != NULL)
            fault_add(data->load, authority->node->pos, "id", "\"%s\" is there already", authority->id);
        authority->country = file->country;
        authority->row_id = data->n_authorities + 1;
        data->authorities =
            mem_grow(data->mem, data->authorities, struct data_authority *, data->n_authorities + 1);
        data->authorities[data->n_authorities++] = authority;
    }
}

static void
check_named(struct data *data, const struct node *name)
{
    if (name != NULL && data_authority(data, name->text) == NULL)
        fault_add(data->load, name->pos, name->key != NULL ? name->key : "coordinators", "there is no authority \"%s\"",
                  name->text);
}

static void
check_names(struct data *data, const struct node *names)
{
    for (size_t i = 0; i < node_count(names); i++)
        check_named(data, node_at(names, i));
}

static void
check_codes(struct data *data, const struct data_access *access, const struct node *codes)
{
    const struct decl_list *list = access->decl->activities;

    for (size_t i = 0; list != NULL && codes != NULL && i < node_count(codes); i++)
        if (decl_code(list, node_at(codes, i)->text) == NULL)
            fault_add(data->load, node_at(codes, i)->pos, codes->key, "\"%s\" is no code of the area",
                      node_at(codes, i)->text);
}

static void
check_access(struct data *data, struct data_access *access)
{
    access->decl = decl_area(data->decl, access->area);
    if (access->decl == NULL) {
        fault_add(data->load, access->node->pos, access->area, "is no declared area");
        return;
    }
    if (access->activities != NULL && access->professions != NULL)
        fault_add(data->load, access->node->pos, "activities", "stand beside professions");
    check_codes(data, access, access->activities);
    check_codes(data, access, access->professions);
    check_names(data, access->coordinators.request);
    check_names(data, access->coordinators.linked);
}

static void
check(struct data *data, struct data_authority *authority)
{
    struct data_access *areas = authority->areas.rows;

    data_text_map(data, authority->names, 300);
    data_text_map(data, authority->what_it_does, 1000);
    data_language(data, authority->node->pos, "language", authority->language);
    for (size_t i = 0; authority->names != NULL && i < authority->names->count; i++)
        data_language(data, authority->names->items[i].pos, "names", authority->names->items[i].key);
    for (size_t i = 0; i < node_count(authority->languages); i++)
        data_language(data, authority->languages->pos, "languages", node_at(authority->languages, i)->text);
    check_named(data, authority->validating);
    check_named(data, authority->access);
    for (size_t i = 0; i < authority->areas.count; i++)
        check_access(data, &areas[i]);
}

void
data_read_authorities(struct data *data)
{
    const char *const *names = file_names(data->mem, data->load->folder, FOLDER);

    for (size_t i = 0; names[i] != NULL; i++)
        read_file(data, names[i]);
    for (size_t i = 0; i < data->n_authorities; i++)
        check(data, data->authorities[i]);
    if (data->n_authorities == 0)
        fault_add(data->load, (struct yaml_pos){FOLDER, 1}, "authorities", "there are none");
}
