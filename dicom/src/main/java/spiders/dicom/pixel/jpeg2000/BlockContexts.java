// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which context a coefficient is coded in (T.800 tables D.1 to D.4).
 *
 * <p>A neighbourhood is nine bits of significance, from the one above at the left, row by row.
 */
final class BlockContexts {

    static final int SIGN = 9;
    static final int MAGNITUDE = 14;

    static final int NORTH = 1 << 1;
    static final int WEST = 1 << 3;
    static final int EAST = 1 << 5;
    static final int SOUTH = 1 << 7;

    private static final int NEIGHBOURHOODS = 512;
    private static final Map<Band.Orientation, byte[]> ZERO = new EnumMap<>(Band.Orientation.class);
    private static final byte[] SIGNS = new byte[256];

    static {
        for (var orientation : Band.Orientation.values()) {
            var contexts = new byte[NEIGHBOURHOODS];
            for (int i = 0; i < NEIGHBOURHOODS; i++) {
                contexts[i] = (byte) zeroContext(orientation, i);
            }
            ZERO.put(orientation, contexts);
        }
        for (int i = 0; i < SIGNS.length; i++) {
            SIGNS[i] = (byte) signContext(i);
        }
    }

    private BlockContexts() {}

    /** For each neighbourhood the context of becoming significant. */
    static byte[] zero(Band.Orientation orientation) {
        return Objects.requireNonNull(ZERO.get(orientation));
    }

    /**
     * For significance and signs of the four neighbours the sign's context, times two, plus what
     * the decoded bit is to be changed by. Significance stands in the bits of {@link #NORTH},
     * {@link #WEST}, {@link #EAST} and {@link #SOUTH}, a sign in the bit below each.
     */
    static byte[] signs() {
        return SIGNS;
    }

    private static int zeroContext(Band.Orientation orientation, int neighbourhood) {
        int horizontal = count(neighbourhood, WEST | EAST);
        int vertical = count(neighbourhood, NORTH | SOUTH);
        int diagonal = count(neighbourhood, 1 | 1 << 2 | 1 << 6 | 1 << 8);
        return switch (orientation) {
            case LL, LH -> zeroContext(horizontal, vertical, diagonal);
            case HL -> zeroContext(vertical, horizontal, diagonal);
            case HH -> diagonalContext(horizontal + vertical, diagonal);
        };
    }

    private static int zeroContext(int along, int across, int diagonal) {
        return switch (along) {
            case 2 -> 8;
            case 1 -> across > 0 ? 7 : diagonal > 0 ? 6 : 5;
            default -> across > 0 ? 2 + across : Math.min(diagonal, 2);
        };
    }

    private static int diagonalContext(int straight, int diagonal) {
        return switch (diagonal) {
            case 0 -> Math.min(straight, 2);
            case 1 -> 3 + Math.min(straight, 2);
            case 2 -> straight > 0 ? 7 : 6;
            default -> 8;
        };
    }

    private static int signContext(int neighbours) {
        int horizontal = Math.clamp(sign(neighbours, WEST) + sign(neighbours, EAST), -1, 1);
        int vertical = Math.clamp(sign(neighbours, NORTH) + sign(neighbours, SOUTH), -1, 1);
        boolean isFlipped = horizontal < 0 || (horizontal == 0 && vertical < 0);
        if (isFlipped) {
            horizontal = -horizontal;
            vertical = -vertical;
        }
        int context = horizontal == 0 ? SIGN + vertical : SIGN + 3 + vertical;
        return 2 * context + (isFlipped ? 1 : 0);
    }

    private static int sign(int neighbours, int which) {
        if ((neighbours & which) == 0) {
            return 0;
        }
        return (neighbours & which >> 1) == 0 ? 1 : -1;
    }

    private static int count(int bits, int mask) {
        return Integer.bitCount(bits & mask);
    }
}
