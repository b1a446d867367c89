<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs include:"macros/all.cs" ?><?cs def:content() ?>
<?cs call:error_summary(faults) ?>
<?cs call:page_title(t("Sign in"), "") ?>
<form class="imi-form" method="post" action="/sign-in" novalidate>
<?cs call:csrf() ?><input type="hidden" name="next" value="<?cs var:next ?>"><?cs call:controls(controls) ?>
<?cs call:button(t("Sign in"), "", "", "") ?>
</form><?cs if:single_sign_on ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:single_sign_on ?>"><?cs var:t("Sign in through your organisation") ?></a></p><?cs /if ?><?cs if:subcount(stories) > #0 ?>
<section><h2 class="govuk-heading-m" id="stories-title"><?cs var:t("Invented people of this training system") ?></h2>
<p class="govuk-body"><?cs var:t("Choose one: the name is filled in for you. The passwords are in the list that came with the training data.") ?></p>
<form method="get" action="/sign-in"><div class="imi-scroll" role="region" aria-labelledby="stories-title" tabindex="0"><table class="govuk-table imi-table imi-cards imi-stories"><caption class="govuk-table__caption govuk-visually-hidden"><?cs var:t("Invented people of this training system") ?></caption>
<thead><tr><th scope="col"><?cs var:t("Sign-in name") ?></th><th scope="col"><?cs var:t("Authority") ?></th><th scope="col"><?cs var:t("Country") ?></th><th scope="col"><?cs var:t("Roles") ?></th><th scope="col"><?cs var:t("Story") ?></th></tr></thead>
<tbody><?cs each:s = stories ?>
<tr><th scope="row"><button class="imi-link-button" name="name" value="<?cs var:s.name ?>"><?cs var:s.name ?></button></th><td><?cs var:s.authority ?></td><td><?cs var:s.country.label ?></td><td><?cs var:s.roles ?></td><td><ul class="govuk-list govuk-list--bullet" lang="en"><?cs each:l = s.lines ?><li><?cs var:l.label ?></li><?cs /each ?></ul></td></tr><?cs /each ?>
</tbody></table></div></form></section><?cs /if ?>
<?cs /def ?><?cs include:"layout.cs" ?>
