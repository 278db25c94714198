// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

import java.util.List;

/** Holds what is counted against the attribute that says how many there are. */
final class CountCheck {

    /** The number of items of a sequence, said beside it. */
    private record Counted(Tag count, Tag sequence, String section) {}

    /** How many values a count means. */
    private record Valued(Tag count, Tag values, int each, String section) {}

    private static final List<Counted> ITEMS =
            List.of(
                    new Counted(
                            Tags.NumberOfControlPoints,
                            Tags.ControlPointSequence,
                            "PS3.3 C.8.8.14 RTBeams"),
                    new Counted(
                            Tags.NumberOfControlPoints,
                            Tags.IonControlPointSequence,
                            "PS3.3 C.8.8.25 RTIonBeams"),
                    new Counted(
                            Tags.NumberOfBeams,
                            Tags.ReferencedBeamSequence,
                            "PS3.3 C.8.8.13 RTFractionScheme"),
                    new Counted(
                            Tags.NumberOfBrachyApplicationSetups,
                            Tags.ReferencedBrachyApplicationSetupSequence,
                            "PS3.3 C.8.8.13 RTFractionScheme"),
                    new Counted(Tags.NumberOfWedges, Tags.WedgeSequence, "PS3.3 C.8.8.14 RTBeams"),
                    new Counted(Tags.NumberOfBlocks, Tags.BlockSequence, "PS3.3 C.8.8.14 RTBeams"),
                    new Counted(
                            Tags.NumberOfWaveformChannels,
                            Tags.ChannelDefinitionSequence,
                            "PS3.3 C.10.9 Waveform"));

    private static final List<Valued> VALUES =
            List.of(
                    new Valued(
                            Tags.NumberOfContourPoints,
                            Tags.ContourData,
                            3,
                            "PS3.3 C.8.8.6 ROIContour"),
                    new Valued(
                            Tags.NumberOfGraphicPoints,
                            Tags.GraphicData,
                            2,
                            "PS3.3 C.10.5 GraphicAnnotation"));

    private static final List<Tag> OF_EACH_FRAME =
            List.of(Tags.FrameTimeVector, Tags.GridFrameOffsetVector);

    private CountCheck() {}

    static void checkItem(Place place, DataSet item, Findings findings) {
        for (var rule : ITEMS) {
            var count = item.integer(rule.count());
            int items = item.items(rule.sequence()).size();
            if (count.isPresent() && item.has(rule.sequence()) && count.getAsInt() != items) {
                findings.error(
                        Rule.COUNT,
                        place.path(rule.count()),
                        "is %d, and there are %d items".formatted(count.getAsInt(), items),
                        rule.section());
            }
        }
        for (var rule : VALUES) {
            var count = item.integer(rule.count());
            int values = values(item, rule.values());
            if (count.isPresent()
                    && item.has(rule.values())
                    && (long) count.getAsInt() * rule.each() != values) {
                findings.error(
                        Rule.COUNT,
                        place.path(rule.count()),
                        "is %d, and there are %d values".formatted(count.getAsInt(), values),
                        rule.section());
            }
        }
        referencedFrames(place, item, findings);
    }

    private static void referencedFrames(Place place, DataSet item, Findings findings) {
        for (long frame : item.longIntegers(Tags.ReferencedFrameNumber)) {
            if (frame < 1) {
                findings.error(
                        Rule.COUNT,
                        place.path(Tags.ReferencedFrameNumber),
                        "numbers frames from 1",
                        "PS3.3 10.3");
            }
        }
    }

    private static int values(DataSet item, Tag tag) {
        return item.element(tag)
                .filter(ValueElement.class::isInstance)
                .map(ValueElement.class::cast)
                .map(CountCheck::values)
                .orElse(0);
    }

    private static int values(ValueElement value) {
        if (value.isEmpty()) {
            return 0;
        }
        return value.vr().isBinaryNumber()
                ? value.length() / value.vr().numberSize()
                : value.strings().size();
    }

    static void checkFrames(DataSet image, Findings findings) {
        var number = image.integer(Tags.NumberOfFrames);
        if (number.isEmpty()) {
            return;
        }
        int frames = number.getAsInt();
        if (frames < 1) {
            tell(findings, Tags.NumberOfFrames, "is not 1 or more", "PS3.3 C.7.6.6 MultiFrame");
        }
        int groups = image.items(Tags.PerFrameFunctionalGroupsSequence).size();
        if (groups != 0 && groups != frames) {
            tell(
                    findings,
                    Tags.PerFrameFunctionalGroupsSequence,
                    "has %d items for %d frames".formatted(groups, frames),
                    "PS3.3 C.7.6.16 MultiFrameFunctionalGroupsCommon");
        }
        for (var tag : OF_EACH_FRAME) {
            int values = values(image, tag);
            if (values != 0 && values != frames) {
                tell(
                        findings,
                        tag,
                        "has %d values for %d frames".formatted(values, frames),
                        "PS3.3 C.7.6.5 Cine");
            }
        }
        pointer(image, frames, findings);
    }

    /** What orders the frames is there (PS3.3 C.7.6.6.1.1). */
    private static void pointer(DataSet image, int frames, Findings findings) {
        if (frames < 2) {
            return;
        }
        for (long code : image.longIntegers(Tags.FrameIncrementPointer)) {
            if (!image.has(new Tag((int) code))) {
                tell(
                        findings,
                        Tags.FrameIncrementPointer,
                        "points to an attribute that is absent",
                        "PS3.3 C.7.6.6 MultiFrame");
            }
        }
    }

    private static void tell(Findings findings, Tag tag, String text, String section) {
        findings.error(Rule.COUNT, AttributePath.of(tag), text, section);
    }
}
