/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/mo.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MO_MAGIC 0x950412deu
#define MO_MAGIC_SWAPPED 0xde120495u
#define MO_HEAD_BYTES 28
#define MO_COUNT_MAX 500000u

static uint32_t
word_at(const struct mo *mo, size_t offset)
{
    uint32_t value;

    memcpy(&value, mo->data + offset, sizeof value);
    return mo->swapped ? __builtin_bswap32(value) : value;
}

/* A string of one of the two tables; valid after string_check has seen it. */
static const char *
string_at(const struct mo *mo, uint32_t table, uint32_t index, size_t *length)
{
    size_t entry = table + (size_t)index * 8;

    *length = word_at(mo, entry);
    return (const char *)mo->data + word_at(mo, entry + 4);
}

static bool
string_check(const struct mo *mo, uint32_t table, uint32_t index)
{
    size_t entry = table + (size_t)index * 8;
    size_t length = word_at(mo, entry);
    size_t offset = word_at(mo, entry + 4);
    const char *text = (const char *)mo->data + offset;
    size_t at;

    if (offset >= mo->size || length >= mo->size - offset || text[length] != '\0')
        return false;
    for (at = 0; at < length; at += strlen(text + at) + 1) /* the forms are parted by NULs */
        if (!utf8_valid(text + at, strlen(text + at)))
            return false;
    return true;
}

static bool
table_fits(const struct mo *mo, uint32_t offset)
{
    return offset >= MO_HEAD_BYTES && offset <= mo->size &&
           (size_t)mo->count * 8 <= mo->size - offset;
}

static enum err_code
strings_check(const struct mo *mo, const char *name, struct err *err)
{
    const char *before = NULL;
    uint32_t i;

    for (i = 0; i < mo->count; i++) {
        size_t length;
        const char *id;

        if (!string_check(mo, mo->ids, i) || !string_check(mo, mo->texts, i))
            return FAIL(err, ERR_CONFIG, "%s: string %u is outside the file or not UTF-8", name, i);
        id = string_at(mo, mo->ids, i, &length);
        if (before != NULL && strcmp(before, id) >= 0)
            return FAIL(err, ERR_CONFIG, "%s: the strings are not in order at %u", name, i);
        before = id;
    }
    return ERR_OK;
}

static enum err_code
plural_read(struct mo *mo, const char *name, struct err *err)
{
    const char *head = mo_find(mo, "", NULL);
    const char *rule = head != NULL ? strstr(head, "Plural-Forms:") : NULL;
    char line[1024];
    size_t length;

    if (head != NULL && strstr(head, "charset=UTF-8") == NULL)
        return FAIL(err, ERR_CONFIG, "%s: its character set is not UTF-8", name);
    plural_english(&mo->plural);
    if (rule == NULL)
        return ERR_OK;
    rule += strlen("Plural-Forms:");
    length = strcspn(rule, "\n");
    if (length >= sizeof line)
        return FAIL(err, ERR_CONFIG, "%s: its plural rule is too long", name);
    memcpy(line, rule, length);
    line[length] = '\0';
    if (!plural_parse(&mo->plural, line))
        return FAIL(err, ERR_CONFIG, "%s: its plural rule cannot be read", name);
    return ERR_OK;
}

enum err_code
mo_parse(struct mo *mo, const void *data, size_t size, const char *name, struct err *err)
{
    *mo = (struct mo){.data = data, .size = size};
    if (size < MO_HEAD_BYTES || size > MO_FILE_BYTES_MAX)
        return FAIL(err, ERR_CONFIG, "%s: not a message catalogue", name);
    if (word_at(mo, 0) == MO_MAGIC_SWAPPED)
        mo->swapped = true;
    else if (word_at(mo, 0) != MO_MAGIC)
        return FAIL(err, ERR_CONFIG, "%s: not a message catalogue", name);
    if (word_at(mo, 4) >> 16 > 1)
        return FAIL(err, ERR_CONFIG, "%s: a later form of catalogue", name);
    mo->count = word_at(mo, 8);
    mo->ids = word_at(mo, 12);
    mo->texts = word_at(mo, 16);
    if (mo->count > MO_COUNT_MAX || !table_fits(mo, mo->ids) || !table_fits(mo, mo->texts))
        return FAIL(err, ERR_CONFIG, "%s: cut short", name);
    TRY(strings_check(mo, name, err));
    return plural_read(mo, name, err);
}

const char *
mo_find(const struct mo *mo, const char *key, size_t *length)
{
    uint32_t low = 0;
    uint32_t high = mo->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        size_t size;
        int order = strcmp(key, string_at(mo, mo->ids, middle, &size));

        if (order == 0) {
            const char *text = string_at(mo, mo->texts, middle, &size);

            if (length != NULL)
                *length = size;
            return text[0] != '\0' ? text : NULL;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static int
mo_unmap(struct mo *mo)
{
    munmap((void *)(uintptr_t)mo->data, mo->size);
    return 0;
}

enum err_code
mo_open(TALLOC_CTX *mem, const char *path, const struct mo **out, struct err *err)
{
    struct stat about;
    struct mo *mo;
    enum err_code code;
    void *data;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return FAIL(err, ERR_CONFIG, "%s: %s", path, strerror(errno));
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size < MO_HEAD_BYTES ||
        about.st_size > MO_FILE_BYTES_MAX) {
        close(fd);
        return FAIL(err, ERR_CONFIG, "%s: not a message catalogue", path);
    }
    data = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (data == MAP_FAILED)
        return FAIL(err, ERR_CONFIG, "%s: cannot be mapped: %s", path, strerror(errno));
    mo = mem_zero(mem, struct mo);
    code = mo_parse(mo, data, (size_t)about.st_size, path, err);
    talloc_set_destructor(mo, mo_unmap);
    if (code != ERR_OK) {
        talloc_free(mo);
        return code;
    }
    *out = mo;
    return ERR_OK;
}
