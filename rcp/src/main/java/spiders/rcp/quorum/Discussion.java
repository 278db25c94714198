// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.quorum;

import spiders.security.UserName;

import java.time.Instant;

/**
 * That a case was discussed.
 *
 * @param began the moment at which it is asked who was there
 * @param ruleVersion of the board's quorum rule in force then
 * @param by who recorded it
 * @param at when they did
 */
public record Discussion(Instant began, int ruleVersion, UserName by, Instant at) {}
