-- SPDX-License-Identifier: Apache-2.0
create table note (id bigint generated always as identity primary key, words text not null);
