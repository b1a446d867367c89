/* SPDX-License-Identifier: EUPL-1.2 */
#include "web/assets.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "config/setup.h"
#include "web/core.h"

#define ASSET_BYTES (4 * 1024 * 1024)
#define STORIES_BYTES (1024 * 1024)
#define STORY_COLUMNS 8
#define VERSION_BYTES 6

const char *
assets_version(TALLOC_CTX *mem, const struct config *config)
{
    static const char *const files[] = {"imi.css", "imi.js"};
    struct hash_part parts[2] = {hash_text(""), hash_text("")};
    unsigned char hash[HASH_BYTES];
    TALLOC_CTX *work = mem_new(mem, "assets");
    const char *version = "0";
    struct err ignored;

    for (size_t i = 0; i < 2; i++) {
        char *text;

        if (setup_read(work, mem_printf(work, "%s/static/dist/%s", config->data, files[i]), ASSET_BYTES, &text,
                       &ignored) == ERR_OK)
            parts[i] = hash_text(text);
    }
    if (parts[0].length + parts[1].length > 0) {
        hash_parts(hash, NULL, HASH_FORMAT, parts, 2);
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
assets_stories(TALLOC_CTX *mem, const struct config *config, const struct app_story **stories, size_t *count)
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
