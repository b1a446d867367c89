#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Templates: no command that prints raw, no inline script or style, attributes in double quotes, and no words of
# natural language outside t().
. "$(dirname "$0")/lib.sh"

lint() {
    { find templates -name '*.cs' 2>/dev/null || true; } | LC_ALL=C sort | tr '\n' '\0' |
        xargs -0 -r perl "$LINT_DIR/templates.pl"
}

plant() {
    mkdir -p templates/macros
    local n=0 bad
    while IFS= read -r bad; do
        n=$((n + 1))
        printf '<?cs var:t("x") ?>\n%s\n' "$bad" >"templates/bad_$n.cs"
    done <<'END'
<?cs uvar:x ?>
<?cs lvar:x ?>
<?cs evar:x ?>
<?cs alt:x ?>y<?cs /alt ?>
<?cs linclude:"x.cs" ?>
<?cs name:x ?>
<?cs escape:"none" ?><?cs var:x ?><?cs /escape ?>
<?cs escape:"js" ?><?cs var:x ?><?cs /escape ?>
<?cs var:string.slice(x, #0, #3) ?>
<?cs var:x + url_escape(y) ?>
<?cs var:html_escape(x) ?>
<p onclick="x()"><?cs var:x ?></p>
<p style="color: red"><?cs var:x ?></p>
<p class=<?cs var:x ?>></p>
<p class=x></p>
<p class='x'></p>
<p>Send the request</p>
<p><?cs var:x ?> days</p>
<img src="/x" alt="A picture">
<input placeholder="Name">
<p aria-label="Main"></p>
<script>x()</script>
<style>p {}</style>
<a href="javascript:x"></a>
<a href="<?cs var:url_escape(x) ?>"></a>
<a href="https://example.org/"></a>
<?cs set:x = html_escape(y) ?>
<?cs set:x.y = "1" ?>
<?cs each:i = list ?><?cs set:i = "1" ?><?cs /each ?>
<?cs def:m(one, two) ?><?cs set:two = "1" ?><?cs /def ?>
END
    printf '<?cs # words in a comment ?><p class="a <?cs if:x == "late" ?>b<?cs /if ?>" title="<?cs var:t("Words > here") ?>"><?cs var:t("Send the request") ?> – 5 (!) · &nbsp;</p><a href="/x?c=<?cs var:url_escape(c) ?>#y"></a><kbd>Ctrl</kbd><br>\n' >templates/good.cs
    printf '<?cs def:m(x) ?><input type="hidden" name="csrf" value="<?cs var:x ?>"><a href="<?cs var:url_validate(x) ?>"></a><?cs /def ?>\n' >templates/macros/good.cs
}

lint_main "$@"
