-- SPDX-License-Identifier: Apache-2.0
-- Each registration asks who has an INS; its key of two digits is not compared.

create index patient_ins on archive.patient (left(ins, 13), ins_oid) where ins <> '';
