// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.delivery;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where fiches may go: addresses of these domains and of those below them, which are the trust
 * space of secure mail. Without a domain nothing may be sent.
 */
public record AddressRule(List<String> domains) {

    /** Nothing is sent. */
    public static final AddressRule CLOSED = new AddressRule(List.of());

    private static final int MAX_LENGTH = 254;
    private static final Pattern ADDRESS =
            Pattern.compile("[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){1,8}");

    public AddressRule {
        domains = domains.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether anything may be sent. */
    public boolean isOpen() {
        return !domains.isEmpty();
    }

    /** Whether a fiche may go there; capital letters make no difference. */
    public boolean allows(String address) {
        var small = address.toLowerCase(Locale.ROOT);
        var domain = small.substring(small.indexOf('@') + 1);
        return small.length() <= MAX_LENGTH
                && ADDRESS.matcher(small).matches()
                && domains.stream()
                        .anyMatch(one -> domain.equals(one) || domain.endsWith("." + one));
    }
}
