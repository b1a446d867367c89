<?cs # SPDX-License-Identifier: EUPL-1.2 ?><!DOCTYPE html>
<html lang="<?cs var:lang ?>"><head><meta charset="utf-8"><title><?cs var:title ?></title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/static/imi.css"></head>
<body class="govuk-template__body"><a href="#main" class="govuk-skip-link"><?cs var:skip ?></a>
<header class="govuk-header"><a href="/"><?cs var:site ?></a><nav><ul><?cs each:n = nav ?>
<li class="govuk-service-navigation__item"><a class="govuk-service-navigation__link" href="<?cs var:n.href ?>"><?cs var:n.text ?></a></li><?cs /each ?></ul></nav>
<p><?cs var:user.name ?>, <?cs var:user.language ?></p></header>
<main id="main" class="govuk-main-wrapper"><h1 class="govuk-heading-l"><?cs var:title ?></h1>
<p class="govuk-body"><?cs var:intro ?></p>
<table class="govuk-table"><thead class="govuk-table__head"><tr><?cs each:h = head ?><th scope="col" class="govuk-table__header"><?cs var:h.text ?></th><?cs /each ?></tr></thead>
<tbody class="govuk-table__body"><?cs each:r = rows ?>
<tr class="govuk-table__row"><th scope="row" class="govuk-table__header"><a class="govuk-link" href="/services/cases/<?cs var:r.ref ?>"><?cs var:r.ref ?></a></th>
<td class="govuk-table__cell"><?cs var:r.flow ?></td><td class="govuk-table__cell"><?cs if:r.state == "sent" ?><strong class="govuk-tag"><?cs var:r.state ?></strong><?cs else ?><?cs var:r.state ?><?cs /if ?></td>
<td class="govuk-table__cell"><?cs var:r.body ?></td><td class="govuk-table__cell"><?cs var:r.country ?></td><td class="govuk-table__cell"><?cs var:r.changed ?></td></tr><?cs /each ?></tbody></table></main>
<footer class="govuk-footer"><ul><?cs each:f = foot ?><li><a href="<?cs var:f.href ?>"><?cs var:f.text ?></a></li><?cs /each ?></ul></footer></body></html>
