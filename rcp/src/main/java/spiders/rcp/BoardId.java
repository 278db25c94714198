// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.util.regex.Pattern;

/** The short name of a board in addresses and in the configuration, such as {@code thorax}. */
public record BoardId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

    public BoardId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a board's id is 1 to 40 of a-z, 0-9 and inner hyphens");
        }
    }

    public static BoardId parse(String text) {
        return new BoardId(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
