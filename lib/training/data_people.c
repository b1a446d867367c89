/* SPDX-License-Identifier: EUPL-1.2 */
/* users.yaml, names/<cc>.yaml */
#include <string.h>

#include "access/account.h"
#include "base/mem.h"
#include "training/data.h"
#include "yaml/file.h"

#define NAMES_FOLDER DATA_FOLDER "/names"
#define USERS_FILE DATA_FOLDER "/users.yaml"

struct given_names {
    const struct node *node, *men, *women;
};
static const struct walk_key given_keys[] = {
    KEY_REFS("men", given_names, men, true, SHAPE_ANY),
    KEY_REFS("women", given_names, women, true, SHAPE_ANY),
    KEY_END,
};
static const struct walk_table given_table = {
    .what = "the given names", .size = sizeof(struct given_names), .keys = given_keys};

static const struct walk_key names_keys[] = {
    KEY_TEXT("country", data_names, country, true, SHAPE_COUNTRY, 2),
    KEY_TEXT("language", data_names, language, true, SHAPE_ANY, 2),
    KEY_ANY("given_names", data_names, given_names, true),
    KEY_REFS("surnames", data_names, surnames, true, SHAPE_ANY),
    KEY_REFS("surnames_of_women", data_names, surnames_of_women, false, SHAPE_ANY),
    KEY_REFS("firm_name_parts", data_names, firm_name_parts, true, SHAPE_ANY),
    KEY_REFS("firm_forms", data_names, firm_forms, true, SHAPE_ANY),
    KEY_REFS("streets", data_names, streets, true, SHAPE_ANY),
    KEY_END,
};
static const struct walk_table names_table = {
    .what = "a file of names", .size = sizeof(struct data_names), .keys = names_keys};

static const struct walk_key user_keys[] = {
    KEY_TEXT("name", data_user, name, true, SHAPE_ANY, ACCOUNT_NAME_MAX),
    KEY_TEXT("full_name", data_user, full_name, true, SHAPE_ANY, 200),
    KEY_REF("authority", data_user, authority_node, true, SHAPE_ANY),
    KEY_TEXT("language", data_user, language, true, SHAPE_ANY, 2),
    KEY_TEXT("email", data_user, email, true, SHAPE_ANY, 200),
    KEY_FLAG("second_factor", data_user, second_factor),
    KEY_ANY("roles", data_user, roles, true),
    KEY_END,
};
static const struct walk_table user_table = {.what = "a user", .size = sizeof(struct data_user), .keys = user_keys};

static const struct walk_key others_keys[] = {
    KEY_TEXT("sign_in", data_others, sign_in, true, SHAPE_ANY, 60),
    KEY_REFS("roles", data_others, roles, true, SHAPE_NAME),
    KEY_REFS("first_user_roles", data_others, first_user_roles, true, SHAPE_NAME),
    KEY_TEXT("note", data_others, note, false, SHAPE_ANY, 1000),
    KEY_END,
};
static const struct walk_table others_table = {
    .what = "the other users", .size = sizeof(struct data_others), .keys = others_keys};

struct users_file {
    const struct node *node;
    struct data_others others;
    struct walk_rows users;
};
static const struct walk_key file_keys[] = {
    KEY_MAP("others", users_file, others, true, &others_table),
    KEY_ITEMS("users", users_file, users, true, &user_table),
    KEY_END,
};
static const struct walk_table file_table = {
    .what = "the users", .size = sizeof(struct users_file), .keys = file_keys};

static void
read_names(struct data *data, const char *name)
{
    const struct node *node = yaml_read(data->load, mem_printf(data->mem, NAMES_FOLDER "/%s", name));
    struct given_names given = {0};
    struct data_names *names;

    if (node == NULL)
        return;
    data->names = mem_grow(data->mem, data->names, struct data_names, data->n_names + 1);
    names = &data->names[data->n_names++];
    *names = (struct data_names){0};
    walk(data->load, node, &names_table, names);
    if (names->given_names != NULL)
        walk(data->load, names->given_names, &given_table, &given);
    names->men = given.men;
    names->women = given.women;
    data_country(data, node->pos, "country", names->country);
    data_language(data, node->pos, "language", names->language);
    if (names->surnames_of_women != NULL && node_count(names->surnames_of_women) != node_count(names->surnames))
        fault_add(data->load, names->surnames_of_women->pos, "surnames_of_women", "must be as many as surnames");
}

static void
check_roles(struct data *data, const struct node *roles, const char *key)
{
    for (size_t i = 0; i < node_count(roles); i++)
        if (node_at(roles, i)->kind != NODE_TEXT || decl_role(node_at(roles, i)->text) == ROLE_COUNT)
            fault_add(data->load, node_at(roles, i)->pos, key, "is no role");
}

static void
check_user(struct data *data, struct data_user *user, size_t index)
{
    struct yaml_pos pos = user->node->pos;

    user->authority = data_authority(data, user->authority_node->text);
    if (user->authority == NULL) {
        fault_add(data->load, user->authority_node->pos, "authority", "there is no authority \"%s\"",
                  user->authority_node->text);
        return;
    }
    user->authority->named_user = true;
    if (!account_name_valid(user->name))
        fault_add(data->load, pos, "name", "\"%s\" is no sign-in name", user->name);
    for (size_t i = 0; i < index; i++)
        if (strcmp(data->users[i].name, user->name) == 0)
            fault_add(data->load, pos, "name", "\"%s\" is there already", user->name);
    data_language(data, pos, "language", user->language);
    if (user->roles->kind != NODE_MAP)
        fault_add(data->load, user->roles->pos, "roles", "must be areas with their roles");
    for (size_t i = 0; user->roles->kind == NODE_MAP && i < user->roles->count; i++) {
        const struct node *roles = &user->roles->items[i];

        if (data_access(user->authority, roles->key) == NULL)
            fault_add(data->load, roles->pos, roles->key, "the authority has no access to this area");
        check_roles(data, roles, roles->key);
    }
}

void
data_read_people(struct data *data)
{
    const char *const *names = file_names(data->mem, data->load->folder, NAMES_FOLDER);
    const struct node *node = yaml_read(data->load, USERS_FILE);
    struct users_file file = {0};

    for (size_t i = 0; names[i] != NULL; i++)
        read_names(data, names[i]);
    if (node == NULL)
        return;
    walk(data->load, node, &file_table, &file);
    data->others = file.others;
    data->users = file.users.rows;
    data->n_users = file.users.count;
    if (data->load->faults->count > 0)
        return;
    check_roles(data, data->others.roles, "roles");
    check_roles(data, data->others.first_user_roles, "first_user_roles");
    if (strstr(data->others.sign_in, "{authority}") == NULL)
        fault_add(data->load, node->pos, "sign_in", "must hold {authority}");
    for (size_t i = 0; i < data->n_users; i++)
        check_user(data, &data->users[i], i);
    for (size_t i = 0; i < data->n_authorities; i++)
        if (data_names(data, data->authorities[i]->country) == NULL)
            fault_add(data->load, data->authorities[i]->node->pos, "country", "has no file of names");
}
