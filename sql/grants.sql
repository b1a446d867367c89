-- SPDX-License-Identifier: EUPL-1.2
-- Who may do what to which table, run by `imictl migrate` after the migrations. @web@ and @clerk@ become the accounts of the
-- configuration. History is append-only for everybody; what is personal is deleted by the clerk alone, apart from working
-- copies and files not sent yet. imi_migrate owns the schema and is given its rights by the administrator of the server.

-- The installation
GRANT SELECT ON installation TO @web@, @clerk@;
GRANT SELECT ON published_flow TO @web@, @clerk@;
GRANT SELECT ON migration TO @web@, @clerk@;
GRANT SELECT ON lane TO @web@;
GRANT SELECT, INSERT, UPDATE ON lane TO @clerk@;

-- Authorities
GRANT SELECT ON authority TO @web@, @clerk@;
GRANT SELECT ON authority_text TO @web@, @clerk@;
GRANT SELECT ON authority_language TO @web@, @clerk@;
GRANT SELECT ON authority_area TO @web@, @clerk@;
GRANT SELECT ON authority_flow TO @web@, @clerk@;
GRANT SELECT ON authority_competence TO @web@, @clerk@;
GRANT SELECT ON authority_relation TO @web@, @clerk@;
GRANT SELECT ON authority_word TO @web@, @clerk@;

-- Users and access. A web worker may change a password, a second factor and a language, but not a name or a role.
GRANT SELECT, UPDATE (password, code_secret, code_step, language, changed_at) ON user_account TO @web@;
GRANT SELECT (id, name, authority_id, full_name, email, language, status) ON user_account TO @clerk@;
GRANT SELECT ON user_role TO @web@, @clerk@;
GRANT SELECT, INSERT, DELETE ON recovery_code TO @web@;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO @web@;
GRANT SELECT, DELETE ON session TO @clerk@;
GRANT SELECT ON api_token TO @web@;
GRANT SELECT, INSERT, UPDATE, DELETE ON throttle TO @web@;
GRANT SELECT, DELETE ON throttle TO @clerk@;

-- Cases: what stays
GRANT SELECT, INSERT, UPDATE ON case_file TO @web@;
GRANT SELECT, UPDATE ON case_file TO @clerk@;
GRANT SELECT, INSERT, UPDATE ON case_part TO @web@;
GRANT SELECT, UPDATE ON case_part TO @clerk@;
GRANT SELECT, INSERT, DELETE ON case_allocation TO @web@;
GRANT SELECT ON case_allocation TO @clerk@;
GRANT SELECT, INSERT ON case_stamp TO @web@, @clerk@;
GRANT SELECT, INSERT ON case_value TO @web@;
GRANT SELECT ON case_value TO @clerk@;

-- Cases: what can be erased
GRANT SELECT, INSERT ON personal_value TO @web@;
GRANT SELECT, DELETE ON personal_value TO @clerk@;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft_value TO @web@;
GRANT SELECT, DELETE ON draft_value TO @clerk@;
GRANT SELECT, INSERT, UPDATE, DELETE ON attachment TO @web@;
GRANT SELECT, DELETE ON attachment TO @clerk@;
GRANT SELECT, INSERT, UPDATE, DELETE ON attachment_chunk TO @web@;
GRANT SELECT, DELETE ON attachment_chunk TO @clerk@;
GRANT SELECT, INSERT, DELETE ON search_key TO @web@;
GRANT SELECT, DELETE ON search_key TO @clerk@;
GRANT SELECT, INSERT ON search_answer TO @web@;
GRANT SELECT, DELETE ON search_answer TO @clerk@;

-- History: nobody updates or deletes; records of reads end after five years, in the clerk's hands.
GRANT SELECT, INSERT ON case_event TO @web@, @clerk@;
GRANT SELECT, INSERT ON event_value TO @web@, @clerk@;
-- Installations from before had granted it more. What was never granted cannot be revoked, so it is granted first.
GRANT SELECT, INSERT ON history_seal TO @web@;
REVOKE INSERT ON history_seal FROM @web@;
GRANT SELECT, INSERT ON history_seal TO @clerk@;
GRANT SELECT, INSERT, UPDATE ON seal_end TO @clerk@;
GRANT SELECT, INSERT ON read_record TO @web@;
GRANT SELECT, DELETE ON read_record TO @clerk@;

-- Acts and what leaves
GRANT SELECT, INSERT ON act_key TO @web@;
GRANT SELECT, DELETE ON act_key TO @clerk@;
GRANT SELECT, INSERT ON outbox TO @web@;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO @clerk@;
GRANT SELECT, INSERT, DELETE ON outbox_mail TO @clerk@;
GRANT SELECT ON timer_rung TO @web@;
GRANT SELECT, INSERT, DELETE ON timer_rung TO @clerk@;
GRANT SELECT, INSERT, UPDATE ON area_months TO @clerk@;
