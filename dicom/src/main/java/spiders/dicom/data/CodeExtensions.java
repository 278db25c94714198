// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Text whose character sets are switched by escape sequences (ISO 2022, PS3.5 section 6.1.2.5).
 *
 * <p>The first term holds at the start of each value and after each delimiter; others must be
 * designated by their escape sequence before their characters.
 *
 * @param sets what the terms name, the first of them the initial designation
 */
record CodeExtensions(List<CharacterSetTerm> sets) implements CharacterCodec {

    private static final byte ESC = 0x1B;
    private static final String TO_ASCII = "(B";
    private static final String TO_ROMAJI = "(J";

    CodeExtensions {
        sets = sets.isEmpty() ? List.of(CharacterSetTerm.ASCII) : List.copyOf(sets);
    }

    @Override
    public String decode(VR vr, byte[] bytes, int offset, int length) {
        return new Decoding(vr, bytes, offset, offset + length).run();
    }

    @Override
    public byte[] encode(VR vr, String text) {
        return new Encoding(vr).run(text);
    }

    @Override
    public boolean canEncode(String text) {
        return text.codePoints().allMatch(c -> c < 128 || setOf(c).isPresent());
    }

    private Optional<CharacterSetTerm> setOf(int codePoint) {
        var character = Character.toString(codePoint);
        return sets.stream().filter(set -> bytes(set, character).length > 0).findFirst();
    }

    /** Returns the bytes of a character as they stand after the set's escape, or none. */
    private static byte[] bytes(CharacterSetTerm set, String character) {
        var encoder = set.charset().newEncoder();
        if (set == CharacterSetTerm.ASCII || !encoder.canEncode(character)) {
            return new byte[0];
        }
        byte[] bytes = character.getBytes(set.charset());
        return switch (set) {
            case KANJI ->
                    bytes.length == 2 && bytes[0] != (byte) 0x8E ? sevenBit(bytes, 0) : new byte[0];
            case KANJI_SUPPLEMENT -> bytes.length == 3 ? sevenBit(bytes, 1) : new byte[0];
            default -> bytes[0] < 0 ? bytes : new byte[0];
        };
    }

    private static byte[] sevenBit(byte[] bytes, int from) {
        return new byte[] {(byte) (bytes[from] & 0x7F), (byte) (bytes[from + 1] & 0x7F)};
    }

    private static boolean isDelimiter(VR vr, int c) {
        return c == '\n'
                || c == '\r'
                || c == '\f'
                || c == '\t'
                || (vr.isBackslashSeparated() && c == '\\')
                || (vr == VR.PN && (c == '^' || c == '='));
    }

    /** One value being decoded: where it is, and what G0 and G1 designate. */
    private final class Decoding {

        private final VR vr;
        private final byte[] in;
        private final int end;
        private final StringBuilder out = new StringBuilder();
        private int at;
        private CharacterSetTerm g0 = CharacterSetTerm.ASCII;
        private CharacterSetTerm g1 = sets.getFirst();

        Decoding(VR vr, byte[] in, int start, int end) {
            this.vr = vr;
            this.in = in;
            this.at = start;
            this.end = end;
        }

        String run() {
            while (at < end) {
                if (in[at] == ESC) {
                    designate();
                } else if (in[at] < 0) {
                    high();
                } else if (isTwoByte(g0) && in[at] > ' ') {
                    low();
                } else {
                    plain();
                }
            }
            return out.toString();
        }

        private void designate() {
            for (var set : CharacterSetTerm.values()) {
                if (!set.escape().isEmpty() && follows(set.escape())) {
                    at += 1 + set.escape().length();
                    if (isTwoByte(set)) {
                        g0 = set;
                    } else {
                        g1 = set;
                    }
                    return;
                }
            }
            if (follows(TO_ASCII) || follows("(J")) {
                g0 = CharacterSetTerm.ASCII; // JIS X 0201 romaji too: its yen sign is a backslash.
                at += 3;
                return;
            }
            at++; // An escape that the standard does not have: dropped, what follows is read.
        }

        private boolean follows(String escape) {
            if (at + escape.length() >= end) {
                return false;
            }
            for (int i = 0; i < escape.length(); i++) {
                if (in[at + 1 + i] != escape.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private void plain() {
            char c = (char) in[at++];
            out.append(c);
            if (isDelimiter(vr, c)) {
                g0 = CharacterSetTerm.ASCII;
                g1 = sets.getFirst();
            }
        }

        /** Characters of G1: a run of high bytes. */
        private void high() {
            int from = at;
            while (at < end && in[at] < 0) {
                at++;
            }
            if (g1 == CharacterSetTerm.ASCII) {
                // Nothing was designated: devices that leave the escape out are read as those that
                // declare nothing.
                out.append(new Guessed().decode(vr, in, from, at - from));
                return;
            }
            out.append(new String(in, from, at - from, g1.charset()));
        }

        /** Two bytes of kanji in G0, which EUC-JP has with their high bits set. */
        private void low() {
            byte first = (byte) (in[at++] | 0x80);
            byte second = (byte) (at < end ? in[at++] | 0x80 : 0);
            byte[] euc =
                    g0 == CharacterSetTerm.KANJI
                            ? new byte[] {first, second}
                            : new byte[] {(byte) 0x8F, first, second};
            out.append(new String(euc, g0.charset()));
        }
    }

    private static boolean isTwoByte(CharacterSetTerm set) {
        return set == CharacterSetTerm.KANJI || set == CharacterSetTerm.KANJI_SUPPLEMENT;
    }

    /** One value being encoded: what G0 and G1 designate. */
    private final class Encoding {

        private final VR vr;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private CharacterSetTerm g0 = CharacterSetTerm.ASCII;
        private CharacterSetTerm g1 = sets.getFirst();

        Encoding(VR vr) {
            this.vr = vr;
        }

        byte[] run(String text) {
            text.codePoints().forEach(this::add);
            toASCII();
            toFirstG1();
            return out.toByteArray();
        }

        private void add(int c) {
            if (c < 128) {
                toASCII();
                if (isDelimiter(vr, c)) {
                    toFirstG1();
                }
                out.write(c);
                if (isDelimiter(vr, c)) {
                    g1 = sets.getFirst();
                }
                return;
            }
            var set = setOf(c).orElseThrow(() -> outside());
            designate(set);
            out.writeBytes(bytes(set, Character.toString(c)));
        }

        private IllegalArgumentException outside() {
            return new IllegalArgumentException("Text has a character outside " + sets);
        }

        private void designate(CharacterSetTerm set) {
            if (isTwoByte(set)) {
                if (g0 != set) {
                    escape(set.escape());
                    g0 = set;
                }
                return;
            }
            if (g1 != set) {
                escape(set.escape());
                g1 = set;
            }
        }

        /** Plain characters: of JIS X 0201 where the first term says so (PS3.5 section H.3.2). */
        private void toASCII() {
            if (g0 != CharacterSetTerm.ASCII) {
                escape(sets.getFirst() == CharacterSetTerm.KATAKANA ? TO_ROMAJI : TO_ASCII);
                g0 = CharacterSetTerm.ASCII;
            }
        }

        /**
         * What the first term has in G1 is active again before a delimiter and before the end
         * (PS3.5 section 6.1.2.5.3); a first term that has nothing there asks for nothing.
         */
        private void toFirstG1() {
            var first = sets.getFirst();
            if (g1 != first && !first.escape().isEmpty() && !isTwoByte(first)) {
                escape(first.escape());
                g1 = first;
            }
        }

        private void escape(String sequence) {
            out.write(ESC);
            out.writeBytes(sequence.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
