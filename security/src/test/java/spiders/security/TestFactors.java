// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import spiders.security.store.SecondFactorTable;

import java.time.Clock;
import java.util.Set;

import javax.sql.DataSource;

/** Second factors that no role must have, for tests of something else. */
final class TestFactors {

    private TestFactors() {}

    static SecondFactors of(DataSource database, Clock clock) {
        return new SecondFactors(
                new SecondFactorTable(database), SecretSeal.none(), Set.of(), event -> {}, clock);
    }
}
