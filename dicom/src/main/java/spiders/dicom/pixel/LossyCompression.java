// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an object says of samples that are no longer as they were (PS3.3 section C.7.6.1.1.5). */
final class LossyCompression {

    /** The method of each transfer syntax whose every object has lost something. */
    private static final Map<TransferSyntax, String> LOSSY =
            Map.of(
                    TransferSyntax.JPEG_BASELINE, "ISO_10918_1",
                    TransferSyntax.JPEG_EXTENDED, "ISO_10918_1",
                    TransferSyntax.JPEG_SPECTRAL_SELECTION, "ISO_10918_1",
                    TransferSyntax.JPEG_FULL_PROGRESSION, "ISO_10918_1",
                    TransferSyntax.JPEG_LS_NEAR_LOSSLESS, "ISO_14495_1");

    private LossyCompression() {}

    /**
     * Says of samples that were in a lossy form that they are no longer as they were; ratio and
     * method, if the object does not tell them itself.
     */
    static void remember(
            DataSetBuilder dataSet, DataSet source, TransferSyntax syntax, double ratio) {
        var method = LOSSY.get(syntax);
        if (method == null) {
            return;
        }
        dataSet.set(Tags.LossyImageCompression, "01");
        if (source.strings(Tags.LossyImageCompressionRatio).isEmpty()) {
            dataSet.set(Tags.LossyImageCompressionRatio, text(ratio));
        }
        if (source.strings(Tags.LossyImageCompressionMethod).isEmpty()) {
            dataSet.set(Tags.LossyImageCompressionMethod, method);
        }
    }

    private static String text(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    /** Makes the data set one of a new instance, derived by lossy compression. */
    static void derive(DataSetBuilder dataSet, DataSet source, String method, double ratio) {
        var ratios = new ArrayList<>(source.strings(Tags.LossyImageCompressionRatio));
        ratios.add(text(ratio));
        var methods = new ArrayList<>(source.strings(Tags.LossyImageCompressionMethod));
        methods.add(method);
        var types = new ArrayList<>(source.strings(Tags.ImageType));
        if (!types.isEmpty()) {
            types.set(0, "DERIVED");
            dataSet.set(received(Tags.ImageType, VR.CS, types));
        }
        dataSet.set(Tags.LossyImageCompression, "01")
                .set(received(Tags.LossyImageCompressionRatio, VR.DS, ratios))
                .set(received(Tags.LossyImageCompressionMethod, VR.CS, methods))
                .set(Tags.SOPInstanceUID, UID.random())
                .sequence(Tags.DerivationCodeSequence, code("113040", "Lossy Compression"));
        var sourceClass = source.uid(Tags.SOPClassUID);
        var sourceInstance = source.uid(Tags.SOPInstanceUID);
        if (sourceClass.isPresent() && sourceInstance.isPresent()) {
            var reference =
                    DataSet.builder()
                            .set(Tags.ReferencedSOPClassUID, sourceClass.get())
                            .set(Tags.ReferencedSOPInstanceUID, sourceInstance.get())
                            .sequence(
                                    Tags.PurposeOfReferenceCodeSequence,
                                    code("121320", "Uncompressed predecessor"))
                            .build();
            dataSet.sequence(Tags.SourceImageSequence, reference);
        }
    }

    /**
     * What the source says is kept as it is: small letters, or a type alone, are no reason to stop.
     */
    private static ValueElement received(Tag tag, VR vr, List<String> values) {
        return ValueElement.received(tag, vr, values);
    }

    /** A code of the standard's own terminology (PS3.16 annex D). */
    private static DataSet code(String value, String meaning) {
        return DataSet.builder()
                .set(Tags.CodeValue, value)
                .set(Tags.CodingSchemeDesignator, "DCM")
                .set(Tags.CodeMeaning, meaning)
                .build();
    }
}
