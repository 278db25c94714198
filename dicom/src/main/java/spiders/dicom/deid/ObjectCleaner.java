// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.deid.DataSetCleaner.Mode;
import spiders.dicom.deid.Refusal.Reason;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plans the de-identification of one whole object, and what the object then tells of it. */
final class ObjectCleaner {

    private static final String BECAUSE = "E.1.1, the method is written in the object";
    private static final String PIXEL_RULES = "E.3.1 or E.3.2, pixel rules";
    private static final Set<ConfidentialityOption> PIXEL_OPTIONS =
            Set.of(
                    ConfidentialityOption.CLEAN_PIXEL_DATA,
                    ConfidentialityOption.CLEAN_RECOGNIZABLE_VISUAL_FEATURES);

    private final DataSet object;
    private final ObjectContext context;
    private final TransferSyntax syntax;
    private final BulkDataSource source;
    private final ChangeLog log = new ChangeLog();

    /**
     * @param source where values are that were left in the object's file
     */
    ObjectCleaner(
            DataSet object, ObjectContext context, TransferSyntax syntax, BulkDataSource source) {
        this.object = object;
        this.context = context;
        this.syntax = syntax;
        this.source = source;
    }

    DeidentificationPlan plan() throws IOException {
        var pixels = decide();
        return switch (pixels) {
            case PixelDecision.Refused(var refusal) ->
                    new DeidentificationPlan(
                            DataSet.empty(), syntax, pixels, report(List.of(), List.of(refusal)));
            case PixelDecision.Untouched(var applied) -> planned(pixels, applied);
            case PixelDecision.Blanked(var blanking, var applied) ->
                    planned(pixels, applied).with(dataSet -> blankedInMemory(dataSet, blanking));
            case PixelDecision.Rewritten(var rewriting, var applied) ->
                    rewritten(planned(pixels, applied), rewriting);
        };
    }

    /** Pixels that are in memory are rewritten at once; nobody is to be given them as they were. */
    private static DeidentificationPlan rewritten(
            DeidentificationPlan plan, FrameRewriting rewriting) throws IOException {
        var pixels = plan.dataSet().element(Tags.PixelData).orElseThrow();
        boolean isInMemory =
                switch (pixels) {
                    case ValueElement _ -> true;
                    case EncapsulatedElement(_, _, _, var fragments) ->
                            fragments.stream().allMatch(Fragment.Held.class::isInstance);
                    case BulkDataElement _, SequenceElement _, ReferencedElement _ -> false;
                };
        return isInMemory ? rewriting.inMemory(plan) : plan;
    }

    private PixelDecision decide() throws IOException {
        if (context.sopClass().equals(UIDs.MediaStorageDirectoryStorage)) {
            return new PixelDecision.Refused(new Refusal(Reason.DIRECTORY, "a DICOMDIR"));
        }
        if (object.uid(Tags.SOPInstanceUID).isEmpty() || object.uid(Tags.SOPClassUID).isEmpty()) {
            return new PixelDecision.Refused(
                    new Refusal(Reason.NO_OBJECT, "no SOP Class UID or no SOP Instance UID"));
        }
        return new PixelCleaner(object, syntax, context, source).decide();
    }

    private DeidentificationPlan planned(
            PixelDecision pixels, List<ConfidentialityOption> pixelOptions) {
        var cleaned = new DataSetCleaner(context, log, object).cleaned(object, Mode.NORMAL);
        var builder = cleaned.toBuilder();
        document(builder);
        identifiers(builder);
        var methods = methods(pixelOptions);
        describe(builder, methods, pixelOptions);
        switch (pixels) {
            case PixelDecision.Blanked _ -> log.add(Tags.PixelData, Action.CLEANED, PIXEL_RULES);
            case PixelDecision.Rewritten(var rewriting, _) -> {
                log.add(Tags.PixelData, Action.CLEANED, PIXEL_RULES);
                if (!rewriting.to().equals(syntax)) {
                    log.add(Tags.TransferSyntaxUID, Action.REPLACED, rewriting.because());
                }
            }
            case PixelDecision.Untouched _, PixelDecision.Refused _ -> {}
        }
        return new DeidentificationPlan(
                builder.build(),
                syntax,
                pixels,
                report(methods.stream().map(Method::code).toList(), List.of()));
    }

    private DeidentificationReport report(List<String> methods, List<Refusal> refusals) {
        var instance = object.uid(Tags.SOPInstanceUID).orElse(context.sopClass());
        boolean isKept = context.has(ConfidentialityOption.RETAIN_UIDS);
        UID named = isKept ? instance : context.keyed().uid(instance.value());
        return new DeidentificationReport(
                context.sopClass(), named, methods, log.changes(), log.unlisted(), refusals);
    }

    /** An empty document of the right media type in place of bytes that are no document. */
    private void document(DataSetBuilder builder) {
        if (!builder.has(Tags.EncapsulatedDocument)) {
            return;
        }
        var mediaType = object.string(Tags.MIMETypeOfEncapsulatedDocument).orElse("");
        var document = Dummies.document(Tags.EncapsulatedDocument, mediaType);
        builder.set(document);
        if (document instanceof ValueElement value && object.has(Tags.EncapsulatedDocumentLength)) {
            builder.set(Tags.EncapsulatedDocumentLength, value.length());
        }
    }

    /** Patient's name and ID are Type 2 everywhere: a pseudonym is there even if they were not. */
    private void identifiers(DataSetBuilder builder) {
        var patient = context.patient();
        add(builder, Tags.PatientName, patient.patientName());
        add(builder, Tags.PatientID, patient.patientID());
    }

    private void add(DataSetBuilder builder, Tag tag, String value) {
        if (!builder.has(tag)) {
            builder.set(tag, value);
            log.add(tag, Action.ADDED, "E.1.1, pseudonym of the patient");
        }
    }

    /** A code of CID 7050. */
    private record Method(String code, String meaning) {}

    private List<Method> methods(List<ConfidentialityOption> pixelOptions) {
        var methods = new ArrayList<Method>();
        methods.add(
                new Method(
                        DeidentificationProfile.BASIC_CODE, DeidentificationProfile.BASIC_MEANING));
        for (var option : context.settings().profile().ordered()) {
            // An object without pixels does not claim that they were cleaned.
            if (!PIXEL_OPTIONS.contains(option) || pixelOptions.contains(option)) {
                methods.add(new Method(option.code(), option.meaning()));
            }
        }
        return methods;
    }

    private void describe(
            DataSetBuilder builder,
            List<Method> methods,
            List<ConfidentialityOption> pixelOptions) {
        var items =
                methods.stream()
                        .map(method ->
                                DataSet.builder()
                                        .set(Tags.CodeValue, method.code)
                                        .set(Tags.CodingSchemeDesignator, "DCM")
                                        .set(Tags.CodeMeaning, method.meaning)
                                        .build())
                        .toList();
        written(builder, text(Tags.PatientIdentityRemoved, VR.CS, "YES"));
        written(
                builder,
                text(
                        Tags.DeidentificationMethod,
                        VR.LO,
                        methods.stream().map(Method::meaning).toArray(String[]::new)));
        written(builder, new SequenceElement(Tags.DeidentificationMethodCodeSequence, items));
        written(builder, text(Tags.LongitudinalTemporalInformationModified, VR.CS, temporal()));
        if (pixelOptions.contains(ConfidentialityOption.CLEAN_PIXEL_DATA)) {
            written(builder, text(Tags.BurnedInAnnotation, VR.CS, "NO"));
        }
        if (pixelOptions.contains(ConfidentialityOption.CLEAN_RECOGNIZABLE_VISUAL_FEATURES)) {
            written(builder, text(Tags.RecognizableVisualFeatures, VR.CS, "NO"));
        }
    }

    private static Element text(Tag tag, VR vr, String... values) {
        return DataSet.builder().set(tag, vr, values).build().element(tag).orElseThrow();
    }

    private String temporal() {
        if (context.has(ConfidentialityOption.RETAIN_FULL_DATES)) {
            return "UNMODIFIED";
        }
        return context.has(ConfidentialityOption.RETAIN_MODIFIED_DATES) ? "MODIFIED" : "REMOVED";
    }

    private void written(DataSetBuilder builder, Element element) {
        var before = object.element(element.tag());
        if (before.isEmpty() || !before.get().equals(element)) {
            log.add(element.tag(), Action.ADDED, BECAUSE);
        }
        builder.set(element);
    }

    /** Blanks pixels that were read into memory, where words are little-endian. */
    private static DataSet blankedInMemory(DataSet dataSet, PixelBlanking blanking) {
        if (!(dataSet.element(Tags.PixelData).orElseThrow() instanceof ValueElement pixels)) {
            return dataSet;
        }
        var bytes = pixels.bytes().toArray();
        var inMemory =
                new PixelBlanking(
                        blanking.layout(), blanking.bands(), blanking.clearsUnusedBits(), false);
        if (bytes.length > 0) {
            inMemory.apply(0, bytes, 0, bytes.length);
        }
        return dataSet.with(ValueElement.of(Tags.PixelData, pixels.vr(), bytes));
    }
}
