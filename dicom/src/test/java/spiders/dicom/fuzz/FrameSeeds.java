// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.pixel.FrameCodecs;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SyntheticImages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Frames by our encoders, and by those of DCMTK and OpenJPEG as files. */
final class FrameSeeds {

    private static final int FRAGMENT = 100;

    private static final ImagePixel BYTES = SyntheticImages.grey(13, 17, 8, 8, false);
    private static final ImagePixel WORDS = SyntheticImages.grey(13, 17, 16, 12, false);
    private static final ImagePixel SIGNED = SyntheticImages.grey(13, 17, 16, 16, true);
    private static final ImagePixel COLOURS = SyntheticImages.colour(13, 17, false);
    private static final ImagePixel WIDER_BYTES = SyntheticImages.grey(23, 29, 8, 8, false);
    private static final ImagePixel WIDER_SIGNED = SyntheticImages.grey(23, 29, 8, 8, true);
    private static final ImagePixel WIDER_WORDS = SyntheticImages.grey(23, 29, 16, 12, false);
    private static final ImagePixel WIDER_COLOURS = SyntheticImages.colour(23, 29, true);

    private FrameSeeds() {}

    static List<byte[]> rle() {
        return encoded(TransferSyntax.RLE_LOSSLESS, BYTES, WORDS, SIGNED, COLOURS);
    }

    static List<byte[]> deflated() {
        var syntax = TransferSyntax.DEFLATED_IMAGE_FRAME_COMPRESSION;
        return encoded(syntax, BYTES, WORDS, COLOURS);
    }

    static List<byte[]> jpeg() {
        var shared = COLOURS.withPhotometric(PhotometricInterpretation.YBR_FULL_422);
        return joined(
                encoded(TransferSyntax.JPEG_BASELINE, BYTES, COLOURS),
                List.of(
                        file("baseline-422.jpg", shared),
                        file("baseline-411.jpg", COLOURS),
                        file("extended12.jpg", WORDS),
                        file("progressive.jpg", COLOURS)));
    }

    static List<byte[]> losslessJPEG() {
        return List.of(
                file("lossless12.jpg", WORDS),
                file("lossless-rgb.jpg", COLOURS),
                file("restarts.jpg", COLOURS));
    }

    static List<byte[]> jpegLS() {
        return joined(
                encoded(TransferSyntax.JPEG_LS_LOSSLESS, BYTES, WORDS, SIGNED, COLOURS),
                List.of(
                        file("near3.jls", BYTES),
                        file("near2-samples.jls", COLOURS),
                        file("lines.jls", COLOURS),
                        file("restarts.jls", BYTES)));
    }

    static List<byte[]> jpeg2000() {
        return List.of(
                file("jpeg2000/lossless12.j2k", WIDER_WORDS),
                file("jpeg2000/all-styles12.j2k", WIDER_WORDS),
                file("jpeg2000/boxes.jp2", WIDER_BYTES),
                file("jpeg2000/layers-irreversible.j2k", WIDER_BYTES),
                file("jpeg2000/irreversible-rgb.j2k", WIDER_COLOURS),
                file("jpeg2000/tiles-rgb.j2k", WIDER_COLOURS),
                file("jpeg2000/interest.j2k", WIDER_COLOURS),
                file("jpeg2000/packed-main.j2k", WIDER_COLOURS),
                file("jpeg2000/packed-tile.j2k", WIDER_COLOURS),
                file("jpeg2000/changing.j2k", WIDER_COLOURS));
    }

    static List<byte[]> highThroughput() {
        return joined(
                encoded(TransferSyntax.HTJ2K_LOSSLESS, BYTES, WORDS, SIGNED, COLOURS),
                List.of(
                        file("jpeg2000/ht-refined.j2k", WIDER_SIGNED),
                        file("jpeg2000/ht-refined-causal.j2k", WIDER_SIGNED)));
    }

    private static List<byte[]> joined(List<byte[]> some, List<byte[]> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<byte[]> encoded(TransferSyntax syntax, ImagePixel... images) {
        var inputs = new ArrayList<byte[]>();
        for (var image : images) {
            var encoder = FrameCodecs.standard().encoder(syntax).orElseThrow();
            var code = encoder.encode(SyntheticImages.frame(image, 1));
            inputs.add(FrameTrial.input(encoder.encoded(image), code));
        }
        return inputs;
    }

    private static byte[] file(String name, ImagePixel image) {
        try (var in =
                Objects.requireNonNull(SyntheticImages.class.getResourceAsStream(name), name)) {
            return FrameTrial.input(image, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Images of three frames: native, a fragment each, and in several by an offset table. */
    static List<byte[]> images() {
        var inputs = new ArrayList<byte[]>();
        for (var syntax : FrameReaderTarget.SYNTAXES) {
            if (syntax.isEncapsulated()) {
                inputs.add(encapsulated(syntax, FragmentsOf.WHOLE_FRAMES));
            }
        }
        var native8 = SyntheticImages.dataSet(SyntheticImages.frame(BYTES, 1));
        var native16 =
                SyntheticImages.dataSet(
                        SyntheticImages.frame(WORDS, 1), SyntheticImages.frame(WORDS, 2));
        inputs.add(FrameReaderTarget.input(native8, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        inputs.add(FrameReaderTarget.input(native16, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        inputs.add(FrameReaderTarget.input(native16, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN));
        inputs.add(encapsulated(TransferSyntax.RLE_LOSSLESS, FragmentsOf.PIECES));
        inputs.add(encapsulated(TransferSyntax.JPEG_BASELINE, FragmentsOf.PIECES_BY_A_LONG_TABLE));
        return joined(inputs, inputs.stream().map(FrameSeeds::leftInFile).toList());
    }

    private static byte[] leftInFile(byte[] input) {
        var left = input.clone();
        left[0] |= (byte) FrameReaderTarget.LEFT_IN_FILE;
        return left;
    }

    private enum FragmentsOf {
        WHOLE_FRAMES,
        PIECES,
        PIECES_BY_A_LONG_TABLE
    }

    private static byte[] encapsulated(TransferSyntax syntax, FragmentsOf cut) {
        var encoder = FrameCodecs.standard().encoder(syntax).orElseThrow();
        var fragments = new ArrayList<Fragment>();
        var table = new ArrayList<Integer>();
        int offset = 0;
        for (int frame = 0; frame < 3; frame++) {
            table.add(offset);
            var code = encoder.encode(SyntheticImages.frame(COLOURS, frame));
            int most = cut == FragmentsOf.WHOLE_FRAMES ? code.length : FRAGMENT;
            for (int at = 0; at < code.length; at += most) {
                var piece = Arrays.copyOfRange(code, at, Math.min(at + most, code.length));
                fragments.add(new Fragment.Held(Bytes.of(piece)));
                offset += 8 + piece.length;
            }
        }
        var builder = SyntheticImages.described(encoder.encoded(COLOURS), 3);
        boolean isLong = cut == FragmentsOf.PIECES_BY_A_LONG_TABLE;
        if (isLong) {
            builder.set(Tags.ExtendedOffsetTable, VR.OV, littleEndian(table, Long.BYTES));
        }
        var basic = isLong ? new byte[0] : littleEndian(table, Integer.BYTES);
        builder.set(new EncapsulatedElement(Tags.PixelData, VR.OB, Bytes.of(basic), fragments));
        return FrameReaderTarget.input(builder.build(), syntax);
    }

    private static byte[] littleEndian(List<Integer> numbers, int size) {
        var out = new ByteArrayOutputStream();
        for (int number : numbers) {
            for (int i = 0; i < size; i++) {
                out.write((int) ((long) number >> (8 * i)));
            }
        }
        return out.toByteArray();
    }
}
