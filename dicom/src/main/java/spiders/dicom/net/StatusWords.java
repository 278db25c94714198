// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.Map;

/** What status codes mean (PS3.7 annex C; PS3.4 sections B.2.3, C.4.1.1.4, C.4.2.1.5). */
final class StatusWords {

    private static final Map<Integer, String> WORDS =
            Map.ofEntries(
                    Map.entry(0x0000, "success"),
                    Map.entry(0x0105, "no such attribute"),
                    Map.entry(0x0106, "invalid attribute value"),
                    Map.entry(0x0110, "processing failure"),
                    Map.entry(0x0111, "duplicate SOP instance"),
                    Map.entry(0x0112, "no such SOP instance"),
                    Map.entry(0x0117, "invalid SOP instance"),
                    Map.entry(0x0118, "no such SOP class"),
                    Map.entry(0x0120, "missing attribute"),
                    Map.entry(0x0122, "SOP class not supported"),
                    Map.entry(0x0124, "not authorised"),
                    Map.entry(0x0210, "duplicate invocation"),
                    Map.entry(0x0211, "unrecognised operation"),
                    Map.entry(0x0212, "mistyped argument"),
                    Map.entry(0x0213, "resource limitation"),
                    Map.entry(0xA701, "out of resources: it cannot count the matches"),
                    Map.entry(0xA702, "out of resources: it cannot send any of them"),
                    Map.entry(0xA801, "move destination unknown: have it declared on the node"),
                    Map.entry(0xB000, "done with failures or coerced elements"),
                    Map.entry(0xB006, "elements discarded"),
                    Map.entry(0xB007, "data set does not match SOP class"),
                    Map.entry(0xFE00, "cancelled"));

    private StatusWords() {}

    /** Nothing for a code of the node's own. */
    static String of(int code) {
        var words = WORDS.get(code);
        if (words != null) {
            return words;
        }
        return switch (code & 0xFF00) {
            case 0xA700 -> "out of resources";
            case 0xA900 -> "data set or identifier does not match SOP class";
            default -> (code & 0xF000) == 0xC000 ? "unable to process" : "";
        };
    }
}
