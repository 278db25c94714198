-- SPDX-License-Identifier: Apache-2.0

-- When the data protection officers were written to; those of before this release were not.
ALTER TABLE security.emergency_access ADD COLUMN told_at timestamptz;
UPDATE security.emergency_access SET told_at = opened_at;
CREATE INDEX emergency_access_untold ON security.emergency_access (opened_at)
    WHERE told_at IS NULL;
