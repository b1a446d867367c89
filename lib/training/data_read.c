/* SPDX-License-Identifier: EUPL-1.2 */
/* All files of the training set, read and checked. */
#include "base/mem.h"
#include "training/data.h"

enum err_code
data_read(TALLOC_CTX *mem, const struct decl *decl, const char *folder, struct data **out,
          struct yaml_faults *faults, struct err *err)
{
    struct data *data = mem_zero(mem, struct data);

    data->mem = mem;
    data->decl = decl;
    data->load = load_start(mem, folder, faults);
    data_read_authorities(data);
    /* What names an authority is only looked at when all of them are known. */
    if (faults->count == 0)
        data_read_people(data);
    if (faults->count == 0)
        data_read_stories(data);
    if (faults->count == 0)
        data_read_background(data);
    *out = data;
    return data_complete(data, err);
}

enum err_code
data_complete(struct data *data, struct err *err)
{
    size_t count = data->load->faults->count;

    if (count == 0)
        return ERR_OK;
    load_end(data->load, NULL, NULL); /* sorts the complaints */
    data->load = NULL;
    return FAIL(err, ERR_DECLARED, "%zu faults in %s", count, DATA_FOLDER);
}
