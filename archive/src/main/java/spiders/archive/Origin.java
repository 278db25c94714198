// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/**
 * Where objects come from: a configured source, or a caller of the storage service.
 *
 * @param name the source's id or the caller's AE title
 * @param assigningAuthority the domain in which this origin's Patient IDs are read; empty when each
 *     object's own issuer decides
 */
public record Origin(String name, String assigningAuthority) {

    private static final int MAX_LENGTH = 64;

    public Origin {
        if (name.isBlank() || name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "An origin's name has 1 to %d characters".formatted(MAX_LENGTH));
        }
        assigningAuthority = assigningAuthority.strip();
        if ((name + assigningAuthority).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("An origin has no control characters");
        }
    }
}
