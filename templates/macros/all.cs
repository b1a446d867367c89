<?cs # SPDX-License-Identifier: EUPL-1.2 ?><?cs
include:"macros/page.cs" ?><?cs
include:"macros/controls.cs" ?><?cs
include:"macros/lists.cs" ?>
