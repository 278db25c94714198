// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.deid.PixelRule.Purpose;
import spiders.dicom.deid.Refusal.Reason;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/** Decides what becomes of the pixels of one object (PS3.15 sections E.3.1 and E.3.2). */
final class PixelCleaner {

    private final DataSet dataSet;
    private final TransferSyntax syntax;
    private final ObjectContext context;
    private final RiskPolicy risk;

    PixelCleaner(DataSet dataSet, TransferSyntax syntax, ObjectContext context) {
        this.dataSet = dataSet;
        this.syntax = syntax;
        this.context = context;
        this.risk = context.settings().risk();
    }

    PixelDecision decide() {
        if (RiskClasses.isDocument(context.sopClass()) && !risk.replacesDocuments()) {
            return refused(Reason.DOCUMENT, "an encapsulated document");
        }
        if (!hasPixels()) {
            return new PixelDecision.Untouched(List.of());
        }
        var applied = new ArrayList<ConfidentialityOption>();
        var rules = new ArrayList<PixelRule>();
        var matching = matching(Purpose.ANNOTATION, ConfidentialityOption.CLEAN_PIXEL_DATA);
        if (matching.isEmpty()) {
            var refusal = annotation();
            if (refusal instanceof PixelDecision.Refused) {
                return refusal;
            }
        }
        rules.addAll(matching);
        if (context.has(ConfidentialityOption.CLEAN_PIXEL_DATA)) {
            applied.add(ConfidentialityOption.CLEAN_PIXEL_DATA);
        }
        if (context.has(ConfidentialityOption.CLEAN_RECOGNIZABLE_VISUAL_FEATURES)) {
            var faces =
                    matching(
                            Purpose.FACE, ConfidentialityOption.CLEAN_RECOGNIZABLE_VISUAL_FEATURES);
            if (faces.isEmpty() && mayShowFace()) {
                return refused(
                        Reason.VISUAL_FEATURES, "a face may be seen, and no rule says where it is");
            }
            rules.addAll(faces);
            applied.add(ConfidentialityOption.CLEAN_RECOGNIZABLE_VISUAL_FEATURES);
        }
        return blanked(rules, applied);
    }

    private boolean hasPixels() {
        return dataSet.has(Tags.PixelData)
                || dataSet.has(Tags.FloatPixelData)
                || dataSet.has(Tags.DoubleFloatPixelData);
    }

    private List<PixelRule> matching(Purpose purpose, ConfidentialityOption option) {
        return context.has(option)
                ? context.settings().pixelRules().matching(dataSet, purpose)
                : List.of();
    }

    /** Whether the pixels may pass though no rule speaks of them. */
    private PixelDecision annotation() {
        var declared = dataSet.string(Tags.BurnedInAnnotation).orElse("");
        if (declared.equals("YES")) {
            return refused(Reason.BURNED_IN, "Burned In Annotation is YES, and no rule cleans it");
        }
        UID sopClass = context.sopClass();
        boolean isTrusted = risk.trustsDeclaration() && declared.equals("NO");
        if (!isTrusted
                && RiskClasses.mayBeAnnotated(dataSet, sopClass, syntax)
                && !risk.acceptedClasses().contains(sopClass)) {
            return refused(
                    Reason.RISKY_PIXELS,
                    "%s: text may be burned in, and no rule cleans it".formatted(sopClass));
        }
        return new PixelDecision.Untouched(List.of());
    }

    private boolean mayShowFace() {
        boolean isTrusted =
                risk.trustsDeclaration()
                        && dataSet.string(Tags.RecognizableVisualFeatures)
                                .filter("NO"::equals)
                                .isPresent();
        return !isTrusted && RiskClasses.mayShowFace(dataSet, context.sopClass());
    }

    private PixelDecision blanked(List<PixelRule> rules, List<ConfidentialityOption> applied) {
        boolean clears = OverlayPlanes.areInPixels(dataSet);
        boolean blanks =
                rules.stream()
                        .anyMatch(rule -> rule.outsideRegions() || !rule.rectangles().isEmpty());
        if (!clears && !blanks) {
            return new PixelDecision.Untouched(applied);
        }
        if (!dataSet.has(Tags.PixelData)) {
            return refused(Reason.PIXELS_NOT_CLEANABLE, "pixels of floating point");
        }
        if (dataSet.element(Tags.PixelData).orElseThrow() instanceof EncapsulatedElement) {
            return refused(
                    Reason.PIXELS_NOT_CLEANABLE,
                    "pixels compressed as %s are to be changed".formatted(syntax.uid()));
        }
        var layout = ImageLayout.of(dataSet);
        if (layout.isEmpty() || (syntax.isBigEndian() && layout.get().bytes() == 1)) {
            return refused(
                    Reason.PIXELS_NOT_CLEANABLE,
                    "samples are no whole bytes or words, or share their colour");
        }
        return new PixelDecision.Blanked(
                new PixelBlanking(
                        layout.get(), bands(rules, layout.get()), clears, syntax.isBigEndian()),
                applied);
    }

    private List<PixelBands> bands(List<PixelRule> rules, ImageLayout layout) {
        var bands = new ArrayList<PixelBands>();
        for (var rule : rules) {
            if (!rule.rectangles().isEmpty()) {
                bands.add(PixelBands.inside(rule.rectangles(), layout.rows(), layout.columns()));
            }
            if (rule.outsideRegions()) {
                var regions = PixelRegions.of(dataSet);
                bands.add(PixelBands.outside(regions, layout.rows(), layout.columns()));
            }
        }
        return bands;
    }

    private static PixelDecision refused(Reason reason, String detail) {
        return new PixelDecision.Refused(new Refusal(reason, detail));
    }
}
