// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.pixel.FrameCodecs;
import spiders.dicom.pixel.FrameEncoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.Transcoder;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Writes an object whose frames are blanked one by one: decoded, changed, and encoded anew without
 * loss.
 *
 * @param from the transfer syntax the object has
 * @param to the one it is written in
 */
record FrameRewriting(FrameBlanking blanking, TransferSyntax from, TransferSyntax to) {

    private static final long MAX_NATIVE = 0xFFFF_FFFEL;

    /**
     * Chooses what is written: the same transfer syntax where frames can be encoded in it without
     * loss. All others become Explicit VR Little Endian, which every reader has and which keeps
     * each decoded sample; what is too long for it becomes JPEG-LS.
     */
    static TransferSyntax target(TransferSyntax from, ImagePixel image, DataSet dataSet) {
        if (!from.isEncapsulated()) {
            // Samples of one byte in words of the retired syntax would have to be swapped.
            return from.isBigEndian() ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN : from;
        }
        if (canEncode(from, image)) {
            return from;
        }
        long frames = Math.max(1, dataSet.integer(Tags.NumberOfFrames).orElse(1));
        boolean isTooLong = frames > MAX_NATIVE / image.frameBytes();
        return isTooLong && canEncode(TransferSyntax.JPEG_LS_LOSSLESS, image)
                ? TransferSyntax.JPEG_LS_LOSSLESS
                : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }

    /** Decoders undo the colour transforms of JPEG 2000 (PS3.5 section 8.2.4). */
    private static ImagePixel decoded(ImagePixel image) {
        var colours = image.photometricInterpretation();
        boolean isTransformed =
                colours == PhotometricInterpretation.YBR_RCT
                        || colours == PhotometricInterpretation.YBR_ICT;
        return isTransformed ? image.withPhotometric(PhotometricInterpretation.RGB) : image;
    }

    private static boolean canEncode(TransferSyntax syntax, ImagePixel image) {
        Optional<FrameEncoder> encoder =
                FrameCodecs.standard()
                        .encoder(syntax)
                        .filter(lossless -> lossless.lossyMethod().isEmpty());
        if (encoder.isEmpty()) {
            return false;
        }
        try {
            encoder.get().encoded(decoded(image));
            return true;
        } catch (UnsupportedFrameException e) {
            return false;
        }
    }

    /** Whether frames of a transfer syntax can be decoded. */
    static boolean canDecode(TransferSyntax syntax) {
        return !syntax.isEncapsulated() || FrameCodecs.standard().decoder(syntax).isPresent();
    }

    /** What a report says of the transfer syntax. */
    String because() {
        return "E.3.1 or E.3.2, pixels of %s are decoded and written as %s"
                .formatted(from.name(), to.name());
    }

    /** Rewrites an object whose pixels are in memory; one whose frames are damaged is refused. */
    DeidentificationPlan inMemory(DeidentificationPlan plan) throws IOException {
        var out = new ByteArrayOutputStream();
        try {
            write(plan.dataSet(), BulkDataSource.none(), out);
        } catch (MalformedFrameException
                | UnsupportedFrameException
                | InvalidImageException
                | MalformedDataSetException e) {
            return plan.refused(refusal());
        }
        var in = new ByteArrayInputStream(out.toByteArray());
        return plan.rewritten(Part10.read(in, ReadOptions.defaults()).dataSet());
    }

    /** Why an object is not written whose frames turned out to be none that can be decoded. */
    Refusal refusal() {
        return new Refusal(
                Refusal.Reason.PIXELS_NOT_CLEANABLE,
                "frames of %s are damaged, or of a kind that is not decoded"
                        .formatted(from.isKnown() ? from.name() : "an unknown transfer syntax"));
    }

    /**
     * Writes a file; the stream stays open.
     *
     * @return the data set as it was written, but for where its pixel data is
     */
    DataSet write(DataSet dataSet, BulkDataSource source, OutputStream out) throws IOException {
        var object = Part10Object.of(FileMeta.of(dataSet, from), dataSet);
        return Transcoder.standard().changing(blanking).write(object, source, to, out);
    }
}
