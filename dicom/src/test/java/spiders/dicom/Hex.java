// SPDX-License-Identifier: Apache-2.0
package spiders.dicom;

import java.util.HexFormat;

/** Bytes as hexadecimal digits with spaces where they help the reader. */
public final class Hex {

    private Hex() {}

    public static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex).replaceAll("\\s", ""));
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
