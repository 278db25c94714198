// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SampleDepth;
import spiders.dicom.pixel.SampleFormat;

import java.util.List;

/**
 * One kind of compressed image, and the tools of DCMTK or GDCM that make and read it.
 *
 * @param name of the codec and what it is given
 * @param encoder the command that compresses a file, but for the files
 * @param decoder the command that decompresses it
 */
record CodecCase(String name, ImagePixel image, List<String> encoder, List<String> decoder) {

    private static final int ROWS = 2000;
    private static final int COLUMNS = 3000;

    CodecCase {
        encoder = List.copyOf(encoder);
        decoder = List.copyOf(decoder);
    }

    static List<CodecCase> all() {
        var bytes = grey(8, 8);
        var words = grey(16, 12);
        var full = grey(16, 16);
        var rgb =
                new ImagePixel(
                        ROWS,
                        COLUMNS,
                        3,
                        false,
                        PhotometricInterpretation.RGB,
                        SampleDepth.of(8, 8, SampleFormat.UNSIGNED));
        var jpeg = List.of("dcmdjpeg");
        var jpegLS = List.of("dcmdjpls");
        // GDCM's decoder is OpenJPEG.
        var toJPEG2000 = List.of("gdcmconv", "--j2k");
        var fromJPEG2000 = List.of("gdcmconv", "--raw");
        return List.of(
                new CodecCase("RLE, 12 bits", words, List.of("dcmcrle"), List.of("dcmdrle")),
                new CodecCase("JPEG Baseline, 8 bits", bytes, List.of("dcmcjpeg", "+eb"), jpeg),
                new CodecCase("JPEG Baseline, RGB 4:2:2", rgb, List.of("dcmcjpeg", "+eb"), jpeg),
                new CodecCase(
                        "JPEG Extended, 12 bits", words, List.of("dcmcjpeg", "+ee", "+bt"), jpeg),
                new CodecCase(
                        "JPEG Lossless SV1, 12 bits", words, List.of("dcmcjpeg", "+e1"), jpeg),
                new CodecCase(
                        "JPEG Lossless, predictor 4, 16 bits",
                        full,
                        List.of("dcmcjpeg", "+el", "+sv", "4"),
                        jpeg),
                new CodecCase("JPEG-LS, 8 bits", bytes, List.of("dcmcjpls"), jpegLS),
                new CodecCase("JPEG-LS, 12 bits", words, List.of("dcmcjpls"), jpegLS),
                new CodecCase("JPEG-LS, 16 bits", full, List.of("dcmcjpls"), jpegLS),
                new CodecCase("JPEG-LS, RGB", rgb, List.of("dcmcjpls"), jpegLS),
                new CodecCase("JPEG 2000, 12 bits", words, toJPEG2000, fromJPEG2000),
                new CodecCase("JPEG 2000, 16 bits", full, toJPEG2000, fromJPEG2000),
                new CodecCase("JPEG 2000, RGB", rgb, toJPEG2000, fromJPEG2000));
    }

    private static ImagePixel grey(int allocated, int stored) {
        return new ImagePixel(
                ROWS,
                COLUMNS,
                1,
                false,
                PhotometricInterpretation.MONOCHROME2,
                SampleDepth.of(allocated, stored, SampleFormat.UNSIGNED));
    }
}
