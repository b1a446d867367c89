/* SPDX-License-Identifier: EUPL-1.2 */
#include "filecheck/xmlread.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/mem.h"
#include "filecheck/fault.h"

#define PIECE_BYTES (64 * 1024)

struct xml_read {
    const struct xml_sink *sink;
    xmlParserCtxtPtr parser;
    enum err_code code; /* of the sink */
    struct err err;
};

/* libxml2 gives five pointers for an attribute: name, prefix, namespace, beginning and end of the value. */
#define ATTRIBUTE_POINTERS 5

static void
stop(struct xml_read *read)
{
    if (read->code != ERR_OK)
        xmlStopParser(read->parser);
}

static void
on_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int n_spaces, const xmlChar **spaces,
           int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    struct xml_read *read = data;
    struct xml_element element = {space != NULL ? (const char *)space : "", (const char *)name, attributes, n_attributes};

    (void)prefix, (void)n_spaces, (void)spaces, (void)n_defaulted;
    if (read->code == ERR_OK && read->sink->element != NULL)
        read->code = read->sink->element(read->sink->data, &element, &read->err);
    stop(read);
}

static void
on_text(void *data, const xmlChar *text, int length)
{
    struct xml_read *read = data;

    if (read->code == ERR_OK && read->sink->text != NULL)
        read->code = read->sink->text(read->sink->data, (const char *)text, (size_t)length, &read->err);
    stop(read);
}

static void
on_instruction(void *data, const xmlChar *target, const xmlChar *content)
{
    struct xml_read *read = data;

    (void)content;
    if (read->code == ERR_OK && read->sink->instruction != NULL)
        read->code = read->sink->instruction(read->sink->data, (const char *)target, &read->err);
    stop(read);
}

/* No program of an office writes entities of its own; they hide what a part says, or fetch it. */
static void
on_entity(void *data, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id, xmlChar *content)
{
    struct xml_read *read = data;

    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    if (read->code == ERR_OK)
        read->code = FILE_REFUSE(&read->err, CONTAINER, "XML with entities of its own");
    stop(read);
}

static int
end_reading(struct xml_read *read)
{
    /* Made for a declaration of types, though nobody builds a tree here; the parser does not free it. */
    if (read->parser->myDoc != NULL)
        xmlFreeDoc(read->parser->myDoc);
    xmlFreeParserCtxt(read->parser);
    return 0;
}

struct xml_read *
xml_begin(TALLOC_CTX *mem, const struct xml_sink *sink)
{
    struct xml_read *read = mem_zero(mem, struct xml_read);
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_element,
                             .characters = on_text,
                             .cdataBlock = on_text,
                             .processingInstruction = on_instruction,
                             .entityDecl = on_entity};

    read->sink = sink;
    read->parser = mem_or_end(xmlCreatePushParserCtxt(&handler, read, NULL, 0, NULL));
    talloc_set_destructor(read, end_reading);
    xmlCtxtUseOptions(read->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    return read;
}

static enum err_code
feed(struct xml_read *read, const char *bytes, size_t length, bool end, struct err *err)
{
    int result = read->code == ERR_OK ? xmlParseChunk(read->parser, bytes, (int)length, end) : 0;

    if (read->code != ERR_OK) {
        *err = read->err;
        return read->code;
    }
    /* A prefix that is not declared is no fault to the programs that read it. */
    if (result != XML_ERR_OK && !read->parser->wellFormed)
        return FILE_REFUSE(err, DAMAGED, "XML that is not well-formed: %d", result);
    return ERR_OK;
}

enum err_code
xml_bytes(struct xml_read *read, const void *bytes, size_t length, struct err *err)
{
    for (size_t at = 0; at < length; at += PIECE_BYTES)
        TRY(feed(read, (const char *)bytes + at, length - at < PIECE_BYTES ? length - at : PIECE_BYTES, false, err));
    return ERR_OK;
}

enum err_code
xml_end(struct xml_read *read, struct err *err)
{
    return feed(read, "", 0, true, err);
}

const char *
xml_attribute(TALLOC_CTX *mem, const struct xml_element *element, const char *name)
{
    const char *const *all = element->attributes;

    for (int i = 0; i < element->n_attributes; i++) {
        const char *const *one = all + (ptrdiff_t)i * ATTRIBUTE_POINTERS;

        if (strcmp(one[0], name) == 0)
            return mem_copy_n(mem, one[3], (size_t)(one[4] - one[3]));
    }
    return "";
}
