/* SPDX-License-Identifier: EUPL-1.2 */
/* Loading all declared data, and the texts in it. */
#include "decl/decl.h"

#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "decl/build.h"
#include "yaml/file.h"

static void
check_letters(struct load *load, const struct decl_area *areas, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++) {
            const struct decl_question *one = areas[i].a_question, *other = areas[j].a_question;

            if (one != NULL && other != NULL && strncmp(one->id, other->id, 2) == 0)
                fault_add(load, one->pos, one->id, "%.2s begin the questions of %s, too: give those of the newer area two letters of their own", one->id,
                          areas[j].id);
        }
}

static void
load_areas(struct load *load, struct decl *decl)
{
    const char *const *names = file_names(load->scratch, load->folder, "conf/areas");
    struct decl_area *areas;
    size_t count = 0;

    while (names[count] != NULL)
        count++;
    areas = mem_zeros(load->mem, struct decl_area, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *sub = mem_printf(load->scratch, "conf/areas/%s", names[i]);

        if (strcmp(names[i], "common") == 0 || !file_is_folder(load->folder, sub))
            continue;
        if (walk_id(load, (struct yaml_pos){mem_printf(load->mem, "%s/area.yaml", sub), 1}, SHAPE_NAME, names[i]))
            area_read(load, names[i], &areas[decl->n_areas++]);
    }
    decl->areas = areas;
    check_letters(load, areas, decl->n_areas);
    if (decl->n_areas > LIMIT_AREAS)
        fault_add(load, (struct yaml_pos){"conf/areas", 1}, "area", "there are more than %d areas", LIMIT_AREAS);
    if (decl->n_areas == 0)
        fault_add(load, (struct yaml_pos){"conf/areas", 1}, "area", "there is no area");
}

enum err_code
decl_load(TALLOC_CTX *mem, const char *folder, const struct decl **decl, struct yaml_faults *faults,
          struct err *err)
{
    struct decl *out = mem_zero(mem, struct decl);
    struct load *load = load_start(mem, folder, faults);

    calendars_read(load, out);
    load_areas(load, out);
    calendars_verify(load, out);
    load_end(load, &out->texts, &out->n_texts);
    if (faults->count > 0) {
        const struct yaml_fault *first = &faults->items[0];

        return FAIL(err, ERR_DECLARED, "%zu faults in %s; the first: %s:%u: %s: %s", faults->count, folder,
                    first->pos.file, first->pos.line, first->key, first->text);
    }
    *decl = out;
    return ERR_OK;
}

/* Labels of the closed lists, which the declared data use by name. */
static const struct yaml_text closed_texts[] = {
#define ROLE(id, name, label) {label, name, {"lib/decl/roles.def", __LINE__}},
#include "decl/roles.def"
#undef ROLE
};

void
decl_texts(const struct decl *decl, void (*each)(const struct yaml_text *text, void *closure), void *closure)
{
    for (size_t i = 0; i < decl->n_texts; i++)
        each(&decl->texts[i], closure);
    for (size_t i = 0; i < sizeof closed_texts / sizeof *closed_texts; i++)
        each(&closed_texts[i], closure);
}
