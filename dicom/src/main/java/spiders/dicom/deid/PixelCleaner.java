// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.deid.PixelRule.Purpose;
import spiders.dicom.deid.Refusal.Reason;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.InvalidImageException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what becomes of the pixels of one object (PS3.15 sections E.3.1 and E.3.2). */
final class PixelCleaner {

    private final DataSet dataSet;
    private final TransferSyntax syntax;
    private final ObjectContext context;
    private final RiskPolicy risk;
    private final BulkDataSource source;

    /**
     * @param source gives a palette that was left in the object's file
     */
    PixelCleaner(
            DataSet dataSet, TransferSyntax syntax, ObjectContext context, BulkDataSource source) {
        this.dataSet = dataSet;
        this.syntax = syntax;
        this.context = context;
        this.risk = context.settings().risk();
        this.source = source;
    }

    PixelDecision decide() throws IOException {
        if (RiskClasses.isDocument(context.sopClass()) && !risk.replacesDocuments()) {
            return refused(Reason.DOCUMENT, "an encapsulated document");
        }
        if (RiskClasses.isSound(context.sopClass())
                && !risk.acceptedClasses().contains(context.sopClass())) {
            return refused(Reason.SOUND, "a recording of sound");
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

    private PixelDecision blanked(List<PixelRule> rules, List<ConfidentialityOption> applied)
            throws IOException {
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
        if (dataSet.element(Tags.PixelData).orElseThrow() instanceof ReferencedElement) {
            return refused(Reason.PIXELS_NOT_CLEANABLE, "pixels are elsewhere");
        }
        if (!FrameRewriting.canDecode(syntax)) {
            return refused(Reason.PIXELS_NOT_CLEANABLE, undecodable());
        }
        try {
            return blanked(ImagePixel.of(dataSet), rules, applied, clears);
        } catch (InvalidImageException e) {
            return refused(
                    Reason.PIXELS_NOT_CLEANABLE, "what describes the pixels describes no image");
        }
    }

    private String undecodable() {
        if (RiskClasses.isVideo(syntax)) {
            return "pixels are a video (%s), whose frames are not decoded".formatted(syntax.name());
        }
        return syntax.isKnown()
                ? "pixels are to be changed, and there is no decoder of " + syntax.name()
                : "pixels are to be changed, and their transfer syntax is not known";
    }

    private PixelDecision blanked(
            ImagePixel image,
            List<PixelRule> rules,
            List<ConfidentialityOption> applied,
            boolean clears)
            throws IOException {
        var black = BlackPixel.of(dataSet, image, source);
        var bands = bands(rules, image);
        boolean isSwapped = syntax.isBigEndian() && image.depth().cellBytes() == 1;
        var layout =
                syntax.isEncapsulated() || isSwapped
                        ? Optional.<ImageLayout>empty()
                        : ImageLayout.of(image, black);
        if (layout.isEmpty()) {
            var target = FrameRewriting.target(syntax, image, dataSet);
            var blanking = new FrameBlanking(bands, clears, black);
            return new PixelDecision.Rewritten(
                    new FrameRewriting(blanking, syntax, target), applied);
        }
        var cleared = clears ? layout.get().withoutUnusedBits() : layout.get();
        return new PixelDecision.Blanked(
                new PixelBlanking(cleared, bands, clears, syntax.isBigEndian()), applied);
    }

    private List<PixelBands> bands(List<PixelRule> rules, ImagePixel image) {
        var bands = new ArrayList<PixelBands>();
        for (var rule : rules) {
            if (!rule.rectangles().isEmpty()) {
                bands.add(PixelBands.inside(rule.rectangles(), image.rows(), image.columns()));
            }
            if (rule.outsideRegions()) {
                var regions = PixelRegions.of(dataSet);
                bands.add(PixelBands.outside(regions, image.rows(), image.columns()));
            }
        }
        return bands;
    }

    private static PixelDecision refused(Reason reason, String detail) {
        return new PixelDecision.Refused(new Refusal(reason, detail));
    }
}
