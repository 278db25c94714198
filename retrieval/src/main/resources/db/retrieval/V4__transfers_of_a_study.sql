-- SPDX-License-Identifier: Apache-2.0
-- Whether another transfer is at the same study is asked before each attempt.
create index transfer_of_study on transfer (study, state);
