// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.dictionary;

import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of attributes (PS3.6, PS3.7), read when first asked.
 *
 * <p>An open hash of tags to rows: an implicit VR data set asks it once for each element.
 */
final class Attributes {

    private static final int SLOTS = 1 << 14;

    /** A tag with any hexadecimal digit in some places: 60xx3000. */
    private record Pattern(int mask, int code, int row) {}

    private static final List<String[]> ROWS = Table.rows("attributes.tsv", 6);
    private static final int[] CODES = new int[SLOTS];
    private static final short[] ROW_OF = new short[SLOTS];
    private static final VR[] VRS = new VR[ROWS.size()];
    private static final ValueMultiplicity[] MULTIPLICITIES = new ValueMultiplicity[ROWS.size()];
    private static final List<Pattern> PATTERNS = new ArrayList<>();
    private static final Map<String, Tag> BY_KEYWORD = HashMap.newHashMap(ROWS.size());

    static {
        Arrays.fill(ROW_OF, (short) -1);
        for (int row = 0; row < ROWS.size(); row++) {
            var columns = ROWS.get(row);
            VRS[row] = firstVR(columns[1]);
            MULTIPLICITIES[row] = ValueMultiplicity.parse(columns[2]);
            var tag = Tag.parse(columns[0].replace('x', '0'));
            if (!columns[3].isEmpty()) {
                BY_KEYWORD.putIfAbsent(columns[3], tag);
            }
            if (columns[0].indexOf('x') >= 0) {
                PATTERNS.add(pattern(columns[0], row));
            } else {
                put(tag.code(), row);
            }
        }
    }

    private Attributes() {}

    private static VR firstVR(String column) {
        return column.length() < 2
                ? VR.UN
                : VR.of(column.charAt(0), column.charAt(1)).orElse(VR.UN);
    }

    private static Pattern pattern(String tag, int row) {
        int mask = 0;
        for (int i = 0; i < tag.length(); i++) {
            mask = (mask << 4) | (tag.charAt(i) == 'x' ? 0 : 0xF);
        }
        return new Pattern(mask, Tag.parse(tag.replace('x', '0')).code(), row);
    }

    private static int slot(int code) {
        return (code * 0x9E3779B1) >>> 18;
    }

    private static void put(int code, int row) {
        int slot = slot(code);
        while (ROW_OF[slot] >= 0) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        CODES[slot] = code;
        ROW_OF[slot] = (short) row;
    }

    /** Returns the row of a tag, or -1. */
    static int row(int code) {
        for (int slot = slot(code); ROW_OF[slot] >= 0; slot = (slot + 1) & (SLOTS - 1)) {
            if (CODES[slot] == code) {
                return ROW_OF[slot];
            }
        }
        return patternRow(code);
    }

    private static int patternRow(int code) {
        // Odd groups are private whatever a pattern says (PS3.5 section 7.6).
        if ((code & 0x10000) != 0) {
            return -1;
        }
        for (var pattern : PATTERNS) {
            if ((code & pattern.mask) == pattern.code) {
                return pattern.row;
            }
        }
        return -1;
    }

    static VR vr(int code) {
        if ((code & 0xFFFF) == 0) {
            return VR.UL; // Group length, which PS3.6 no longer lists for each group.
        }
        if ((code & 0x10000) != 0) {
            // Private: only the creator's VR is known (PS3.5 section 7.8.1).
            int element = code & 0xFFFF;
            return element >= 0x10 && element <= 0xFF ? VR.LO : VR.UN;
        }
        int row = row(code);
        return row < 0 ? VR.UN : VRS[row];
    }

    static VR implicitVR(int code, boolean isSigned) {
        var vr = vr(code);
        if (vr != VR.US && vr != VR.OB) {
            return vr; // All choices of the standard begin with one of these.
        }
        if (mayBeWords(code)) {
            return VR.OW;
        }
        return isSigned && mayBeSigned(code) ? VR.SS : vr;
    }

    static boolean mayBeSigned(int code) {
        int row = row(code);
        return row >= 0 && ROWS.get(row)[1].contains("or SS");
    }

    static boolean mayBeWords(int code) {
        int row = row(code);
        return row >= 0 && ROWS.get(row)[1].contains("or OW");
    }

    static Optional<String> keyword(int code) {
        return column(code, 3);
    }

    static Optional<String> name(int code) {
        return column(code, 4);
    }

    static Optional<String> valueMultiplicity(int code) {
        return column(code, 2);
    }

    static ValueMultiplicity multiplicity(int code) {
        int row = row(code);
        return row < 0 ? ValueMultiplicity.ANY : MULTIPLICITIES[row];
    }

    static boolean isRetired(int code) {
        int row = row(code);
        return row >= 0 && ROWS.get(row)[5].equals("Y");
    }

    private static Optional<String> column(int code, int column) {
        int row = row(code);
        return row < 0
                ? Optional.empty()
                : Optional.of(ROWS.get(row)[column]).filter(s -> !s.isEmpty());
    }

    static Optional<Tag> tag(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }
}
