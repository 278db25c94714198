-- SPDX-License-Identifier: Apache-2.0

-- The centres that a person works in, by the region's ids.
CREATE TABLE security.account_centre (
    account text NOT NULL REFERENCES security.account (name),
    centre  text NOT NULL,
    PRIMARY KEY (account, centre)
);

CREATE TABLE security.emergency_access (
    id                uuid        PRIMARY KEY,
    account           text        NOT NULL,
    patient           uuid        NOT NULL,
    reason            text        NOT NULL,
    words             text        NOT NULL,
    despite_objection boolean     NOT NULL,
    opened_at         timestamptz NOT NULL,
    ends_at           timestamptz NOT NULL,
    review_by         date        NOT NULL,
    reviewed_at       timestamptz,
    reviewer          text,
    judgement         text,
    remark            text        NOT NULL DEFAULT '',
    CHECK ((reviewed_at IS NULL) = (judgement IS NULL)),
    CHECK ((reviewed_at IS NULL) = (reviewer IS NULL))
);

CREATE INDEX emergency_access_now ON security.emergency_access (account, ends_at);
CREATE INDEX emergency_access_opened ON security.emergency_access (opened_at);
CREATE INDEX emergency_access_open_reviews ON security.emergency_access (review_by)
    WHERE reviewed_at IS NULL;

-- What a patient was told and said of each purpose; the newest row counts, none is changed.
CREATE TABLE security.patient_information (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    patient     uuid        NOT NULL,
    purpose     text        NOT NULL,
    status      text        NOT NULL,
    said_on     date        NOT NULL,
    channel     text        NOT NULL,
    document    text        NOT NULL,
    remark      text        NOT NULL,
    author      text        NOT NULL,
    recorded_at timestamptz NOT NULL
);

CREATE INDEX patient_information_newest
    ON security.patient_information (patient, purpose, id DESC);

CREATE TRIGGER patient_information_rows_stay BEFORE UPDATE OR DELETE
    ON security.patient_information
    FOR EACH ROW EXECUTE FUNCTION security.refuse_change();

CREATE TRIGGER patient_information_stays BEFORE TRUNCATE ON security.patient_information
    FOR EACH STATEMENT EXECUTE FUNCTION security.refuse_change();
