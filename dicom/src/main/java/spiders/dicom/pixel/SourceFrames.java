// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.io.BulkDataSource;

import java.io.IOException;

/** The frames of a source, decoded, in colours that other syntaxes can hold. */
final class SourceFrames {

    private final DataSet dataSet;
    private final TransferSyntax syntax;
    private final BulkDataSource bulkData;
    private final Transcoder.@Nullable FrameChange change;
    private final FrameReader reader;
    private final boolean keepsUnusedBits;

    SourceFrames(
            DataSet dataSet,
            TransferSyntax syntax,
            BulkDataSource bulkData,
            FrameCodecs codecs,
            Transcoder.@Nullable FrameChange change)
            throws IOException {
        this.dataSet = dataSet;
        this.syntax = syntax;
        this.bulkData = bulkData;
        this.change = change;
        this.reader = FrameReader.of(dataSet, syntax, bulkData, codecs);
        this.keepsUnusedBits =
                codecs.decoder(syntax).map(FrameDecoder::keepsUnusedBits).orElse(true);
    }

    DataSet dataSet() {
        return dataSet;
    }

    TransferSyntax syntax() {
        return syntax;
    }

    BulkDataSource bulkData() {
        return bulkData;
    }

    FrameReader reader() {
        return reader;
    }

    boolean keepsUnusedBits() {
        return keepsUnusedBits;
    }

    int count() {
        return reader.count();
    }

    Frame frame(int number) throws IOException {
        var frame = reader.frame(number);
        if (isDCT(syntax) && frame.image().samplesPerPixel() == 3) {
            frame = Colours.toRGB(frame);
        }
        var whole = keepsUnusedBits ? frame : frame.aligned();
        return change == null ? whole : change.changed(whole);
    }

    private static boolean isDCT(TransferSyntax syntax) {
        return syntax.equals(TransferSyntax.JPEG_BASELINE)
                || syntax.equals(TransferSyntax.JPEG_EXTENDED)
                || syntax.equals(TransferSyntax.JPEG_SPECTRAL_SELECTION)
                || syntax.equals(TransferSyntax.JPEG_FULL_PROGRESSION);
    }
}
