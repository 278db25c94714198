-- SPDX-License-Identifier: Apache-2.0

CREATE TABLE security.account (
    name                text        PRIMARY KEY,
    display_name        text        NOT NULL,
    roles               text[]      NOT NULL,
    password_hash       text        NOT NULL,
    must_change         boolean     NOT NULL,
    demo                boolean     NOT NULL,
    created_at          timestamptz NOT NULL,
    password_changed_at timestamptz NOT NULL,
    closed_at           timestamptz
);

-- Counted for every name that is tried, known or not, so that a lock tells nobody whether an
-- account exists. Only a digest of the name is kept: people type passwords there by mistake.
CREATE TABLE security.sign_in_attempt (
    name_digest  bytea       PRIMARY KEY,
    failures     integer     NOT NULL,
    last_at      timestamptz NOT NULL,
    locked_until timestamptz NOT NULL
);

CREATE TABLE security.api_token (
    digest     bytea       PRIMARY KEY,
    account    text        NOT NULL REFERENCES security.account (name),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);

CREATE INDEX api_token_account ON security.api_token (account);

CREATE TABLE security.audit_event (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    node       text        NOT NULL,
    who        text        NOT NULL,
    action     text        NOT NULL,
    patients   uuid[]      NOT NULL,
    objects    text[]      NOT NULL,
    purpose    text        NOT NULL,
    session    uuid,
    board_case uuid,
    outcome    text        NOT NULL,
    detail     text        NOT NULL
);

-- "Who saw this patient" and "what did this person do".
CREATE INDEX audit_event_patients ON security.audit_event USING gin (patients);
CREATE INDEX audit_event_who ON security.audit_event (who, id);
CREATE INDEX audit_event_at ON security.audit_event (at);

CREATE FUNCTION security.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER audit_event_rows_stay BEFORE UPDATE OR DELETE ON security.audit_event
    FOR EACH ROW EXECUTE FUNCTION security.refuse_change();

CREATE TRIGGER audit_event_stays BEFORE TRUNCATE ON security.audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION security.refuse_change();
