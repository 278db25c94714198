// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.security.UserName;

/**
 * A person of a board.
 *
 * @param isConfigured whether the file of the boards says so, which alone takes it back
 */
public record BoardMember(UserName account, MemberFunction function, boolean isConfigured) {}
