// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.delivery;

/** What a gateway said to one delivery. */
public sealed interface Handover {

    /** It has it. */
    record Done() implements Handover {}

    /** It did not take it, for a reason that may pass. */
    record Later(String reason) implements Handover {}

    /** It refuses it for good. */
    record Refused(String reason) implements Handover {}

    /** Nobody knows whether it has it. */
    record Unknown(String reason) implements Handover {}
}
