/* SPDX-License-Identifier: EUPL-1.2 */
/* Where imictl finds things: configuration, declared data, catalogues. */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "ctl/ctl.h"
#include "paths.h"

static bool
is_folder(const char *path)
{
    struct stat state;

    return stat(path, &state) == 0 && S_ISDIR(state.st_mode);
}

static bool
holds_areas(TALLOC_CTX *mem, const char *folder)
{
    return is_folder(mem_printf(mem, "%s/conf/areas", folder));
}

static bool
is_tree(TALLOC_CTX *mem, const char *folder)
{
    return access(mem_printf(mem, "%s/configure.ac", folder), F_OK) == 0 && holds_areas(mem, folder);
}

/* A tree built in itself, also a copy of it elsewhere; or a build folder beside its tree, to which configure made a link. */
static const char *
find_tree(TALLOC_CTX *mem, const char *program_dir)
{
    char path[PATH_MAX];

    if (is_tree(mem, program_dir))
        return program_dir;
    if (realpath(mem_printf(mem, "%s/source-tree", program_dir), path) != NULL && is_tree(mem, path))
        return mem_copy(mem, path);
    return NULL;
}

void
ctl_start(struct ctl *ctl)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    char *slash;

    ctl->program_dir = "";
    ctl->tree = NULL;
    if (length <= 0)
        return;
    path[length] = '\0';
    slash = strrchr(path, '/');
    if (slash == NULL || slash == path)
        return;
    *slash = '\0';
    ctl->program_dir = mem_copy(ctl->mem, path);
    ctl->tree = find_tree(ctl->mem, ctl->program_dir);
}

const char *
ctl_config_file(const struct ctl *ctl)
{
    if (ctl->config_path != NULL)
        return ctl->config_path;
    if (ctl->dir != NULL)
        return mem_printf(ctl->mem, "%s/imi.yaml", ctl->dir);
    if (ctl->tree != NULL)
        return mem_printf(ctl->mem, "%s/.dev/imi.yaml", ctl->tree);
    return IMI_CONFIG_FILE;
}

/* ---- languages without a configuration ---------------------------------------------------------------- */

/* "da" from "da.po"; NULL when the name does not end so. */
static const char *
language_of(TALLOC_CTX *mem, const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);

    if (length <= tail || strcmp(name + length - tail, end) != 0)
        return NULL;
    return mem_copy_n(mem, name, length - tail);
}

static void
add_language(TALLOC_CTX *mem, struct ctl_data *data, const char *code)
{
    const char **languages = mem_zeros(mem, const char *, data->n_languages + 2);

    for (size_t i = 0; i < data->n_languages; i++) {
        if (strcmp(data->languages[i], code) == 0)
            return;
        languages[i] = data->languages[i];
    }
    languages[data->n_languages++] = code;
    data->languages = languages;
}

static int
compare_codes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Whether the folder has a file with this ending; their names become languages. */
static bool
languages_in(TALLOC_CTX *mem, struct ctl_data *data, const char *folder, const char *end)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    bool any = false;

    if (dir == NULL)
        return false;
    while ((entry = readdir(dir)) != NULL) {
        const char *code = entry->d_name[0] == '.' ? NULL : language_of(mem, entry->d_name, end);

        if (code != NULL) {
            add_language(mem, data, code);
            any = true;
        }
    }
    closedir(dir);
    return any;
}

/* Compiled catalogues stand beside their sources, or in the build folder; a source without one is still offered. */
static void
find_catalogues(struct ctl *ctl, struct ctl_data *data)
{
    const char *beside = mem_printf(ctl->mem, "%s/translations", data->folder);
    const char *built = mem_printf(ctl->mem, "%s/translations", ctl->program_dir);

    add_language(ctl->mem, data, "en");
    data->translations = beside;
    (void)languages_in(ctl->mem, data, beside, ".po");
    if (!languages_in(ctl->mem, data, beside, ".mo") && ctl->tree != NULL &&
        languages_in(ctl->mem, data, built, ".mo"))
        data->translations = built;
    if (data->n_languages > 2)
        qsort((void *)(data->languages + 1), data->n_languages - 1, sizeof *data->languages, compare_codes);
}

/* ---- the data ----------------------------------------------------------------------------------------- */

static enum err_code
from_config(struct ctl *ctl, const char *path, struct ctl_data *data, struct err *err)
{
    const struct config *config;

    TRY(config_load(ctl->mem, path, &config, err));
    data->folder = config->data;
    data->translations = config->translations;
    data->languages = config->languages;
    data->n_languages = config->n_languages;
    return ERR_OK;
}

enum err_code
ctl_find_data(struct ctl *ctl, struct ctl_data *data, struct err *err)
{
    *data = (struct ctl_data){0};
    if (ctl->config_path != NULL)
        return from_config(ctl, ctl->config_path, data, err);
    if (ctl->dir != NULL && holds_areas(ctl->mem, ctl->dir))
        data->folder = ctl->dir;
    else if (ctl->dir != NULL && access(ctl_config_file(ctl), F_OK) == 0)
        return from_config(ctl, ctl_config_file(ctl), data, err);
    else if (ctl->dir != NULL)
        return FAIL(err, ERR_CONFIG, "%s holds neither imi.yaml nor conf/areas", ctl->dir);
    else if (ctl->tree != NULL)
        data->folder = ctl->tree;
    else if (access(ctl_config_file(ctl), F_OK) == 0)
        return from_config(ctl, ctl_config_file(ctl), data, err);
    else
        data->folder = IMI_DATA_DIR;
    find_catalogues(ctl, data);
    return ERR_OK;
}

const struct decl *
ctl_load(struct ctl *ctl, const struct ctl_data *data)
{
    const struct decl *decl = NULL;
    struct yaml_faults faults;
    struct err err;

    if (decl_load(ctl->mem, data->folder, &decl, &faults, &err) == ERR_OK)
        return decl;
    for (size_t i = 0; i < faults.count; i++)
        printf("%s:%u: %s: %s\n", faults.items[i].pos.file, faults.items[i].pos.line, faults.items[i].key,
               faults.items[i].text);
    return NULL;
}
