-- SPDX-License-Identifier: Apache-2.0
-- How many of the last attempts that brought nothing ended in what does not pass by itself, so that
-- a source that comes back with one odd answer is not given up for it.
alter table transfer add column lasting int not null default 0;
