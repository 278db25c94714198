// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameCodecs;
import spiders.dicom.pixel.FrameDecoder;
import spiders.dicom.pixel.FrameEncoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SampleDepth;
import spiders.dicom.pixel.SampleFormat;

import java.util.concurrent.TimeUnit;

/** One frame of 512 × 512 through each codec that we have both ways. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecMicrobenchmark {

    private static final int SIDE = 512;

    /** A transfer syntax; 12 bits in words, but 8 bits for JPEG Baseline. */
    public enum Codec {
        RLE,
        JPEG_LS,
        HTJ2K_RPCL,
        DEFLATED,
        JPEG_BASELINE;

        private TransferSyntax syntax() {
            return switch (this) {
                case RLE -> TransferSyntax.RLE_LOSSLESS;
                case JPEG_LS -> TransferSyntax.JPEG_LS_LOSSLESS;
                case HTJ2K_RPCL -> TransferSyntax.HTJ2K_LOSSLESS_RPCL;
                case DEFLATED -> TransferSyntax.DEFLATED_IMAGE_FRAME_COMPRESSION;
                case JPEG_BASELINE -> TransferSyntax.JPEG_BASELINE;
            };
        }

        private ImagePixel image() {
            boolean isByte = this == JPEG_BASELINE;
            return new ImagePixel(
                    SIDE,
                    SIDE,
                    1,
                    false,
                    PhotometricInterpretation.MONOCHROME2,
                    SampleDepth.of(isByte ? 8 : 16, isByte ? 8 : 12, SampleFormat.UNSIGNED));
        }
    }

    @Param Codec codec = Codec.RLE;

    private Frame frame = Frame.blank(codec.image());
    private byte[] encoded = {};
    private FrameDecoder decoder = FrameCodecs.standard().decoder(codec.syntax()).orElseThrow();
    private FrameEncoder encoder = FrameCodecs.standard().encoder(codec.syntax()).orElseThrow();

    /** Makes the frame. */
    @Setup
    public void phantom() {
        frame = Phantom.of(codec.image());
        decoder = FrameCodecs.standard().decoder(codec.syntax()).orElseThrow();
        encoder = FrameCodecs.standard().encoder(codec.syntax()).orElseThrow();
        encoded = encoder.encode(frame);
    }

    /** A code stream to cells. */
    @Benchmark
    public Frame decode() {
        return decoder.decode(encoded, frame.image());
    }

    /** Cells to a code stream. */
    @Benchmark
    public byte[] encode() {
        return encoder.encode(frame);
    }
}
