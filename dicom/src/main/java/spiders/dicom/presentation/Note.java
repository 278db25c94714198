// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.List;

/** A text object (PS3.3 section C.10.5.1.1). Prints itself without its text. */
record Note(List<String> lines, Place place) {

    /** What an unformatted text value may have (PS3.5 section 6.2, VR ST). */
    private static final int MOST_CHARACTERS = 1024;

    private static final int MOST_LINES = 64;

    /** Where a text is. */
    sealed interface Place {

        record InBox(Box box) implements Place {}

        record AtAnchor(Anchor anchor) implements Place {}

        record OfAnchor(Box box, Anchor anchor) implements Place {}
    }

    /** Two opposite corners, and to which side the text is moved. */
    record Box(Units units, Point corner, Point opposite, Justification justification) {}

    /** What a text is about; whether a line leads there. */
    record Anchor(Units units, Point point, boolean isVisible) {}

    enum Justification {
        LEFT,
        CENTER,
        RIGHT
    }

    Note {
        lines = List.copyOf(lines);
        if (lines.size() > MOST_LINES) {
            throw new InvalidPresentationException("A text of too many lines");
        }
    }

    static Note of(DataSet item) {
        var text = item.string(Tags.UnformattedTextValue).orElse("");
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidPresentationException("A text of too many characters");
        }
        return new Note(List.of(text.stripTrailing().split("\r\n|\r|\n", -1)), place(item));
    }

    private static Place place(DataSet item) {
        boolean hasBox = item.has(Tags.BoundingBoxTopLeftHandCorner);
        boolean hasAnchor = item.has(Tags.AnchorPoint);
        if (hasBox && hasAnchor) {
            return new Place.OfAnchor(box(item), anchor(item));
        }
        if (!hasBox && !hasAnchor) {
            throw new InvalidPresentationException("A text without a place");
        }
        return hasBox ? new Place.InBox(box(item)) : new Place.AtAnchor(anchor(item));
    }

    private static Box box(DataSet item) {
        return new Box(
                Units.of(item, Tags.BoundingBoxAnnotationUnits),
                point(item, Tags.BoundingBoxTopLeftHandCorner),
                point(item, Tags.BoundingBoxBottomRightHandCorner),
                switch (item.string(Tags.BoundingBoxTextHorizontalJustification).orElse("")) {
                    case "RIGHT" -> Justification.RIGHT;
                    case "CENTER" -> Justification.CENTER;
                    default -> Justification.LEFT;
                });
    }

    private static Anchor anchor(DataSet item) {
        return new Anchor(
                Units.of(item, Tags.AnchorPointAnnotationUnits),
                point(item, Tags.AnchorPoint),
                item.string(Tags.AnchorPointVisibility).orElse("N").equals("Y"));
    }

    private static Point point(DataSet item, Tag tag) {
        var points = Figure.points(item.reals(tag));
        if (points.size() != 1) {
            throw new InvalidPresentationException("A text without a place");
        }
        return points.getFirst();
    }

    @Override
    public String toString() {
        return "note of %d lines".formatted(lines.size());
    }
}
