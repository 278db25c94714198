// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import spiders.cli.Cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs command lines as a terminal would, and keeps what they say. */
final class Terminal {

    /** How a command ended. */
    record Result(int code, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }

    private Terminal() {}

    static Result run(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var texts = new String[arguments.length + 1];
        texts[0] = "dicom";
        for (int i = 0; i < arguments.length; i++) {
            texts[i + 1] = arguments[i].toString();
        }
        int code = Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new Result(code, out.toString(), err.toString());
    }
}
