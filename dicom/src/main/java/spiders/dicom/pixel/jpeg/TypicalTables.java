// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import java.util.HexFormat;

/** The tables that ISO/IEC 10918-1 annex K gives as examples, and most encoders use. */
final class TypicalTables {

    /** Table K.1, row by row. */
    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69,
        56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81,
        104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    };

    /** The upper left of table K.2, row by row; the rest is 99. */
    private static final int[][] CHROMINANCE = {
        {17, 18, 24, 47}, {18, 21, 26, 66}, {24, 26, 56, 99}, {47, 66, 99, 99}
    };

    /** Tables K.3 to K.6: how many codes of each length, and what they mean. */
    static final byte[][] DC_LUMINANCE =
            table("00010501010101010100000000000000", "000102030405060708090a0b");

    static final byte[][] DC_CHROMINANCE =
            table("00030101010101010101010000000000", "000102030405060708090a0b");

    static final byte[][] AC_LUMINANCE =
            table(
                    "0002010303020403050504040000017d",
                    "01020300041105122131410613516107227114328191a1082342b1c11552d1f0"
                            + "24336272"
                            + "82090a161718191a25262728292a3435363738393a434445464748494a"
                            + "535455565758595a636465666768696a737475767778797a838485868788898a"
                            + "92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6"
                            + "c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9"
                            + "fa");

    static final byte[][] AC_CHROMINANCE =
            table(
                    "00020102040403040705040400010277",
                    "0001020311040521310612415107617113223281081442"
                            + "91a1b1c109233352f0"
                            + "156272d10a162434e125f11718191a262728292a35363738393a434445464748"
                            + "494a535455565758595a636465666768696a737475767778797a828384858687"
                            + "88898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3"
                            + "c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8"
                            + "f9fa");

    private TypicalTables() {}

    private static byte[][] table(String counts, String symbols) {
        return new byte[][] {HexFormat.of().parseHex(counts), HexFormat.of().parseHex(symbols)};
    }

    /**
     * A quantization table, row by row.
     *
     * @param quality 1 to 100, with the meaning that the Independent JPEG Group gave it
     */
    static int[] quantization(boolean isLuminance, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        var table = new int[64];
        for (int i = 0; i < 64; i++) {
            int row = i / 8;
            int column = i % 8;
            int typical =
                    isLuminance
                            ? LUMINANCE[i]
                            : row < 4 && column < 4 ? CHROMINANCE[row][column] : 99;
            table[i] = Math.clamp((typical * percent + 50) / 100, 1, 255);
        }
        return table;
    }
}
