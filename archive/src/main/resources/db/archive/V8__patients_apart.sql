-- SPDX-License-Identifier: Apache-2.0
-- Registered patients who look alike and are two persons: said once, so that nobody is asked again.

create table archive.patient_apart (
    first      uuid not null references archive.patient,
    second     uuid not null references archive.patient,
    decided_by text not null,
    decided_at timestamptz not null default now(),
    primary key (first, second),
    check (first < second)
);
