-- SPDX-License-Identifier: Apache-2.0

-- Whose account a person is whom an identity provider recognises: by issuer and subject alone.
CREATE TABLE security.federated_identity (
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    provider   text        NOT NULL,
    account    text        NOT NULL REFERENCES security.account (name),
    created_at timestamptz NOT NULL,
    last_at    timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);

CREATE INDEX federated_identity_account ON security.federated_identity (account);

-- The secret of an authenticator application, sealed where the hub has a key (SecretSeal). A step
-- of time is used once: last_step is the newest that was.
CREATE TABLE security.second_factor (
    account    text        PRIMARY KEY REFERENCES security.account (name),
    secret     bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    last_step  bigint      NOT NULL
);

-- Each good for one sign-in without the application.
CREATE TABLE security.recovery_code (
    account text        NOT NULL REFERENCES security.second_factor (account) ON DELETE CASCADE,
    digest  bytea       NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (account, digest)
);
