/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/plural.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum op {
    OP_N,
    OP_NUMBER,
    OP_NOT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_MODULO,
    OP_ADD,
    OP_SUBTRACT,
    OP_LESS,
    OP_LESS_EQUAL,
    OP_MORE,
    OP_MORE_EQUAL,
    OP_EQUAL,
    OP_NOT_EQUAL,
    OP_AND,
    OP_OR,
    OP_IF
};

/* Binary operators by how tightly they bind; longer spellings stand before their beginnings. */
static const struct {
    const char *text;
    uint8_t op;
    uint8_t binds;
} operators[] = {
    {"||", OP_OR, 1},        {"&&", OP_AND, 2},        {"==", OP_EQUAL, 3},  {"!=", OP_NOT_EQUAL, 3},
    {"<=", OP_LESS_EQUAL, 4}, {">=", OP_MORE_EQUAL, 4}, {"<", OP_LESS, 4},    {">", OP_MORE, 4},
    {"+", OP_ADD, 5},        {"-", OP_SUBTRACT, 5},    {"*", OP_MULTIPLY, 6}, {"/", OP_DIVIDE, 6},
    {"%", OP_MODULO, 6},
};

struct parser {
    struct plural *plural;
    const char *at;
    unsigned depth;
    bool failed;
};

static unsigned parse_ternary(struct parser *parser);

static unsigned
node_add(struct parser *parser, enum op op, unsigned a, unsigned b, unsigned c)
{
    struct plural *plural = parser->plural;

    if (plural->node_count == PLURAL_NODES_MAX) {
        parser->failed = true;
        return 0;
    }
    plural->nodes[plural->node_count] =
        (struct plural_node){(uint8_t)op, (uint8_t)a, (uint8_t)b, (uint8_t)c, 0};
    return plural->node_count++;
}

static void
skip_space(struct parser *parser)
{
    while (isspace((unsigned char)*parser->at))
        parser->at++;
}

static bool
take(struct parser *parser, char c)
{
    skip_space(parser);
    if (*parser->at != c)
        return false;
    parser->at++;
    return true;
}

static unsigned
parse_number(struct parser *parser)
{
    uint64_t number = 0;
    unsigned node;

    while (isdigit((unsigned char)*parser->at) && number <= UINT32_MAX)
        number = number * 10 + (uint64_t)(*parser->at++ - '0');
    if (number > UINT32_MAX)
        parser->failed = true;
    node = node_add(parser, OP_NUMBER, 0, 0, 0);
    parser->plural->nodes[node].number = (uint32_t)number;
    return node;
}

static unsigned
parse_primary(struct parser *parser)
{
    unsigned node = 0;

    if (parser->failed || parser->depth == PLURAL_DEPTH_MAX) {
        parser->failed = true;
        return 0;
    }
    parser->depth++;
    if (take(parser, '!')) {
        node = parse_primary(parser);
        node = node_add(parser, OP_NOT, node, 0, 0);
    } else if (take(parser, '(')) {
        node = parse_ternary(parser);
        if (!take(parser, ')'))
            parser->failed = true;
    } else if (take(parser, 'n')) {
        node = node_add(parser, OP_N, 0, 0, 0);
    } else if (isdigit((unsigned char)*parser->at)) {
        node = parse_number(parser);
    } else {
        parser->failed = true;
    }
    parser->depth--;
    return node;
}

static unsigned
parse_binary(struct parser *parser, unsigned binds_least)
{
    unsigned left = parse_primary(parser);

    while (!parser->failed) {
        size_t i;
        unsigned right;

        skip_space(parser);
        for (i = 0; i < sizeof operators / sizeof operators[0]; i++)
            if (strncmp(parser->at, operators[i].text, strlen(operators[i].text)) == 0)
                break;
        if (i == sizeof operators / sizeof operators[0] || operators[i].binds < binds_least)
            break;
        parser->at += strlen(operators[i].text);
        right = parse_binary(parser, operators[i].binds + 1u);
        left = node_add(parser, (enum op)operators[i].op, left, right, 0);
    }
    return left;
}

static unsigned
parse_ternary(struct parser *parser)
{
    unsigned condition, yes, no;

    if (parser->failed || parser->depth == PLURAL_DEPTH_MAX) {
        parser->failed = true;
        return 0;
    }
    parser->depth++;
    condition = parse_binary(parser, 1);
    if (!parser->failed && take(parser, '?')) {
        yes = parse_ternary(parser);
        if (!take(parser, ':'))
            parser->failed = true;
        no = parse_ternary(parser);
        condition = node_add(parser, OP_IF, condition, yes, no);
    }
    parser->depth--;
    return condition;
}

static const char *
after(const char *text, const char *word)
{
    const char *found = strstr(text, word);

    return found != NULL ? found + strlen(word) : NULL;
}

bool
plural_parse(struct plural *plural, const char *rule)
{
    struct parser parser = {plural, NULL, 0, false};
    const char *forms = after(rule, "nplurals=");
    const char *expression = forms != NULL ? after(forms, "plural=") : NULL;

    memset(plural, 0, sizeof *plural);
    if (expression == NULL)
        return false;
    while (*forms == ' ')
        forms++;
    if (!isdigit((unsigned char)forms[0]) || isdigit((unsigned char)forms[1]))
        return false;
    plural->forms = (unsigned)(forms[0] - '0');
    if (plural->forms < 1 || plural->forms > PLURAL_FORMS_MAX)
        return false;
    parser.at = expression;
    plural->root = parse_ternary(&parser);
    skip_space(&parser);
    if (*parser.at == ';')
        parser.at++;
    skip_space(&parser);
    return !parser.failed && *parser.at == '\0';
}

void
plural_english(struct plural *plural)
{
    if (!plural_parse(plural, "nplurals=2; plural=n != 1;"))
        abort(); /* the rule above is a constant */
}

static uint64_t evaluate(const struct plural *plural, unsigned at, uint64_t n);

static uint64_t
evaluate_binary(const struct plural_node *node, uint64_t a, uint64_t b)
{
    switch ((enum op)node->op) {
    case OP_MULTIPLY:
        return a * b;
    case OP_DIVIDE:
        return b != 0 ? a / b : 0;
    case OP_MODULO:
        return b != 0 ? a % b : 0;
    case OP_ADD:
        return a + b;
    case OP_SUBTRACT:
        return a - b;
    case OP_LESS:
        return a < b;
    case OP_LESS_EQUAL:
        return a <= b;
    case OP_MORE:
        return a > b;
    case OP_MORE_EQUAL:
        return a >= b;
    case OP_EQUAL:
        return a == b;
    case OP_NOT_EQUAL:
        return a != b;
    case OP_AND:
        return a && b;
    case OP_OR:
        return a || b;
    default:
        return 0;
    }
}

/* Children come before their parents in the array, so that this ends; PLURAL_DEPTH_MAX bounds it. */
static uint64_t
evaluate(const struct plural *plural, unsigned at, uint64_t n)
{
    const struct plural_node *node = &plural->nodes[at];

    switch ((enum op)node->op) {
    case OP_N:
        return n;
    case OP_NUMBER:
        return node->number;
    case OP_NOT:
        return !evaluate(plural, node->a, n);
    case OP_IF:
        return evaluate(plural, evaluate(plural, node->a, n) ? node->b : node->c, n);
    default:
        return evaluate_binary(node, evaluate(plural, node->a, n), evaluate(plural, node->b, n));
    }
}

unsigned
plural_form(const struct plural *plural, uint64_t n)
{
    uint64_t form = evaluate(plural, plural->root, n);

    return form < plural->forms ? (unsigned)form : 0;
}
