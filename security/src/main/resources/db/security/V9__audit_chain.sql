-- SPDX-License-Identifier: Apache-2.0

-- The chain of the audit's records (docs/audit.md). A position of its own, and not the record's id:
-- ids are drawn before a transaction commits, positions after, so that nobody waits for another.
CREATE TABLE security.audit_chain (
    position bigint   PRIMARY KEY CHECK (position > 0),
    event_id bigint   NOT NULL UNIQUE,
    settled  bigint   NOT NULL,
    form     smallint NOT NULL,
    digest   bytea    NOT NULL CHECK (octet_length(digest) = 32)
);

CREATE TRIGGER audit_chain_rows_stay BEFORE UPDATE OR DELETE ON security.audit_chain
    FOR EACH ROW EXECUTE FUNCTION security.refuse_change();

CREATE TRIGGER audit_chain_stays BEFORE TRUNCATE ON security.audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION security.refuse_change();
