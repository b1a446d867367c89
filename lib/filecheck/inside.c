/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/inside.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "filecheck/fault.h"
#include "filecheck/filename.h"
#include "filecheck/mailcheck.h"
#include "filecheck/note.h"
#include "filecheck/officecheck.h"
#include "filecheck/pdfcheck.h"
#include "filecheck/textcheck.h"
#include "filecheck/xmlread.h"

#define DEPTH_MOST 4        /* files in files */
#define CELL_BYTES 200      /* of a cell that calls a program */

/* One container being looked at. */
struct inside {
    TALLOC_CTX *mem;
    unsigned depth;
    unsigned *notes;
    /* the entry of a zip */
    struct office_part *part; /* NULL: it is none of the document */
    char *name;
    unsigned char *whole;     /* its bytes, where it may be a file by itself */
    size_t size, filled;
};

/* Programs by the end of their names, on any computer. Sources: the lists of attachments that Outlook and Gmail block. */
static bool
is_program_name(const char *name)
{
    static const char all[] =
        " ade adp apk app appx appxbundle bat cab chm cmd com cpl dll dmg ex exe hta iso img ins isp jar js jse lib lnk mde msc msi "
        "msix msixbundle msp mst nsh pif ps1 ps2 psc1 psm1 reg scf scr sct sh shb sys url vb vbe vbs vhd vhdx vxd wsc wsf wsh xll "
        "xlam docm dotm xlsm xltm pptm potm ppam sldm slk iqy settingcontent-ms ";
    const char *extension = filename_extension(name);
    char word[24];
    size_t length = strlen(extension);

    if (length == 0 || length + 3 > sizeof word)
        return false;
    word[0] = ' ';
    for (size_t i = 0; i <= length; i++)
        word[i + 1] = (char)(extension[i] >= 'A' && extension[i] <= 'Z' ? extension[i] | 0x20 : extension[i]);
    memcpy(word + length + 1, " ", 2);
    return strstr(all, word) != NULL;
}

/* Programs by their first bytes: Windows, Linux, macOS, Java, scripts, shortcuts. */
static bool
is_program(const unsigned char *data, size_t size)
{
    static const struct {
        const char *bytes;
        size_t length;
    } begins[] = {{"\x7f" "ELF", 4},     {"\xcf\xfa\xed\xfe", 4}, {"\xce\xfa\xed\xfe", 4}, {"\xca\xfe\xba\xbe", 4},
                  {"#!/", 3},            {"L\0\0\0\1\x14\2\0", 8}, {"MSCF", 4}};

    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        if (size >= begins[i].length && memcmp(data, begins[i].bytes, begins[i].length) == 0)
            return true;
    /* MZ, and where the newer head stands. */
    return size >= 64 && memcmp(data, "MZ", 2) == 0;
}

static enum err_code zip_inside(TALLOC_CTX *mem, const unsigned char *data, size_t size, unsigned depth, enum zip_kind *kind,
                                unsigned *notes, struct err *err);

static bool
is_packed_otherwise(const unsigned char *data, size_t size)
{
    return (size >= 7 && memcmp(data, "Rar!\x1a\7", 6) == 0) || (size >= 6 && memcmp(data, "7z\xbc\xaf\x27\x1c", 6) == 0) ||
           (size >= 8 && memcmp(data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0) ||
           (size >= 3 && memcmp(data, "\x1f\x8b\x08", 3) == 0) || (size >= 5 && memcmp(data, "{\\rtf", 5) == 0);
}

/* A file in a file, by its name and its bytes. What is a container as well is looked into, and told where it cannot be. */
static enum err_code
file_inside(TALLOC_CTX *mem, const char *name, const unsigned char *data, size_t size, unsigned depth, unsigned *notes,
            struct err *err)
{
    enum zip_kind kind;

    if (is_program_name(name) || is_program(data, size))
        return FILE_REFUSE(err, PROGRAM, "a program among the files inside");
    if (is_packed_otherwise(data, size) || depth > DEPTH_MOST) {
        *notes |= FILE_NOTE_UNSEEN;
        return ERR_OK;
    }
    if (size >= 4 && memcmp(data, "PK\3\4", 4) == 0) {
        *notes |= FILE_NOTE_FILES;
        return zip_inside(mem, data, size, depth, &kind, notes, err);
    }
    return size >= 5 && memcmp(data, "%PDF-", 5) == 0 ? pdf_look(data, size, notes, err) : ERR_OK;
}

/* ---- containers ---- */

static enum err_code
begin_entry(void *data, const char *name, size_t size, struct err *err)
{
    struct inside *inside = data;

    inside->name = mem_copy(inside->mem, name);
    inside->size = size;
    inside->filled = 0;
    inside->whole = NULL;
    if (is_program_name(name))
        return FILE_REFUSE(err, PROGRAM, "a program among the files of a container");
    return office_part_begin(inside->mem, name, &inside->part, err);
}

static enum err_code
entry_bytes(void *data, const void *bytes, size_t length, struct err *err)
{
    struct inside *inside = data;

    if (inside->part != NULL)
        return office_part_bytes(inside->part, bytes, length, err);
    if (inside->size > LIMIT_FILE_BYTES) {
        *inside->notes |= FILE_NOTE_UNSEEN;
        return ERR_OK;
    }
    if (inside->whole == NULL)
        inside->whole = mem_size(inside->mem, inside->size);
    if (length > inside->size - inside->filled)
        return FILE_REFUSE(err, DAMAGED, "an entry unpacks to more than it says");
    memcpy(inside->whole + inside->filled, bytes, length);
    inside->filled += length;
    return ERR_OK;
}

static enum err_code
end_entry(void *data, struct err *err)
{
    struct inside *inside = data;
    enum err_code code = ERR_OK;

    if (inside->part != NULL)
        code = office_part_end(inside->part, err);
    else if (inside->whole != NULL)
        code = file_inside(inside->mem, inside->name, inside->whole, inside->filled, inside->depth + 1, inside->notes, err);
    talloc_free(inside->part);
    talloc_free(inside->whole);
    talloc_free(inside->name);
    inside->part = NULL;
    inside->whole = NULL;
    return code;
}

static enum err_code
zip_inside(TALLOC_CTX *mem, const unsigned char *data, size_t size, unsigned depth, enum zip_kind *kind, unsigned *notes,
           struct err *err)
{
    struct inside inside = {.mem = mem_new(mem, "inside"), .depth = depth, .notes = notes};
    struct zip_sink sink = {begin_entry, entry_bytes, end_entry, &inside};
    enum err_code code = zip_check(inside.mem, data, size, &sink, kind, err);

    talloc_free(inside.mem);
    return code;
}

enum err_code
inside_zip(TALLOC_CTX *mem, const unsigned char *data, size_t size, enum zip_kind *kind, unsigned *notes, struct err *err)
{
    return zip_inside(mem, data, size, 0, kind, notes, err);
}

enum err_code
inside_pdf(const unsigned char *data, size_t size, unsigned *notes, struct err *err)
{
    return pdf_look(data, size, notes, err);
}

/* ---- mails ---- */

static enum err_code
part_of_mail(void *data, const char *name, const unsigned char *bytes, size_t size, struct err *err)
{
    struct inside *inside = data;

    if (*name == '\0' && text_charset(bytes, size) != NULL) /* what the mail says */
        return ERR_OK;
    *inside->notes |= FILE_NOTE_FILES;
    return file_inside(inside->mem, name, bytes, size, 1, inside->notes, err);
}

enum err_code
inside_mail(TALLOC_CTX *mem, const unsigned char *data, size_t size, unsigned *notes, struct err *err)
{
    struct inside inside = {.mem = mem, .notes = notes};
    struct mail_sink sink = {part_of_mail, &inside};

    return mail_look(mem, data, size, &sink, err);
}

/* ---- tables ---- */

static bool
is_letter(unsigned char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Whether a cell goes on as PROGRAM|arguments!cell, or with the function DDE; NUL bytes are skipped, for UTF-16. Before the bar a
 * separator ends it. */
static bool
calls_program(const unsigned char *cell, size_t size)
{
    char text[CELL_BYTES + 1], *word = text, *end;
    const char *stops = "\r\n,;\t";
    size_t filled = 0;

    for (size_t i = 0; i < size && filled < CELL_BYTES && (cell[i] == '\0' || strchr(stops, cell[i]) == NULL); i++) {
        if (cell[i] != '\0')
            text[filled++] = (char)cell[i];
        if (cell[i] == '|')
            stops = "\r\n";
    }
    text[filled] = '\0';
    word += strspn(word, "=+-@\" ");
    for (end = word; is_letter((unsigned char)*end) || (*end >= '0' && *end <= '9') || *end == '_' || *end == '.'; end++)
        ;
    if (!is_letter((unsigned char)*word))
        return false;
    return (*end == '|' && strchr(end, '!') != NULL) || strncasecmp(word, "DDE(", 4) == 0;
}

enum err_code
inside_table(const unsigned char *data, size_t size, struct err *err)
{
    bool begins = true;

    for (size_t i = 0; i < size; i++) {
        if (begins && memchr("=+-@", data[i], 4) != NULL && calls_program(data + i, size - i))
            return FILE_REFUSE(err, OBJECTS, "a cell that calls a program");
        if (memchr("\xef\xbb\xbf\xff\xfe\"\0 ", data[i], 8) == NULL)
            begins = memchr(",;\t\r\n", data[i], 5) != NULL;
    }
    return ERR_OK;
}

/* ---- data in XML ---- */

static enum err_code
element_of_data(void *data, const struct xml_element *element, struct err *err)
{
    (void)data;
    if (strcmp(element->space, "http://www.w3.org/1999/xhtml") == 0 ||
        strcmp(element->space, "http://www.w3.org/2000/svg") == 0 ||
        strcasecmp(element->name, "html") == 0 || strcasecmp(element->name, "svg") == 0)
        return FILE_REFUSE(err, OTHER, "a page or a picture as XML");
    return ERR_OK;
}

static enum err_code
instruction_of_data(void *data, const char *target, struct err *err)
{
    (void)data;
    if (strcmp(target, "xml-stylesheet") == 0)
        return FILE_REFUSE(err, REMOTE, "XML with a style sheet");
    return ERR_OK;
}

enum err_code
inside_xml(TALLOC_CTX *mem, const unsigned char *data, size_t size, struct err *err)
{
    const struct xml_sink sink = {.element = element_of_data, .instruction = instruction_of_data};
    struct xml_read *read = xml_begin(mem, &sink);
    enum err_code code = xml_bytes(read, data, size, err);

    if (code == ERR_OK)
        code = xml_end(read, err);
    talloc_free(read);
    return code;
}
