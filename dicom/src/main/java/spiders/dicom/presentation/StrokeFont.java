// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters of straight strokes, for texts on pictures: ASCII, and the accents of Western Europe; any
 * other character is a box.
 *
 * <p>A character is {@value #ADVANCE} wide, a line {@value #LINE} high. Of a letter, the top is at
 * 0, the baseline at 6, and what goes below ends at 8.
 */
final class StrokeFont {

    static final int ADVANCE = 6;
    static final int LINE = 11;

    /** Where a line begins above the top of its letters: room for accents. */
    static final int ABOVE = 2;

    /** A character, then its strokes: of each point, the column and the row. */
    private static final String GLYPHS =
            """
            ! 2024 2526
            " 1012 3032
            # 1016 3036 0242 0444
            $ 413010010213334445361605 2026
            % 0640 0010110100 3545463635
            & 4612112031130405162644
            ' 2022
            ( 30212536
            ) 10212516
            * 2125 0244 0442
            + 2125 0343
            , 252718
            - 0343
            . 2526
            / 0640
            0 103041453616050110 2323
            1 112026 1636
            2 01103041420646
            3 0110304142334445361605 1333
            4 36300444
            5 400002324345361605
            6 413010010516364544331304
            7 004016
            8 103041423313020110 1304051636454433
            9 051636454130100102133342
            : 2122 2526
            ; 2122 252718
            < 410345
            = 0242 0444
            > 014305
            ? 011030414223 2425 2626
            @ 34321214344441301001051646
            A 062046 1434
            B 00063645443303 0030414233
            C 4130100105163645
            D 00062644422000
            E 40000646 0333
            F 400006 0333
            G 41301001051636454323
            H 0006 4046 0343
            I 1030 2026 1636
            J 4045361605
            K 0006 400346
            L 000646
            M 0600234046
            N 06004640
            O 103041453616050110
            P 06003041423303
            Q 103041453616050110 2446
            R 06003041423303 2346
            S 413010010213334445361605
            T 0040 2026
            U 000516364540
            V 002640
            W 0016233640
            X 0046 4006
            Y 002340 2326
            Z 00400646
            [ 30101636
            \\ 0046
            ] 10303616
            ^ 022042
            _ 0747
            ` 1021
            a 12324346 441405163645
            b 0006 0312324345361605
            c 4332120305163645
            d 4046 4332120305163645
            e 04444332120305163645
            f 40302126 1232
            g 4332120305163645 4247381807
            h 0006 0312324346
            i 2226 2020
            j 3237281807 3030
            k 0006 420446
            l 102026 1636
            m 0206 03122326 23324346
            n 0206 0312324346
            o 123243453616050312
            p 0208 0312324345361605
            q 4248 4332120305163645
            r 0206 03123243
            s 43321203143445361605
            t 10152636 0232
            u 0205163645 4246
            v 022642
            w 0216243642
            x 0246 4206
            y 0205163645 4247381807
            z 02420646
            { 30212213242536
            | 2027
            } 10212233242516
            ~ 04133443
            """;

    /** Accents over small letters, but for the last; they are 2 higher over capitals. */
    private static final Map<Integer, String> ACCENTS =
            Map.of(
                    0x300,
                    "1021",
                    0x301,
                    "3021",
                    0x302,
                    "112031",
                    0x303,
                    "01102130",
                    0x308,
                    "1111 3131",
                    0x30A,
                    "2031211120",
                    0x30C,
                    "102130",
                    0x327,
                    "262718");

    private static final int CEDILLA = 0x327;
    private static final String UNKNOWN = "0040460600";
    private static final Map<Integer, List<List<Point>>> STROKES = parsed();

    /** Letters that are written as others. */
    private static final Map<String, String> SPELT =
            Map.of(
                    "\u0153", "oe", "\u0152", "OE", "\u00e6", "ae", "\u00c6", "AE", "\u00df", "ss",
                    "\u2019", "'", "\u2013", "-", "\u2014", "-", "\u00d7", "x", "\u2044", "/");

    private StrokeFont() {}

    private static Map<Integer, List<List<Point>>> parsed() {
        var strokes = new HashMap<Integer, List<List<Point>>>();
        GLYPHS.lines()
                .forEach(line -> strokes.put((int) line.charAt(0), parsed(line.substring(2))));
        strokes.put((int) ' ', List.of());
        strokes.put(0xB0, parsed("1020211110"));
        strokes.put(0x3BC, parsed("0208 0516364546 4246"));
        ACCENTS.forEach((accent, text) -> strokes.put(accent, parsed(text)));
        return Map.copyOf(strokes);
    }

    private static List<List<Point>> parsed(String text) {
        var strokes = new ArrayList<List<Point>>();
        for (var stroke : text.split(" ", -1)) {
            var points = new ArrayList<Point>();
            for (int i = 0; i + 1 < stroke.length(); i += 2) {
                points.add(new Point(stroke.charAt(i) - '0', stroke.charAt(i + 1) - '0'));
            }
            strokes.add(List.copyOf(points));
        }
        return List.copyOf(strokes);
    }

    /** How many characters wide a line is written. */
    static int length(String line) {
        return (int) spelt(line).codePoints().filter(c -> !isAccent(c)).count();
    }

    /** The strokes of a line, from the left end of the top of its letters. */
    static List<List<Point>> strokes(String line) {
        var strokes = new ArrayList<List<Point>>();
        int column = -1;
        int before = ' ';
        for (int c : spelt(line).codePoints().toArray()) {
            boolean isAccent = isAccent(c);
            column += isAccent ? 0 : 1;
            boolean isRaised = isAccent && c != CEDILLA && Character.isUpperCase(before);
            var move = new Point(Math.max(column, 0) * (double) ADVANCE, isRaised ? -2 : 0);
            for (var stroke : STROKES.getOrDefault(c, parsed(UNKNOWN))) {
                strokes.add(stroke.stream().map(move::plus).toList());
            }
            before = isAccent ? before : c;
        }
        return strokes;
    }

    private static boolean isAccent(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static String spelt(String line) {
        var text = line.replace('\t', ' ');
        for (var spelling : SPELT.entrySet()) {
            text = text.replace(spelling.getKey(), spelling.getValue());
        }
        // A letter with its accent becomes the letter, then the accent; a superscript its digit.
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
