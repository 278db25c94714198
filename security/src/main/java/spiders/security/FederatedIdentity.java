// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.Locale;

/**
 * Who an identity provider says that somebody is, proven by its signature. An account belongs to
 * {@code (issuer, subject)} and to nothing else: names and addresses change, and are given again.
 *
 * @param provider the handle of the provider in the configuration
 * @param issuer the provider's own identifier (OpenID Connect Core, section 2)
 * @param subject the person's identifier there
 * @param suggestedName what a new account's name is made from
 * @param level how surely the person was recognised ({@code acr}); empty when it is not said
 */
public record FederatedIdentity(
        String provider,
        String issuer,
        String subject,
        String suggestedName,
        String displayName,
        String level) {

    private static final int MAX_IDENTIFIER = 512;
    private static final int MAX_NAME = 48;
    private static final int MAX_DISPLAY_NAME = 120;
    private static final int MAX_LEVEL = 100;

    public FederatedIdentity {
        if (!provider.matches("[a-z0-9][a-z0-9-]{0,14}")) {
            throw new IllegalArgumentException(
                    "a provider's handle is 1 to 15 of a-z, 0-9 and hyphen");
        }
        if (issuer.isBlank() || issuer.length() > MAX_IDENTIFIER) {
            throw new IllegalArgumentException("an issuer has 1 to 512 characters");
        }
        if (subject.isBlank() || subject.length() > MAX_IDENTIFIER) {
            throw new IllegalArgumentException("a subject has 1 to 512 characters");
        }
        displayName = cut(displayName.replaceAll("\\p{Cntrl}+", " "), MAX_DISPLAY_NAME);
        suggestedName = cut(suggestedName, MAX_NAME);
        level = cut(level, MAX_LEVEL);
    }

    /**
     * The name of a new account: the provider's handle stands before it, so that nobody outside
     * takes the name of a local account, or one that might be given to one.
     */
    UserName accountName() {
        var words =
                suggestedName
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9._-]+", "-")
                        .replaceAll("^[._-]+|[._-]+$", "");
        return new UserName(provider + "." + (words.isEmpty() ? fingerprint() : words));
    }

    /** Another one, for when that is taken. */
    UserName longerAccountName() {
        var name = accountName().value();
        return new UserName(cut(name, MAX_NAME) + "-" + fingerprint());
    }

    private String fingerprint() {
        return Digests.hex(issuer + "\n" + subject).substring(0, 12);
    }

    private static String cut(String text, int length) {
        var stripped = text.strip();
        return stripped.length() <= length ? stripped : stripped.substring(0, length).strip();
    }
}
