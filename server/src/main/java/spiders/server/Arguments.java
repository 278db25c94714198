// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a command line: {@code --name value}, and flags. */
final class Arguments {

    private final Map<String, String> values;
    private final List<String> flags;

    private Arguments(Map<String, String> values, List<String> flags) {
        this.values = values;
        this.flags = flags;
    }

    /** Reads them; empty where a word is none of these, stands twice, or has no value. */
    static Optional<Arguments> of(List<String> words, Set<String> named, Set<String> flags) {
        var values = new HashMap<String, String>();
        var found = new ArrayList<String>();
        for (var word = words.iterator(); word.hasNext(); ) {
            var name = word.next();
            boolean isValue = named.contains(name) && word.hasNext() && !values.containsKey(name);
            if (isValue) {
                values.put(name, word.next());
            } else if (flags.contains(name) && !found.contains(name)) {
                found.add(name);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Arguments(values, found));
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean has(String name) {
        return flags.contains(name) || values.containsKey(name);
    }
}
