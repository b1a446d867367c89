/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/setup.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "paths.h"

#define PASSWORD_FILE_BYTES 1024

const char *
setup_config_path(TALLOC_CTX *mem, const char *given)
{
    const char *variable = getenv("IMI_CONFIG");

    if (given != NULL)
        return given;
    return mem_copy(mem, variable != NULL && *variable != '\0' ? variable : IMI_CONFIG_FILE);
}

enum err_code
setup_declared(TALLOC_CTX *mem, const struct config *config, const struct decl **decl, struct err *err)
{
    struct yaml_faults faults = {0};
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
