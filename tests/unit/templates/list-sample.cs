<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:page_title(title, caption) ?>
<div class="imi-with-filters"><?cs call:filters(filter) ?>
<div><?cs call:result_count(lead) ?><?cs call:table(table) ?><?cs call:pagination(paging) ?></div></div>
<?cs call:nothing(what, href, next) ?>
<?cs /def ?><?cs include:"layout.cs" ?>
