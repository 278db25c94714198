// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;

/** What an object says of samples that are no longer as they were (PS3.3 section C.7.6.1.1.5). */
final class LossyCompression {

    private static final Set<TransferSyntax> LOSSY =
            Set.of(
                    TransferSyntax.JPEG_BASELINE,
                    TransferSyntax.JPEG_EXTENDED,
                    TransferSyntax.JPEG_LS_NEAR_LOSSLESS);

    private LossyCompression() {}

    /** Whether every object of a transfer syntax has lost something. */
    static boolean isLossy(TransferSyntax syntax) {
        return LOSSY.contains(syntax);
    }

    /** Makes the data set one of a new instance, derived by lossy compression. */
    static void derive(DataSetBuilder dataSet, DataSet source, String method, double ratio) {
        var ratios = new ArrayList<>(source.strings(Tags.LossyImageCompressionRatio));
        ratios.add(String.format(Locale.ROOT, "%.3f", ratio));
        var methods = new ArrayList<>(source.strings(Tags.LossyImageCompressionMethod));
        methods.add(method);
        var types = new ArrayList<>(source.strings(Tags.ImageType));
        if (!types.isEmpty()) {
            types.set(0, "DERIVED");
            dataSet.set(Tags.ImageType, types.toArray(String[]::new));
        }
        dataSet.set(Tags.LossyImageCompression, "01")
                .set(Tags.LossyImageCompressionRatio, ratios.toArray(String[]::new))
                .set(Tags.LossyImageCompressionMethod, methods.toArray(String[]::new))
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

    /** A code of the standard's own terminology (PS3.16 annex D). */
    private static DataSet code(String value, String meaning) {
        return DataSet.builder()
                .set(Tags.CodeValue, value)
                .set(Tags.CodingSchemeDesignator, "DCM")
                .set(Tags.CodeMeaning, meaning)
                .build();
    }
}
