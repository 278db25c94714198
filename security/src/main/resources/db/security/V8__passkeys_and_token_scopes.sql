-- SPDX-License-Identifier: Apache-2.0

-- What authenticators call an account: random bytes, that say nothing of the person.
CREATE TABLE security.passkey_owner (
    account text PRIMARY KEY REFERENCES security.account (name),
    handle  text NOT NULL UNIQUE
);

-- The public half of each passkey (WebAuthn level 2, section 4, credential record).
CREATE TABLE security.passkey (
    id              text        PRIMARY KEY,
    account         text        NOT NULL REFERENCES security.passkey_owner (account),
    public_key      text        NOT NULL,
    attestation     text        NOT NULL,
    signatures      bigint      NOT NULL,
    label           text        NOT NULL,
    verified        boolean     NOT NULL,
    transports      text        NOT NULL,
    backup_eligible boolean     NOT NULL,
    backed_up       boolean     NOT NULL,
    created_at      timestamptz NOT NULL,
    used_at         timestamptz NOT NULL
);

CREATE INDEX passkey_account ON security.passkey (account);

-- Tokens with a name and for a part of what their account may; without scopes they may all of it.
ALTER TABLE security.api_token
    ADD COLUMN id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN label        text        NOT NULL DEFAULT '',
    ADD COLUMN scopes       text[],
    ADD COLUMN last_used_at timestamptz;

CREATE UNIQUE INDEX api_token_id ON security.api_token (id);
