// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.List;

/**
 * What the rules found in a period, by rule.
 *
 * @param isCut whether a rule found as much as is told at most
 */
public record UnusualReport(List<UnusualAccess> found, boolean isCut) {

    public UnusualReport {
        found = List.copyOf(found);
    }
}
