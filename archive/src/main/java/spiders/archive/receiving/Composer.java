// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

import spiders.archive.receiving.BulkParts.Part;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/**
 * Puts values that came in parts back in their places (PS3.18 sections 10.5.1.4 and 10.5.2).
 *
 * <p>Bulk data are little-endian. An Encapsulated Document comes in its own media type. What
 * metadata say of a file or of offsets of fragments was true of another object, and is left out.
 */
final class Composer {

    private static final long MOST_BYTES = 0xFFFF_FFFEL;

    /** Groups of commands and of the file meta information. */
    private static final int LAST_GROUP_OF_NO_DATA_SET = 0x0002;

    private static final Set<Tag> LEFT_OUT =
            Set.of(Tags.ExtendedOffsetTable, Tags.ExtendedOffsetTableLengths);

    private static final List<Tag> PIXELS =
            List.of(Tags.PixelData, Tags.FloatPixelData, Tags.DoubleFloatPixelData);

    private final BulkParts parts;
    private final PixelComposer pixels;

    /**
     * An object whose bulk data are in the scratch file.
     *
     * @param dataSet of which nothing is named by a URI
     */
    record Composed(DataSet dataSet, TransferSyntax syntax) {}

    Composer(BulkParts parts, BulkDataSource scratch) {
        this.parts = parts;
        this.pixels = new PixelComposer(parts, scratch);
    }

    /** Composes an object, or throws {@link UnfitException}. */
    Composed compose(DataSet metadata) throws IOException {
        var builder = DataSet.builder();
        boolean hasText = false;
        for (var element : metadata) {
            var tag = element.tag();
            if (tag.group() > LAST_GROUP_OF_NO_DATA_SET
                    && !LEFT_OUT.contains(tag)
                    && !PIXELS.contains(tag)) {
                builder.set(resolved(element, metadata));
                hasText |= element instanceof ReferencedElement && element.vr().usesCharacterSet();
            }
        }
        if (hasText) { // Text is Unicode in every form that metadata have.
            builder.set(Tags.SpecificCharacterSet, SpecificCharacterSet.UTF_8.terms().getFirst());
        }
        return withPixels(metadata, builder.build());
    }

    private Composed withPixels(DataSet metadata, DataSet without) throws IOException {
        var composed = new Composed(without, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        for (var tag : PIXELS) {
            var element = metadata.element(tag);
            if (element.isPresent()) {
                composed =
                        element.get() instanceof ReferencedElement referenced
                                ? pixels.compose(composed.dataSet(), referenced)
                                : new Composed(
                                        pixels.inline(composed.dataSet(), element.get()),
                                        composed.syntax());
            }
        }
        return composed;
    }

    private Element resolved(Element element, DataSet around) {
        return switch (element) {
            case ReferencedElement referenced -> value(referenced, around);
            case SequenceElement(var tag, var items) when hasReferences(items) ->
                    new SequenceElement(tag, items.stream().map(this::resolved).toList());
            default -> element;
        };
    }

    private static boolean hasReferences(List<DataSet> items) {
        return items.stream()
                .flatMap(item -> item.elements().stream())
                .anyMatch(element ->
                        element instanceof ReferencedElement
                                || (element instanceof SequenceElement(_, var inner)
                                        && hasReferences(inner)));
    }

    private DataSet resolved(DataSet item) {
        var builder = DataSetBuilder.within(item.characterSet());
        item.forEach(element -> builder.set(resolved(element, item)));
        return builder.build();
    }

    private BulkDataElement value(ReferencedElement referenced, DataSet around) {
        var tag = referenced.tag();
        var part = parts.part(referenced.uri());
        if (tag.equals(Tags.EncapsulatedDocument)) {
            requireDocument(part, around);
        } else if (!part.isOctets()) {
            throw new UnfitException(
                    Flaw.CONTRADICTORY,
                    "%s in a media type of its own".formatted(Dictionary.keyword(tag)));
        }
        return element(tag, referenced.vr(), part);
    }

    /** The media type is that of MIME Type of Encapsulated Document, or says nothing. */
    private static void requireDocument(Part part, DataSet metadata) {
        var said = metadata.string(Tags.MIMETypeOfEncapsulatedDocument).orElse("");
        if (said.isEmpty()) {
            throw new UnfitException(Flaw.INCOMPLETE, "A document of no MIME type");
        }
        if (!part.type().equals(BulkParts.OCTETS) && !part.type().equalsIgnoreCase(said)) {
            throw new UnfitException(Flaw.CONTRADICTORY, "A document of another MIME type");
        }
        var length = metadata.longInteger(Tags.EncapsulatedDocumentLength);
        if (length.isPresent() && length.getAsLong() != part.length()) {
            throw new UnfitException(Flaw.CONTRADICTORY, "A document of another length");
        }
    }

    /** A value left in the scratch file. */
    static BulkDataElement element(Tag tag, VR vr, Part part) {
        if (vr == VR.SQ) {
            throw new UnfitException(Flaw.CONTRADICTORY, "Items are no bulk data");
        }
        if (part.length() > MOST_BYTES) {
            throw new UnfitException(Flaw.CONTRADICTORY, "A value of 4 GiB or more");
        }
        return new BulkDataElement(tag, vr, part.offset(), part.length(), ByteOrder.LITTLE_ENDIAN);
    }
}
