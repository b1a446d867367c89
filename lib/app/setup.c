/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/setup.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/core.h"
#include "base/hash.h"
#include "base/mem.h"
#include "paths.h"

#define PASSWORD_FILE_BYTES 1024
#define ASSET_BYTES (4 * 1024 * 1024)
#define STORIES_BYTES (1024 * 1024)
#define STORY_COLUMNS 8
#define VERSION_BYTES 6

const char *
setup_config_path(TALLOC_CTX *mem, int argc, char **argv)
{
    const char *variable = getenv("IMI_CONFIG");

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--config") == 0 && i + 1 < argc)
            return argv[i + 1];
        if (strncmp(argv[i], "--config=", 9) == 0)
            return argv[i] + 9;
    }
    return mem_copy(mem, variable != NULL && *variable != '\0' ? variable : IMI_CONFIG_FILE);
}

enum err_code
setup_declared(TALLOC_CTX *mem, const struct config *config, const struct decl **decl, struct err *err)
{
    struct decl_faults faults = {0};
    enum err_code code = decl_load(mem, config->data, decl, &faults, err);

    for (size_t i = 0; i < faults.count; i++)
        fprintf(stderr, "%s:%u: %s: %s\n", faults.items[i].pos.file, faults.items[i].pos.line, faults.items[i].key,
                faults.items[i].text);
    return code;
}

enum err_code
setup_read(TALLOC_CTX *mem, const char *path, size_t limit, char **text, struct err *err)
{
    FILE *file = fopen(path, "re");
    char *bytes;
    size_t length;
    bool whole;

    if (file == NULL)
        return FAIL(err, ERR_CONFIG, "%s: %s", path, strerror(errno));
    bytes = mem_size(mem, limit + 2);
    length = fread(bytes, 1, limit + 1, file);
    whole = ferror(file) == 0 && length <= limit;
    fclose(file);
    if (!whole) {
        talloc_free(bytes);
        return FAIL(err, ERR_CONFIG, "%s: cannot be read, or has more than %zu bytes", path, limit);
    }
    bytes[length] = '\0';
    *text = bytes;
    return ERR_OK;
}

enum err_code
setup_database(TALLOC_CTX *mem, const struct config *config, const struct config_account *account,
               struct db_conf *conf, struct err *err)
{
    char *password = NULL;

    if (account->password_file != NULL) {
        TRY(setup_read(mem, account->password_file, PASSWORD_FILE_BYTES, &password, err));
        password[strcspn(password, "\r\n")] = '\0';
    }
    *conf = (struct db_conf){.socket = config->db_socket, .host = config->db_host, .port = config->db_port,
                             .name = config->db_name, .user = account->user, .password = password};
    return ERR_OK;
}

const char *
setup_asset_version(TALLOC_CTX *mem, const struct config *config)
{
    static const char *const files[] = {"imi.css", "imi.js"};
    struct hash_part parts[2] = {{"", 0}, {"", 0}};
    unsigned char hash[HASH_BYTES];
    TALLOC_CTX *work = mem_new(mem, "assets");
    const char *version = "0";
    struct err ignored;

    for (size_t i = 0; i < 2; i++) {
        char *text;

        if (setup_read(work, mem_printf(work, "%s/static/dist/%s", config->data, files[i]), ASSET_BYTES, &text,
                       &ignored) == ERR_OK)
            parts[i] = (struct hash_part){text, strlen(text)};
    }
    if (parts[0].length + parts[1].length > 0) {
        hash_parts(hash, NULL, parts, 2);
        version = hash_hex(mem, hash, VERSION_BYTES);
    }
    talloc_free(work);
    return version;
}

/* Columns: name, password, code secret, authority, country, roles, API token, story. Secrets stay in the file. */
static bool
read_story(char *line, struct app_story *story)
{
    char *columns[STORY_COLUMNS];

    for (size_t i = 0; i < STORY_COLUMNS; i++)
        if ((columns[i] = strsep(&line, "\t")) == NULL)
            return false;
    *story = (struct app_story){.name = columns[0], .authority = columns[3], .country = columns[4],
                                .roles = columns[5], .story = columns[7]};
    for (size_t i = 1; i < STORY_COLUMNS; i++)
        if (i == 1 || i == 2 || i == 6)
            hash_wipe(columns[i], strlen(columns[i]));
    /* The page offers those who have something told to see; the others stand in the file. */
    return *columns[7] != '\0';
}

void
setup_stories(TALLOC_CTX *mem, const struct config *config, const struct app_story **stories, size_t *count)
{
    struct app_story *items = NULL;
    struct err ignored;
    char *text, *line;

    *stories = NULL;
    *count = 0;
    if (!config->training || config->training_accounts == NULL ||
        setup_read(mem, config->training_accounts, STORIES_BYTES, &text, &ignored) != ERR_OK)
        return;
    strsep(&text, "\n"); /* its head line */
    while ((line = strsep(&text, "\n")) != NULL) {
        items = mem_grow(mem, items, struct app_story, *count + 1);
        if (read_story(line, &items[*count]))
            (*count)++;
    }
    *stories = items;
}
