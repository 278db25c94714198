// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** What Jazzer calls, by names of its choice: the parser that its argument names. */
public final class JazzerTarget {

    /** Set once, before there is any input. */
    private static @Nullable Parser chosen;

    private JazzerTarget() {}

    /** Loads the parser's classes too, which Jazzer makes slow: no input is to wait for that. */
    public static void fuzzerInitialize(String[] arguments) {
        var parser =
                Parser.all().stream()
                        .filter(one -> one.folder().equals(arguments[0]))
                        .findFirst()
                        .orElseThrow();
        parser.inputs().forEach(parser::run);
        chosen = parser;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Objects.requireNonNull(chosen).run(input);
    }
}
