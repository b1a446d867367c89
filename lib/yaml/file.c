/* SPDX-License-Identifier: EUPL-1.2 */
#include "yaml/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static const char *
path_of(TALLOC_CTX *mem, const char *folder, const char *file)
{
    return folder == NULL ? file : mem_printf(mem, "%s/%s", folder, file);
}

static char *
read_all(TALLOC_CTX *mem, int fd, size_t size, size_t *length, const char **why)
{
    char *data = mem_size(mem, size + 1);

    *length = 0;
    while (*length < size) {
        ssize_t got = read(fd, data + *length, size - *length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *why = strerror(errno);
            talloc_free(data);
            return NULL;
        }
        if (got == 0)
            break;
        *length += (size_t)got;
    }
    data[*length] = '\0';
    return data;
}

char *
file_read(TALLOC_CTX *mem, const char *folder, const char *file, size_t most, size_t *length,
          const char **why)
{
    int fd = open(path_of(mem, folder, file), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat state;
    char *data = NULL;

    if (fd < 0) {
        *why = strerror(errno);
        return NULL;
    }
    if (fstat(fd, &state) != 0)
        *why = strerror(errno);
    else if (!S_ISREG(state.st_mode))
        *why = "it is not a file";
    else if ((size_t)state.st_size > most)
        *why = "it is too large";
    else
        data = read_all(mem, fd, (size_t)state.st_size, length, why);
    close(fd);
    return data;
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *
file_names(TALLOC_CTX *mem, const char *folder, const char *sub)
{
    DIR *dir = opendir(path_of(mem, folder, sub));
    const char **names = mem_zeros(mem, const char *, 1);
    size_t count = 0;
    struct dirent *entry;

    if (dir == NULL)
        return names;
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        names = mem_grow(mem, names, const char *, count + 2);
        names[count++] = mem_copy(mem, entry->d_name);
    }
    closedir(dir);
    names[count] = NULL;
    if (count > 1)
        qsort(names, count, sizeof *names, compare_names);
    return names;
}

int
file_is_folder(const char *folder, const char *sub)
{
    struct stat state;
    char *path = talloc_asprintf(NULL, "%s/%s", folder, sub);
    int is = path != NULL && stat(path, &state) == 0 && S_ISDIR(state.st_mode);

    talloc_free(path);
    return is;
}
