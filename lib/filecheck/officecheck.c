/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/officecheck.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "filecheck/fault.h"

#define FIELD_BYTES 16 /* of the code of a field, blanks left out: DDEAUTO is the longest looked for */

struct office_part {
    struct xml_sink sink;
    struct xml_read *read;
    TALLOC_CTX *scratch;      /* for the attributes of one element */
    bool in_field;            /* text is the code of a field */
    char field[FIELD_BYTES];  /* what it begins with */
    size_t field_length;
};

static bool
ends(const char *text, const char *end)
{
    size_t length = strlen(text), size = strlen(end);

    return length >= size && strcasecmp(text + length - size, end) == 0;
}

static bool
begins(const char *text, const char *start)
{
    return strncasecmp(text, start, strlen(start)) == 0;
}

static bool
contains(const char *text, const char *word)
{
    for (; *text != '\0'; text++)
        if (begins(text, word))
            return true;
    return false;
}

/* Another computer: an address of the web, or a folder of the network. A file of the own disk is fetched from nowhere. */
static bool
is_remote(const char *target)
{
    return begins(target, "http:") || begins(target, "https:") || begins(target, "ftp:") || begins(target, "smb:") ||
           begins(target, "\\\\") || begins(target, "//") || begins(target, "file:\\\\") || begins(target, "file://\\\\") ||
           begins(target, "file:///\\\\") || begins(target, "file:////") || begins(target, "mhtml:") ||
           (begins(target, "file://") && target[7] != '/' && target[7] != '\0');
}

/* ---- Office Open XML: relationships and types ---- */

static enum err_code
look_at_relationship(TALLOC_CTX *mem, const struct xml_element *element, struct err *err)
{
    static const char *const macros[] = {"/vbaProject", "/wordVbaData", "/xlMacrosheet", "/xlIntlMacrosheet"};
    static const char *const objects[] = {"/oleObject", "/control", "/activeXControlBinary"};
    static const char *const fetched[] = {"/attachedTemplate", "/image", "/frame", "/subDocument", "/aFChunk", "/package",
                                          "/video", "/audio", "/media"};
    const char *type = xml_attribute(mem, element, "Type"), *target = xml_attribute(mem, element, "Target");
    bool external = strcasecmp(xml_attribute(mem, element, "TargetMode"), "External") == 0;

    for (size_t i = 0; i < sizeof macros / sizeof macros[0]; i++)
        if (ends(type, macros[i]))
            return FILE_REFUSE(err, MACROS, "a relationship to macros");
    for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++)
        if (ends(type, objects[i]))
            return FILE_REFUSE(err, OBJECTS, "a relationship to an object");
    for (size_t i = 0; external && i < sizeof fetched / sizeof fetched[0]; i++)
        if (ends(type, fetched[i]) && is_remote(target))
            return FILE_REFUSE(err, REMOTE, "a relationship to another computer");
    return ERR_OK;
}

static enum err_code
look_at_type(TALLOC_CTX *mem, const struct xml_element *element, struct err *err)
{
    const char *type = xml_attribute(mem, element, "ContentType");

    if (contains(type, "macroEnabled") || contains(type, "vbaProject") || contains(type, "macrosheet"))
        return FILE_REFUSE(err, MACROS, "a part of the type of macros");
    if (contains(type, "activeX") || contains(type, "oleObject"))
        return FILE_REFUSE(err, OBJECTS, "a part of the type of objects");
    return ERR_OK;
}

/* ---- fields and links of Word and Excel ---- */

static enum err_code
look_at_field(const struct office_part *part, struct err *err)
{
    if (part->field_length >= 3 && strncasecmp(part->field, "DDE", 3) == 0)
        return FILE_REFUSE(err, OBJECTS, "a DDE field");
    return ERR_OK;
}

static void
add_to_field(struct office_part *part, const char *text, size_t length)
{
    for (size_t i = 0; i < length && part->field_length < FIELD_BYTES; i++)
        if (memchr(" \t\r\n", text[i], 4) == NULL)
            part->field[part->field_length++] = text[i];
}

static enum err_code
look_at_word(TALLOC_CTX *mem, struct office_part *part, const struct xml_element *element, struct err *err)
{
    part->in_field = strcmp(element->name, "instrText") == 0;
    if (strcmp(element->name, "fldChar") == 0 && strcmp(xml_attribute(mem, element, "fldCharType"), "begin") == 0)
        part->field_length = 0;
    if (strcmp(element->name, "fldSimple") == 0) {
        const char *code = xml_attribute(mem, element, "instr");

        part->field_length = 0;
        add_to_field(part, code, strlen(code));
        return look_at_field(part, err);
    }
    if (strcmp(element->name, "ddeLink") == 0 || strcmp(element->name, "oleLink") == 0)
        return FILE_REFUSE(err, OBJECTS, "a link by DDE or OLE");
    return ERR_OK;
}

/* ---- OpenDocument ---- */

static bool
is_of(const struct xml_element *element, const char *space)
{
    return begins(element->space, "urn:oasis:names:tc:opendocument:xmlns:") && strcmp(element->space + 38, space) == 0;
}

static enum err_code
look_at_opendocument(TALLOC_CTX *mem, const struct xml_element *element, struct err *err)
{
    const char *name = element->name, *href = xml_attribute(mem, element, "href");

    if ((is_of(element, "script:1.0") && strcmp(name, "event-listener") == 0) ||
        (is_of(element, "office:1.0") && strcmp(name, "script") == 0) || begins(href, "vnd.sun.star.script:") ||
        begins(href, "macro:"))
        return FILE_REFUSE(err, MACROS, "an element that calls a script");
    if (strncmp(name, "dde-", 4) == 0 || strcmp(name, "object-ole") == 0 || strcmp(name, "plugin") == 0 ||
        strcmp(name, "applet") == 0)
        return FILE_REFUSE(err, OBJECTS, "an object of another program, or a DDE link");
    if (is_of(element, "manifest:1.0") && strcmp(name, "encryption-data") == 0)
        return FILE_REFUSE(err, LOCKED, "a part that is encrypted");
    if ((strcmp(name, "image") == 0 || strcmp(name, "section-source") == 0 || strcmp(name, "object") == 0 ||
         strcmp(name, "floating-frame") == 0) && is_remote(href))
        return FILE_REFUSE(err, REMOTE, "a part of another computer");
    return ERR_OK;
}

/* ---- parts ---- */

static enum err_code
on_element(void *data, const struct xml_element *element, struct err *err)
{
    struct office_part *part = data;
    TALLOC_CTX *mem = part->scratch;
    enum err_code code;

    if (strcmp(element->name, "Relationship") == 0)
        code = look_at_relationship(mem, element, err);
    else if (strcmp(element->name, "Override") == 0 || strcmp(element->name, "Default") == 0)
        code = look_at_type(mem, element, err);
    else if (begins(element->space, "urn:oasis:names:tc:opendocument:"))
        code = look_at_opendocument(mem, element, err);
    else
        code = look_at_word(mem, part, element, err);
    talloc_free_children(mem);
    return code;
}

/* The code of one field may be cut into many runs. */
static enum err_code
on_text(void *data, const char *text, size_t length, struct err *err)
{
    struct office_part *part = data;

    if (!part->in_field)
        return ERR_OK;
    add_to_field(part, text, length);
    return look_at_field(part, err);
}

/* Office programs write the lists of a library of Basic also where it is empty. */
static bool
is_macro_by_name(const char *name)
{
    if (begins(name, "Basic/"))
        return !ends(name, "/script-lc.xml") && !ends(name, "/script-lb.xml") && !ends(name, "/");
    return ends(name, "vbaProject.bin") || begins(name, "xl/macrosheets/") || strcasecmp(name, "xl/workbook.bin") == 0 ||
           (begins(name, "Scripts/") && !ends(name, "/"));
}

enum err_code
office_part_begin(TALLOC_CTX *mem, const char *name, struct office_part **out, struct err *err)
{
    struct office_part *part;

    *out = NULL;
    if (is_macro_by_name(name))
        return FILE_REFUSE(err, MACROS, "a part for macros");
    if (!ends(name, ".xml") && !ends(name, ".rels"))
        return ERR_OK;
    part = mem_zero(mem, struct office_part);
    part->sink = (struct xml_sink){.element = on_element, .text = on_text, .data = part};
    part->read = xml_begin(part, &part->sink);
    part->scratch = mem_new(part, "element");
    *out = part;
    return ERR_OK;
}

enum err_code
office_part_bytes(struct office_part *part, const void *bytes, size_t length, struct err *err)
{
    return xml_bytes(part->read, bytes, length, err);
}

enum err_code
office_part_end(struct office_part *part, struct err *err)
{
    return xml_end(part->read, err);
}
