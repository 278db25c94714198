// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.UUID;

/** Why a patient's data is touched; without a purpose there is no access. */
public sealed interface Purpose {

    /** A patient's case, prepared for or discussed in a session of a board. */
    record BoardSession(UUID session, UUID boardCase) implements Purpose {}

    /** A patient's data, opened without a relation by an {@link Emergency}. */
    record Emergency(UUID access) implements Purpose {}

    /** Running the platform; never a reason to see a patient. */
    record Administration() implements Purpose {}

    /** What the server does by itself: resuming a transfer, receiving an object. */
    record SystemTask() implements Purpose {}
}
