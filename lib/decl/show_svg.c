/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The state diagram as SVG. The states stand one below the other in the order of the data; an action leads
 * straight down to the next state, along the right side to a later one and along the left side back. Lines
 * on a side take the innermost lane that is free.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "decl/show.h"

#define BOX_WIDTH 280
#define BOX_HEIGHT 58
#define GAP 62
#define TOP 70
#define LETTER 7 /* px of one letter in the labels of lines */

struct line {
    const char *label;
    int from, to;
    int lane;  /* from 0; -1 straight down */
    bool left; /* leads back */
};

struct drawing {
    const struct decl_flow *flow;
    struct line *lines;
    size_t n_lines;
    int lane_width, left_lanes, right_lanes;
    int x; /* of the boxes */
    struct buf *out;
};

static void
put_escaped(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '<')
            buf_puts(out, "&lt;");
        else if (*text == '>')
            buf_puts(out, "&gt;");
        else if (*text == '&')
            buf_puts(out, "&amp;");
        else if (*text == '"')
            buf_puts(out, "&quot;");
        else
            buf_putc(out, *text);
    }
}

static int
box_top(int state)
{
    return TOP + state * (BOX_HEIGHT + GAP);
}

/* ---- lanes -------------------------------------------------------------------------------------------- */

static void
collect_lines(TALLOC_CTX *mem, struct drawing *d)
{
    for (size_t a = 0; a < d->flow->n_actions; a++) {
        const struct decl_action *action = &d->flow->actions[a];

        for (size_t f = 0; f < action->n_from && action->to >= 0; f++) {
            struct line line = {action->id, action->from[f], action->to, 0, action->to < action->from[f]};
            int width = (int)strlen(action->id) * LETTER + 24;

            if (line.from == line.to)
                continue;
            d->lines = mem_grow(mem, d->lines, struct line, d->n_lines + 1);
            d->lines[d->n_lines++] = line;
            if (width > d->lane_width)
                d->lane_width = width;
        }
    }
}

static int
span(const struct line *line)
{
    return abs(line->to - line->from);
}

static int
compare_spans(const void *a, const void *b)
{
    const struct line *x = a, *y = b;

    if (span(x) != span(y))
        return span(x) - span(y);
    return x->from != y->from ? x->from - y->from : strcmp(x->label, y->label);
}

static bool
overlap(const struct line *a, const struct line *b)
{
    int a_low = a->from < a->to ? a->from : a->to, b_low = b->from < b->to ? b->from : b->to;

    return a_low <= b_low + span(b) && b_low <= a_low + span(a);
}

static bool
lane_taken(const struct drawing *d, size_t before, const struct line *line, int lane)
{
    for (size_t i = 0; i < before; i++)
        if (d->lines[i].lane == lane && d->lines[i].left == line->left && overlap(&d->lines[i], line))
            return true;
    return false;
}

/* Several actions may lead to the next state: one straight down, the others along the side. */
static bool
straight_taken(const struct drawing *d, size_t before, const struct line *line)
{
    for (size_t i = 0; i < before; i++)
        if (d->lines[i].lane == -1 && d->lines[i].from == line->from)
            return true;
    return false;
}

static void
choose_lanes(struct drawing *d)
{
    if (d->n_lines > 1)
        qsort(d->lines, d->n_lines, sizeof *d->lines, compare_spans);
    for (size_t i = 0; i < d->n_lines; i++) {
        struct line *line = &d->lines[i];
        int *lanes = line->left ? &d->left_lanes : &d->right_lanes;

        if (line->to == line->from + 1 && !straight_taken(d, i, line)) {
            line->lane = -1;
            continue;
        }
        line->lane = 0;
        while (lane_taken(d, i, line, line->lane))
            line->lane++;
        if (line->lane + 1 > *lanes)
            *lanes = line->lane + 1;
    }
}

/* ---- drawing ------------------------------------------------------------------------------------------ */

static void
draw_straight(const struct drawing *d, const struct line *line)
{
    int x = d->x + BOX_WIDTH / 2, y = box_top(line->from) + BOX_HEIGHT;

    buf_printf(d->out, "<path fill=\"none\" d=\"M%d %dV%d\" marker-end=\"url(#to)\"/>\n", x, y, y + GAP - 8);
    buf_printf(d->out, "<text x=\"%d\" y=\"%d\" stroke=\"none\">", x + 10, y + GAP / 2 + 4);
    put_escaped(d->out, line->label);
    buf_puts(d->out, "</text>\n");
}

/* Ends on one side of a box keep apart by lane: what leaves goes from the lower half, what comes to the upper. */
static void
draw_side(const struct drawing *d, const struct line *line)
{
    int edge = line->left ? d->x : d->x + BOX_WIDTH, way = line->left ? -1 : 1;
    int shift = 6 * (line->lane < 3 ? line->lane : 3);
    int lane_x = edge + way * (24 + line->lane * d->lane_width);
    int from_y = box_top(line->from) + (line->left ? 24 - shift : BOX_HEIGHT - 24 + shift);
    int to_y = box_top(line->to) + (line->left ? BOX_HEIGHT - 24 + shift : 24 - shift);

    buf_printf(d->out, "<path fill=\"none\" d=\"M%d %dH%dV%dH%d\" marker-end=\"url(#to)\"/>\n", edge, from_y, lane_x, to_y,
               edge + way * 8);
    buf_printf(d->out, "<text x=\"%d\" y=\"%d\" stroke=\"none\"%s>", lane_x + way * 6, (from_y + to_y) / 2 + 4,
               line->left ? " text-anchor=\"end\"" : "");
    put_escaped(d->out, line->label);
    buf_puts(d->out, "</text>\n");
}

/* What can be done without leaving the state stands in its box. */
static void
put_staying(const struct drawing *d, size_t state)
{
    const char *before = "stays: ";

    for (size_t a = 0; a < d->flow->n_actions; a++) {
        const struct decl_action *action = &d->flow->actions[a];

        if (!decl_starts_in(action, (int)state) || (action->to >= 0 && action->to != (int)state))
            continue;
        buf_puts(d->out, before);
        put_escaped(d->out, action->id);
        before = ", ";
    }
}

static void
draw_box(const struct drawing *d, size_t s)
{
    const struct decl_state *state = &d->flow->states[s];
    int top = box_top((int)s), middle = d->x + BOX_WIDTH / 2;

    buf_printf(d->out,
               "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\" stroke-width=\"%d\"/>\n",
               d->x, top, BOX_WIDTH, BOX_HEIGHT, state->class == CLASS_ACTIVE ? 6 : BOX_HEIGHT / 2,
               state->class == CLASS_FINAL ? "#e8e8e8" : "#ffffff", state->class == CLASS_INITIAL ? 3 : 1);
    buf_printf(d->out, "<g stroke=\"none\" text-anchor=\"middle\"><text x=\"%d\" y=\"%d\" font-weight=\"bold\">",
               middle, top + 18);
    put_escaped(d->out, state->label);
    buf_printf(d->out, "</text><text x=\"%d\" y=\"%d\">", middle, top + 34);
    put_escaped(d->out, state->id);
    buf_printf(d->out, "</text><text x=\"%d\" y=\"%d\">", middle, top + 50);
    put_staying(d, s);
    buf_puts(d->out, "</text></g>\n");
}

static void
draw_all(struct drawing *d)
{
    int left = 24 + d->left_lanes * d->lane_width, right = 24 + d->right_lanes * d->lane_width;
    int width = left + BOX_WIDTH + right + 24;
    int height = box_top((int)d->flow->n_states) - GAP + 24;

    d->x = left;
    buf_printf(d->out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title\" viewBox=\"0 0 %d %d\""
               " width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#1a1a1a\">\n<title id=\"title\">",
               width, height, width, height);
    put_escaped(d->out, d->flow->title);
    buf_printf(d->out, " (%s %s %u)</title>\n", d->flow->area_id, d->flow->id, d->flow->version);
    buf_puts(d->out, "<defs><marker id=\"to\" markerWidth=\"9\" markerHeight=\"8\" refX=\"1\" refY=\"4\" orient=\"auto\">"
                     "<path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n");
    buf_printf(d->out, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", width, height);
    buf_printf(d->out, "<text x=\"%d\" y=\"36\" font-size=\"18\" font-weight=\"bold\">", d->x);
    put_escaped(d->out, d->flow->title);
    buf_puts(d->out, "</text>\n<g stroke=\"#1a1a1a\">\n");
    for (size_t i = 0; i < d->n_lines; i++)
        if (d->lines[i].lane < 0)
            draw_straight(d, &d->lines[i]);
        else
            draw_side(d, &d->lines[i]);
    for (size_t s = 0; s < d->flow->n_states; s++)
        draw_box(d, s);
    buf_puts(d->out, "</g>\n</svg>\n");
}

void
show_svg(const struct decl_flow *flow, struct buf *out)
{
    struct drawing drawing = {.flow = flow, .out = out, .lane_width = 100};
    TALLOC_CTX *mem = mem_new(out, "a diagram");

    collect_lines(mem, &drawing);
    choose_lanes(&drawing);
    draw_all(&drawing);
    talloc_free(mem);
}
