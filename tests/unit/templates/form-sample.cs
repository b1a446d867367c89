<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:back_link(href, next) ?><?cs call:error_summary(faults) ?>
<?cs call:page_title(title, caption) ?><?cs call:task_list(tasks) ?>
<form class="imi-form" method="post" action="/save" data-autosave-address="/save" data-leave="1" novalidate>
<?cs call:csrf() ?><?cs call:controls(controls) ?><?cs call:saved_line() ?>
<div class="govuk-button-group"><?cs call:button(t("Save"), "act", "save", "") ?><?cs call:button(t("Delete"), "act", "delete", "warning") ?></div>
</form><?cs call:warning(what) ?><?cs call:banner("fault", title, what) ?>
<?cs /def ?><?cs include:"layout.cs" ?>
