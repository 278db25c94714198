// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup.store;

/**
 * Where a sequence was, those of identity columns among them.
 *
 * @param called whether {@code lastValue} has been given out
 */
public record Sequence(String schema, String name, long lastValue, boolean called) {

    String quoted() {
        return quoted(schema) + "." + quoted(name);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
