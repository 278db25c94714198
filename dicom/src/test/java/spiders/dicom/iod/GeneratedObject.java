// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The least object of a SOP Class: what the validator misses is added until nothing is missing. */
final class GeneratedObject {

    private static final int ROUNDS = 14;
    private static final int SIDE = 4;

    /** Of each pair that excludes each other, the one that is not made. */
    private static final Set<Tag> AVOIDED =
            Set.of(
                    Tags.LongCodeValue,
                    Tags.URNCodeValue,
                    Tags.UniversalEntityID,
                    Tags.InstitutionCodeSequence,
                    Tags.ModalityLUTSequence,
                    Tags.VOILUTSequence,
                    Tags.PresentationLUTSequence);

    private static final Map<Tag, String> TEXTS =
            Map.of(
                    Tags.ImageType, "ORIGINAL\\PRIMARY",
                    Tags.PixelSpacing, "1\\1",
                    Tags.ImageOrientationPatient, "1\\0\\0\\0\\1\\0",
                    Tags.CodeValue, "113000",
                    Tags.CodingSchemeDesignator, "DCM",
                    Tags.CodeMeaning, "Of Interest",
                    Tags.PatientName, "DEMO^ONE");

    private final IOD iod;
    private DataSet object;
    private int uids;

    private GeneratedObject(IOD iod) {
        this.iod = iod;
        this.object =
                DataSet.builder()
                        .set(Tags.SOPClassUID, iod.sopClass())
                        .set(Tags.SOPInstanceUID, uid())
                        .build();
    }

    static DataSet of(UID sopClass) {
        var generated = new GeneratedObject(IOD.of(sopClass).orElseThrow());
        generated.complete();
        return generated.object;
    }

    /** The same with attributes that need not be there, chosen by chance, and what they bring. */
    static DataSet rich(UID sopClass, int extras, Random random) {
        var generated = new GeneratedObject(IOD.of(sopClass).orElseThrow());
        generated.complete();
        var rules = new ArrayList<>(generated.iod.definition().attributes());
        rules.removeIf(rule -> !generated.isExtra(rule));
        Collections.shuffle(rules, random);
        for (var rule : rules.subList(0, Math.min(extras, rules.size()))) {
            var path = AttributePath.of(rule.tag());
            generated.object = Edit.set(generated.object, path, generated.element(path));
        }
        generated.complete();
        return generated.object;
    }

    private boolean isExtra(AttributeRule rule) {
        return !object.has(rule.tag())
                && !AVOIDED.contains(rule.tag())
                && rule.tag().group() < 0x5000
                && !Dictionary.isRetired(rule.tag())
                && rule.type() == AttributeType.TYPE_3;
    }

    private UID uid() {
        return new UID("1.2.826.0.1.3680043.8.498." + ++uids);
    }

    private void complete() {
        for (int round = 0; round < ROUNDS; round++) {
            var missing =
                    Validator.standard().validate(object).stream()
                            .filter(finding -> finding.severity() == Severity.ERROR)
                            .filter(finding -> !AVOIDED.contains(finding.path().tag()))
                            .toList();
            if (missing.isEmpty()) {
                return;
            }
            missing.forEach(this::mend);
        }
    }

    private void mend(Finding finding) {
        var path = finding.path();
        switch (finding.rule()) {
            case MISSING, EMPTY, VALUE -> object = Edit.set(object, path, element(path));
            case NOT_ALLOWED -> object = Edit.remove(object, path);
            case PIXELS -> describePixels();
            case ITEMS -> addItem(path);
            default -> {}
        }
    }

    private void addItem(AttributePath path) {
        var items = new ArrayList<>(((SequenceElement) object.element(path).orElseThrow()).items());
        items.add(DataSet.empty());
        object = Edit.set(object, path, new SequenceElement(path.tag(), items));
    }

    private void describePixels() {
        boolean isColour = object.integer(Tags.SamplesPerPixel).orElse(1) == 3 && mayBe("RGB");
        int samples = isColour ? 3 : 1;
        int bits = object.integer(Tags.BitsAllocated).orElse(16);
        int frames = object.integer(Tags.NumberOfFrames).orElse(1);
        var data = new byte[(SIDE * SIDE * samples * bits * frames + 15) / 16 * 2];
        var builder =
                object.toBuilder()
                        .set(Tags.Rows, SIDE)
                        .set(Tags.Columns, SIDE)
                        .set(Tags.BitsStored, bits)
                        .set(Tags.HighBit, bits - 1)
                        .set(Tags.PixelData, bits > 8 ? VR.OW : VR.OB, data);
        if (object.has(Tags.SamplesPerPixel)) {
            builder.set(Tags.SamplesPerPixel, samples);
        }
        if (isColour) {
            builder.set(Tags.PhotometricInterpretation, "RGB");
        }
        object = builder.build();
    }

    private boolean mayBe(String photometric) {
        return iod.attribute(AttributePath.of(Tags.PhotometricInterpretation))
                .map(AttributeRule::enumeratedValues)
                .filter(values -> !values.isEmpty() && !values.contains(photometric))
                .isEmpty();
    }

    private Element element(AttributePath path) {
        var tag = path.tag();
        var vr = Dictionary.vr(tag);
        if (vr == VR.SQ) {
            return new SequenceElement(tag, List.of(DataSet.empty()));
        }
        if (tag.equals(Tags.PixelData)) {
            describePixels();
            return object.element(Tags.PixelData).orElseThrow();
        }
        if (vr == VR.UI && !tag.equals(Tags.ReferencedSOPClassUID)) {
            return text(tag, vr, uid().value());
        }
        var rule = iod.attribute(path).orElseThrow();
        var listed = rule.values().isEmpty() ? "" : listed(rule, count(tag));
        if (vr.isText()) {
            return text(tag, vr, listed.isEmpty() ? TEXTS.getOrDefault(tag, plain(tag)) : listed);
        }
        return ValueElement.of(tag, vr, binary(vr, listed, count(tag)));
    }

    private static Element text(Tag tag, VR vr, String text) {
        return ValueElement.text(tag, vr, text, SpecificCharacterSet.ASCII);
    }

    private static int count(Tag tag) {
        return Dictionary.multiplicity(tag).least();
    }

    /** The first listed value of each position; of no list, a plain one. */
    private static String listed(AttributeRule rule, int count) {
        int needed =
                Math.max(
                        count,
                        rule.values().stream().mapToInt(AllowedValues::position).max().orElse(0));
        var values = new ArrayList<String>();
        for (int i = 1; i <= needed; i++) {
            int position = i;
            values.add(
                    rule.values().stream()
                            .filter(allowed -> allowed.concerns(position))
                            .map(allowed -> allowed.values().getFirst())
                            .findFirst()
                            .orElse("PRIMARY"));
        }
        return String.join("\\", values);
    }

    private static String plain(Tag tag) {
        var one =
                switch (Dictionary.vr(tag)) {
                    case AE, CS, SH, LO, LT, ST, UT, UC -> "A";
                    case AS -> "050Y";
                    case DA -> "20260102";
                    case TM -> "101500";
                    case DT -> "20260102101500";
                    case DS, IS -> "1";
                    case PN -> "DEMO^ONE";
                    case UI -> "1.2.840.10008.5.1.4.1.1.2";
                    case UR -> "http://example.org/";
                    default -> "";
                };
        return String.join("\\", Collections.nCopies(count(tag), one));
    }

    private static byte[] binary(VR vr, String listed, int count) {
        if (!vr.isBinaryNumber()) {
            return new byte[8];
        }
        long number = listed.isEmpty() ? 1 : Long.parseLong(listed.split("\\\\", -1)[0]);
        var out = ByteBuffer.allocate(vr.numberSize() * count).order(ByteOrder.LITTLE_ENDIAN);
        while (out.hasRemaining()) {
            switch (vr) {
                case US, SS -> out.putShort((short) number);
                case UL, SL -> out.putInt((int) number);
                case FL -> out.putFloat((float) number);
                case FD -> out.putDouble((double) number);
                case AT -> out.put(new byte[] {0x10, 0, 0x20, 0});
                default -> out.putLong(number);
            }
        }
        return out.array();
    }
}
