// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.TransferSyntax;

import java.util.List;

/** Mutations of what does not decode would reach little of a decoder. */
class FrameSeedsTest {

    static List<Arguments> seeds() {
        return List.of(
                arguments(TransferSyntax.RLE_LOSSLESS, FrameSeeds.rle()),
                arguments(TransferSyntax.DEFLATED_IMAGE_FRAME_COMPRESSION, FrameSeeds.deflated()),
                arguments(TransferSyntax.JPEG_EXTENDED, FrameSeeds.jpeg()),
                arguments(TransferSyntax.JPEG_LOSSLESS, FrameSeeds.losslessJPEG()),
                arguments(TransferSyntax.JPEG_LS_LOSSLESS, FrameSeeds.jpegLS()),
                arguments(TransferSyntax.JPEG_2000, FrameSeeds.jpeg2000()),
                arguments(TransferSyntax.HTJ2K_LOSSLESS, FrameSeeds.highThroughput()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_seed_is_a_frame(TransferSyntax syntax, List<byte[]> seeds) {
        for (var seed : seeds) {
            assertThat(FrameTrial.decoded(syntax, seed).samples().length()).isPositive();
        }
    }

    @Test
    void every_seed_of_an_image_becomes_pictures() {
        for (var seed : FrameSeeds.images()) {
            assertThat(FrameReaderTarget.pictures(seed)).isPositive();
        }
    }
}
