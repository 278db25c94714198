// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Decodes and encodes text of one Specific Character Set. */
sealed interface CharacterCodec
        permits CharacterCodec.Whole, CharacterCodec.Guessed, CodeExtensions {

    String decode(VR vr, byte[] bytes, int offset, int length);

    byte[] encode(VR vr, String text);

    boolean canEncode(String text);

    /** Returns the codec of the terms, and adds the terms it does not know. */
    static CharacterCodec of(List<String> terms, List<String> unknown) {
        var sets = terms.stream().map(CharacterSetTerm::of).toList();
        for (int i = 0; i < sets.size(); i++) {
            if (sets.get(i) == CharacterSetTerm.UNKNOWN) {
                unknown.add(terms.get(i));
            }
        }
        if (sets.isEmpty() || (!unknown.isEmpty() && sets.size() == 1)) {
            return new Guessed();
        }
        if (sets.size() == 1 && sets.getFirst().isWhole()) {
            var term = sets.getFirst();
            return term == CharacterSetTerm.ASCII ? new Guessed() : new Whole(term.charset());
        }
        // Sets without code extensions, which may not be among several terms, are there all the
        // same ("\\ISO_IR 192" in objects that pydicom and DCMTK warn of): they hold ASCII too.
        return sets.stream()
                .filter(CharacterSetTerm::excludesOthers)
                .<CharacterCodec>map(set -> new Whole(set.charset()))
                .findFirst()
                .orElseGet(() -> extensions(sets));
    }

    private static CharacterCodec extensions(List<CharacterSetTerm> sets) {
        return new CodeExtensions(
                sets.stream().filter(set -> set != CharacterSetTerm.UNKNOWN).toList());
    }

    /** One character set of the JDK for all the text. */
    record Whole(Charset charset) implements CharacterCodec {

        @Override
        public String decode(VR vr, byte[] bytes, int offset, int length) {
            return new String(bytes, offset, length, charset);
        }

        @Override
        public byte[] encode(VR vr, String text) {
            return strictly(charset, text);
        }

        @Override
        public boolean canEncode(String text) {
            return charset.newEncoder().canEncode(text);
        }
    }

    /**
     * The default repertoire. High bytes, which it forbids, are sent all the same by devices that
     * declare nothing: they are read as UTF-8 if they are valid as such, else as Latin-1.
     */
    record Guessed() implements CharacterCodec {

        @Override
        public String decode(VR vr, byte[] bytes, int offset, int length) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, offset, length))
                        .toString();
            } catch (CharacterCodingException e) {
                return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
            }
        }

        @Override
        public byte[] encode(VR vr, String text) {
            return strictly(StandardCharsets.US_ASCII, text);
        }

        @Override
        public boolean canEncode(String text) {
            return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        }
    }

    /** Encodes text, and refuses what the character set has not, without printing it. */
    private static byte[] strictly(Charset charset, String text) {
        try {
            var encoded =
                    charset.newEncoder()
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .encode(CharBuffer.wrap(text));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Text has a character outside " + charset, e);
        }
    }
}
