// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

/** One reason, with what an administrator needs beyond it and nobody else is told. */
public record Finding(Reason reason, String detail) {}
