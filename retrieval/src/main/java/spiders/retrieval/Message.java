// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import java.util.Arrays;
import java.util.List;

/**
 * A sentence for a reader, kept as a key of {@code spiders/retrieval/messages} and its arguments so
 * that it is said in the reader's language; never with a patient's data.
 */
public record Message(String key, List<String> arguments) {

    /** Says nothing. */
    public static final Message NONE = new Message("", List.of());

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, Arrays.stream(arguments).map(String::valueOf).toList());
    }

    public boolean isNone() {
        return key.isEmpty();
    }
}
