// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.net.AssociationTarget;
import spiders.dicom.net.PDUTarget;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The parsers under attack: each reads any bytes, or refuses them by its own exception.
 *
 * <p>An entry lets nothing but a finding out; {@code Soak} has Jazzer call it, {@code
 * SeededFuzzTest} calls it with what our mutator makes.
 */
record Parser(String name, Consumer<byte[]> entry, Supplier<List<byte[]>> seeds) {

    private static final int ROUNDS = 4_000;

    /** Frames take longer, and {@code HostileFrameTest} mutates them too. */
    private static final int ROUNDS_OF_FRAMES = 1_000;

    static List<Parser> all() {
        return Stream.of(readers(), codecs()).flatMap(List::stream).toList();
    }

    private static List<Parser> readers() {
        return List.of(
                new Parser("data set", DataSetTarget::run, Seeds::dataSets),
                new Parser("json", JsonTarget::run, Seeds::json),
                new Parser("xml", XmlTarget::run, Seeds::xml),
                new Parser("multipart", MultipartTarget::run, Seeds::multipart),
                new Parser("pdu", PDUTarget::run, Seeds::pdus),
                new Parser("association", AssociationTarget::run, AssociationTarget::seeds),
                new Parser("dicomdir", MediaTarget::run, Seeds::directories),
                new Parser("frame reader", FrameReaderTarget::run, FrameSeeds::images));
    }

    private static List<Parser> codecs() {
        return List.of(
                codec("rle", TransferSyntax.RLE_LOSSLESS, FrameSeeds::rle),
                codec(
                        "deflated frame",
                        TransferSyntax.DEFLATED_IMAGE_FRAME_COMPRESSION,
                        FrameSeeds::deflated),
                codec("jpeg", TransferSyntax.JPEG_EXTENDED, FrameSeeds::jpeg),
                codec("jpeg lossless", TransferSyntax.JPEG_LOSSLESS, FrameSeeds::losslessJPEG),
                codec("jpeg ls", TransferSyntax.JPEG_LS_LOSSLESS, FrameSeeds::jpegLS),
                codec("jpeg 2000", TransferSyntax.JPEG_2000, FrameSeeds::jpeg2000),
                codec("htj2k", TransferSyntax.HTJ2K_LOSSLESS, FrameSeeds::highThroughput));
    }

    private static Parser codec(String name, TransferSyntax syntax, Supplier<List<byte[]>> seeds) {
        return new Parser(name, input -> FrameTrial.run(syntax, input), seeds);
    }

    /** How many inputs a build makes. */
    int rounds() {
        return codecs().stream().anyMatch(codec -> codec.name().equals(name))
                ? ROUNDS_OF_FRAMES
                : ROUNDS;
    }

    String folder() {
        return name.replace(' ', '_');
    }

    /** Whatever is thrown is a finding. */
    void run(byte[] input) {
        entry.accept(input);
    }

    List<byte[]> inputs() {
        return seeds.get();
    }

    @Override
    public String toString() {
        return name;
    }
}
