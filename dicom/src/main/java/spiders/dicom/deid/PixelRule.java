// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Dictionary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which pixels a device writes text into, or where a face is.
 *
 * @param purpose what is blanked
 * @param conditions what attributes of the object must hold: their text, or one with {@code *} at
 *     its end; letters of either case
 * @param rectangles what is blanked in every frame; none if the images are known to be clean
 * @param outsideRegions whether all is blanked that is in no item of (0018,6011) Sequence of
 *     Ultrasound Regions
 */
public record PixelRule(
        Purpose purpose,
        Map<Tag, String> conditions,
        List<PixelRectangle> rectangles,
        boolean outsideRegions) {

    /** What is in the pixels. */
    public enum Purpose {
        /** Text burned in: Clean Pixel Data Option. */
        ANNOTATION,
        /** A face: Clean Recognizable Visual Features Option. */
        FACE
    }

    private static final String OUTSIDE_REGIONS = "outside-regions";
    private static final String CLEAN = "clean";

    public PixelRule {
        conditions = Map.copyOf(conditions);
        rectangles = List.copyOf(rectangles);
    }

    /**
     * Parses a line: purpose, conditions, rectangles, parted by tabs or by vertical bars.
     *
     * <p>{@code ANNOTATION | Modality=US; Manufacturer=ACME*; Rows=480 | 0,0,640,40; 600,0,40,480};
     * instead of rectangles {@code outside-regions}, or {@code clean} for images known to have
     * nothing to blank.
     *
     * @throws IllegalArgumentException if the line is none such
     */
    public static PixelRule parse(String line) {
        var cells = line.split("[\t|]", -1);
        if (cells.length != 3) {
            throw new IllegalArgumentException("A pixel rule has three parts");
        }
        var conditions = new LinkedHashMap<Tag, String>();
        for (var condition : parts(cells[1])) {
            int equals = condition.indexOf('=');
            var keyword = condition.substring(0, Math.max(0, equals)).strip();
            var tag = Dictionary.tag(keyword);
            if (tag.isEmpty()) {
                throw new IllegalArgumentException("No attribute \"%s\"".formatted(keyword));
            }
            conditions.put(tag.get(), condition.substring(equals + 1).strip());
        }
        var purpose = Purpose.valueOf(cells[0].strip());
        var where = cells[2].strip();
        return switch (where) {
            case OUTSIDE_REGIONS -> new PixelRule(purpose, conditions, List.of(), true);
            case CLEAN -> new PixelRule(purpose, conditions, List.of(), false);
            default ->
                    new PixelRule(
                            purpose,
                            conditions,
                            parts(where).stream().map(PixelRectangle::parse).toList(),
                            false);
        };
    }

    private static List<String> parts(String cell) {
        var parts = new ArrayList<String>();
        for (var part : cell.split(";", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    boolean matches(DataSet dataSet) {
        for (var condition : conditions.entrySet()) {
            var value = dataSet.string(condition.getKey()).orElse("");
            if (!matches(condition.getValue(), value)) {
                return false;
            }
        }
        return !outsideRegions || !PixelRegions.of(dataSet).isEmpty();
    }

    private static boolean matches(String wanted, String value) {
        var plain = value.strip().toLowerCase(Locale.ROOT);
        var pattern = wanted.toLowerCase(Locale.ROOT);
        return pattern.endsWith("*")
                ? plain.startsWith(pattern.substring(0, pattern.length() - 1))
                : plain.equals(pattern);
    }
}
