// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.security.UserName;

/** A person of one session. */
public record SessionMember(UserName account, SessionFunction function) {}
