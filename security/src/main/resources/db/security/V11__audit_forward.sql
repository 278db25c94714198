-- SPDX-License-Identifier: Apache-2.0

-- How far the audit was sent to each collector (docs/audit.md): a position of the chain.
CREATE TABLE security.audit_forward (
    collector text        PRIMARY KEY,
    position  bigint      NOT NULL CHECK (position >= 0),
    at        timestamptz NOT NULL DEFAULT now()
);
