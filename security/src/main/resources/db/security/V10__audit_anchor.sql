-- SPDX-License-Identifier: Apache-2.0

-- Signed anchors of the audit's chain (docs/audit.md); each is also appended to a file elsewhere.
CREATE TABLE security.audit_anchor (
    position      bigint      PRIMARY KEY,
    digest        bytea       NOT NULL CHECK (octet_length(digest) = 32),
    at            timestamptz NOT NULL,
    records       bigint      NOT NULL,
    node          text        NOT NULL,
    key_name      text        NOT NULL,
    signature     text        NOT NULL
);

CREATE TRIGGER audit_anchor_rows_stay BEFORE UPDATE OR DELETE ON security.audit_anchor
    FOR EACH ROW EXECUTE FUNCTION security.refuse_change();

CREATE TRIGGER audit_anchor_stays BEFORE TRUNCATE ON security.audit_anchor
    FOR EACH STATEMENT EXECUTE FUNCTION security.refuse_change();
