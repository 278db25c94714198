// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.security.RecordedStatement;
import spiders.security.SharingPurpose;

import java.util.List;
import java.util.Optional;

/** What a patient was told and said of a purpose; nothing where nothing was recorded. */
public record StatementLine(SharingPurpose purpose, Optional<RecordedStatement> recorded) {

    static StatementLine of(SharingPurpose purpose, List<RecordedStatement> all) {
        return new StatementLine(
                purpose,
                all.stream().filter(one -> one.statement().purpose() == purpose).findFirst());
    }

    /** Whether the patient objects. */
    public boolean isObjection() {
        return recorded.filter(one -> one.statement().status().isObjection()).isPresent();
    }
}
