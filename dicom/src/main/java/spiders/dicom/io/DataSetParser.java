// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses one data set (PS3.5 section 7).
 *
 * <p>It calls itself for each level of items, never deeper than the depth limit.
 */
final class DataSetParser {

    private static final long UNDEFINED = 0xFFFF_FFFFL;
    private static final long NO_END = Long.MAX_VALUE;
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_DELIMITER = 0xFFFEE00D;
    private static final int SEQUENCE_DELIMITER = 0xFFFEE0DD;
    private static final int PIXEL_REPRESENTATION = 0x00280103;
    private static final int PIXEL_DATA = 0x7FE00010;

    private final PagedInput in;
    private final ReadOptions options;
    private final ItemListener items;
    private long elements;
    private long held;

    // The header last read.
    private long start;
    private int code;
    private VR vr = VR.UN;
    private long length;

    DataSetParser(PagedInput in, ReadOptions options) {
        this(in, options, DataSetReader.NO_LISTENER);
    }

    DataSetParser(PagedInput in, ReadOptions options, ItemListener items) {
        this.in = in;
        this.options = options;
        this.items = items;
    }

    /** What holds for a data set, or for an item within one. */
    private record Scope(Encoding encoding, long end, int depth, boolean isSigned) {

        boolean isItem() {
            return depth > 0;
        }
    }

    /** Parses up to the end of the stream, or to where the options say to stop. */
    DataSet dataSet(Encoding declared) throws IOException {
        var encoding = in.has(8) ? declared.orAsFound(in) : declared;
        return dataSet(new Scope(encoding, NO_END, 0, false), SpecificCharacterSet.ASCII);
    }

    /** Parses the elements of group 0002, wherever their group length says they end. */
    DataSet fileMeta() throws IOException {
        var builder = DataSet.builder();
        var scope = new Scope(Encoding.EXPLICIT_LITTLE_ENDIAN, NO_END, 0, false);
        while (in.has(2) && in.shortAt(0, false) == 2) {
            header(scope);
            if ((code & 0xFFFF) != 0) {
                builder.setIfAbsent(element(scope, builder.characterSet()));
            } else {
                in.skip(length);
            }
        }
        return builder.build();
    }

    private DataSet dataSet(Scope scope, SpecificCharacterSet inherited) throws IOException {
        var builder = DataSetBuilder.reading(inherited);
        while (in.position() < scope.end() && (scope.isItem() || in.has(1))) {
            if (!scope.isItem() && isPaddedToTheEnd(scope)) {
                break;
            }
            header(scope);
            if (isEndOf(scope)) {
                break;
            }
            if (isLeftOut()) {
                in.skip(length);
                continue;
            }
            var element = element(scope, builder.characterSet());
            // Of two elements with one tag, which the standard forbids, DCMTK too keeps the first.
            builder.setIfAbsent(element);
            if (code == PIXEL_REPRESENTATION && element instanceof ValueElement value) {
                scope = signed(scope, value);
            }
        }
        if (in.position() > scope.end()) {
            throw failure("An item ends within an element");
        }
        return builder.build();
    }

    private static Scope signed(Scope scope, ValueElement pixelRepresentation) {
        var values = pixelRepresentation.integers();
        boolean isSigned = values.length > 0 && values[0] == 1;
        return new Scope(scope.encoding(), scope.end(), scope.depth(), isSigned);
    }

    /**
     * Whether zeros are all that is left, as in files padded to the blocks of old media; or one
     * zero, where a sender made the length of its last fragment even (PS3.8 section 9.3.1), as ours
     * does for DCMTK. No tag of little endian begins with it.
     */
    private boolean isPaddedToTheEnd(Scope scope) throws IOException {
        if (in.byteAt(0) == 0 && !in.has(2) && !scope.encoding().isBigEndian()) {
            in.advance(1);
            return true;
        }
        if (in.byteAt(0) != 0 || !in.has(8) || (in.intAt(0, false) | in.intAt(4, false)) != 0) {
            return false;
        }
        long from = in.position();
        while (in.has(1)) {
            if (in.byteAt(0) != 0) {
                throw new MalformedDataSetException(from, "Zeros where an element should be");
            }
            in.advance(1);
        }
        return true;
    }

    private boolean isEndOf(Scope scope) throws IOException {
        if (code == ITEM_DELIMITER && scope.isItem() && scope.end() == NO_END) {
            return true;
        }
        if (code == ITEM || code == SEQUENCE_DELIMITER) {
            throw failure("An item or a delimiter where an element should be");
        }
        return !scope.isItem() && Integer.compareUnsigned(code, options.stopBefore().code()) >= 0;
    }

    /**
     * Group lengths, retired and often wrong once a data set has been changed, and delimiters
     * behind items that have a length, which some writers add.
     */
    private boolean isLeftOut() {
        return code == ITEM_DELIMITER || ((code & 0xFFFF) == 0 && code != 0);
    }

    private void header(Scope scope) throws IOException {
        in.require(8);
        start = in.position();
        boolean isBig = scope.encoding().isBigEndian();
        code = (in.shortAt(0, isBig) << 16) | in.shortAt(2, isBig);
        if (++elements > options.elementLimit()) {
            throw failure("More than %d elements".formatted(options.elementLimit()));
        }
        boolean isDelimiter = code >>> 16 == 0xFFFE;
        if (scope.encoding().isExplicit() && !isDelimiter) {
            explicitHeader(scope, isBig);
        } else {
            vr = isDelimiter ? VR.UN : Dictionary.implicitVR(code, scope.isSigned());
            length = Integer.toUnsignedLong(in.intAt(4, isBig));
            in.advance(8);
        }
        if (length != UNDEFINED && length > scope.end() - in.position()) {
            throw failure(
                    "%s claims %d bytes, and its item has %d left"
                            .formatted(new Tag(code), length, scope.end() - in.position()));
        }
    }

    private void explicitHeader(Scope scope, boolean isBig) throws IOException {
        int first = in.byteAt(4);
        int second = in.byteAt(5);
        vr = VR.of(first, second, VR.UN);
        if (!VR.isLetters(first, second)) {
            // Single elements left in Implicit VR, as gateways do that rewrite only what they know;
            // pydicom reads them alike.
            vr = Dictionary.implicitVR(code, scope.isSigned());
            length = Integer.toUnsignedLong(in.intAt(4, isBig));
            in.advance(8);
            return;
        }
        // A VR that the standard does not have yet will have the long form (PS3.5 section 6.2).
        if (!vr.hasLongForm()) {
            length = in.shortAt(6, isBig);
            in.advance(8);
            return;
        }
        in.require(12);
        length = Integer.toUnsignedLong(in.intAt(8, isBig));
        in.advance(12);
    }

    private Element element(Scope scope, SpecificCharacterSet set) throws IOException {
        if (length == UNDEFINED) {
            return undefinedLength(scope, set);
        }
        if (vr == VR.UN) {
            return unknown(scope, set);
        }
        return vr == VR.SQ ? sequence(scope, scope.encoding(), set) : value(scope.encoding(), set);
    }

    private Element undefinedLength(Scope scope, SpecificCharacterSet set) throws IOException {
        return switch (vr) {
            case SQ -> sequence(scope, scope.encoding(), set);
            case OB, OW -> fragments(scope);
            // Implicit VR within, whatever is around it (PS3.5 section 6.2.2).
            case UN ->
                    code == PIXEL_DATA
                            ? fragments(scope)
                            : sequence(scope, Encoding.IMPLICIT_LITTLE_ENDIAN, set);
            default -> throw failure("%s %s has no length".formatted(new Tag(code), vr));
        };
    }

    /**
     * A value whose VR was lost on the way, be it to an archive that did not know the attribute or
     * for its length (PS3.5 section 6.2.2): the dictionary knows more.
     */
    private Element unknown(Scope scope, SpecificCharacterSet set) throws IOException {
        var known = Dictionary.implicitVR(code, scope.isSigned());
        if (known == VR.SQ && length == 0) {
            return new SequenceElement(new Tag(code), List.of());
        }
        if (known == VR.SQ && length >= 8) {
            in.require(4);
            if (in.shortAt(0, false) == ITEM >>> 16) {
                vr = VR.SQ;
                return sequence(scope, Encoding.IMPLICIT_LITTLE_ENDIAN, set);
            }
        }
        vr = known == VR.SQ ? VR.UN : known;
        // Unknown values are little-endian in every transfer syntax.
        return value(Encoding.IMPLICIT_LITTLE_ENDIAN, set);
    }

    /** Pixel data is left however short it is, so that frames are found in the file alone. */
    private boolean isLeft() {
        boolean isPixelData =
                code == Tags.PixelData.code()
                        && length > 0
                        && options.bulkThreshold() != ReadOptions.NEVER_LEFT;
        return vr.isBytes() && (length > options.bulkThreshold() || isPixelData);
    }

    private Element value(Encoding encoding, SpecificCharacterSet set) throws IOException {
        if (isLeft()) {
            long offset = in.position();
            in.skip(length);
            var order = encoding.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            return new BulkDataElement(new Tag(code), vr, offset, length, order);
        }
        int count = hold();
        var array = in.take(count);
        int offset = in.valueOffset();
        if (encoding.isBigEndian()) {
            ByteSwap.swap(array, offset, count, vr.wordSize());
        }
        return ValueElement.wrap(code, vr, array, offset, count, set);
    }

    /** Counts a value that is to be held in memory; returns its length. */
    private int hold() {
        held += length;
        if (held > options.memoryLimit() || length > Integer.MAX_VALUE - 8) {
            throw failure(
                    "%s claims %d bytes, which makes more than the %d that may be held"
                            .formatted(new Tag(code), length, options.memoryLimit()));
        }
        return (int) length;
    }

    private Element sequence(Scope scope, Encoding encoding, SpecificCharacterSet set)
            throws IOException {
        if (scope.depth() == options.depthLimit()) {
            throw failure("Items nest deeper than %d".formatted(options.depthLimit()));
        }
        var tag = new Tag(code);
        long end = length == UNDEFINED ? NO_END : in.position() + length;
        var within = new Scope(encoding, end, scope.depth(), scope.isSigned());
        var items = new ArrayList<DataSet>();
        while (in.position() < end) {
            header(within);
            if (code == SEQUENCE_DELIMITER) {
                if (end == NO_END) {
                    break;
                }
                continue; // A delimiter in spite of a length, as some writers add.
            }
            if (code != ITEM) {
                throw failure("%s where an item should be".formatted(new Tag(code)));
            }
            this.items.item(tag, within.depth(), start);
            items.add(item(within, set));
        }
        if (in.position() > end) {
            throw failure("A sequence ends within an item");
        }
        code = tag.code();
        return new SequenceElement(tag, items);
    }

    private DataSet item(Scope sequence, SpecificCharacterSet set) throws IOException {
        long end = length == UNDEFINED ? NO_END : in.position() + length;
        var encoding = sequence.encoding();
        if (encoding == Encoding.IMPLICIT_LITTLE_ENDIAN && length >= 8 && in.has(8)) {
            encoding = encoding.orExplicitItem(in);
        }
        return dataSet(new Scope(encoding, end, sequence.depth() + 1, sequence.isSigned()), set);
    }

    private Element fragments(Scope scope) throws IOException {
        var tag = new Tag(code);
        var pixelVR = vr == VR.UN ? VR.OB : vr;
        var within = new Scope(scope.encoding(), NO_END, scope.depth(), false);
        var table = Bytes.empty();
        var fragments = new ArrayList<Fragment>();
        boolean isFirst = true;
        while (true) {
            header(within);
            if (code == SEQUENCE_DELIMITER) {
                break;
            }
            if (code != ITEM || length == UNDEFINED) {
                throw failure("%s where a fragment should be".formatted(new Tag(code)));
            }
            if (isFirst) {
                table = heldBytes();
                isFirst = false;
            } else {
                fragments.add(fragment());
            }
        }
        code = tag.code();
        return new EncapsulatedElement(tag, pixelVR, table, fragments);
    }

    private Fragment fragment() throws IOException {
        if (options.bulkThreshold() == ReadOptions.NEVER_LEFT) {
            return new Fragment.Held(heldBytes());
        }
        var left = new Fragment.Left(in.position(), length);
        in.skip(length);
        return left;
    }

    private Bytes heldBytes() throws IOException {
        int count = hold();
        var array = in.take(count);
        return Bytes.wrap(array, in.valueOffset(), count);
    }

    private MalformedDataSetException failure(String message) {
        return new MalformedDataSetException(start, message);
    }
}
