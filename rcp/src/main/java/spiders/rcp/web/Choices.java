// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import java.util.Arrays;
import java.util.Optional;

/** Reads one of a closed set of words. */
final class Choices {

    private Choices() {}

    /** The constant of that name; empty for any other text. */
    static <E extends Enum<E>> Optional<E> of(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }
}
