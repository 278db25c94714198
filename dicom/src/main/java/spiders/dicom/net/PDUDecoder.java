// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.UID;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of every PDU but P-DATA-TF; whatever is wrong in it is a {@link
 * MalformedPDUException}.
 */
final class PDUDecoder {

    private static final int AE_TITLE_LENGTH = 16;
    private static final int RESERVED = 32;
    private static final int MAX_CONTEXTS = 128;
    private static final int MAX_TRANSFER_SYNTAXES = 256;

    private final ByteBuffer in;

    private PDUDecoder(ByteBuffer in) {
        this.in = in;
    }

    /** Decodes the body that followed a header of this type; the header's length gave its size. */
    static PDU decode(int type, byte[] body) {
        var decoder = new PDUDecoder(ByteBuffer.wrap(body));
        try {
            return switch (type) {
                case PDU.ASSOCIATE_RQ -> decoder.associateRQ();
                case PDU.ASSOCIATE_AC -> decoder.associateAC();
                case PDU.ASSOCIATE_RJ -> decoder.associateRJ();
                case PDU.RELEASE_RQ -> decoder.reserved(new PDU.ReleaseRQ());
                case PDU.RELEASE_RP -> decoder.reserved(new PDU.ReleaseRP());
                case PDU.ABORT -> decoder.abort();
                default -> throw new IllegalArgumentException("PDU type " + type);
            };
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw invalid("PDU of type %d is cut short".formatted(type), e);
        } catch (IllegalArgumentException e) {
            throw invalid("PDU of type %d: %s".formatted(type, e.getMessage()), e);
        }
    }

    private static MalformedPDUException invalid(String message, Throwable cause) {
        return new MalformedPDUException(PDU.Abort.INVALID_PARAMETER, message, cause);
    }

    private PDU.AssociateRQ associateRQ() {
        int version = unsignedShort();
        in.getShort();
        var called = text(AE_TITLE_LENGTH);
        var calling = text(AE_TITLE_LENGTH);
        skip(RESERVED);
        var applicationContext = "";
        var contexts = new ArrayList<PDU.ContextItem>();
        var user = new PDU.UserInformation(0, "", "", List.of());
        while (in.hasRemaining()) {
            int type = unsignedByte();
            var item = item();
            switch (type) {
                case 0x10 -> applicationContext = item.text();
                case 0x20 -> contexts.add(item.contextItem());
                case 0x50 -> user = item.user();
                default -> {} // Unknown items are ignored (PS3.8 section 9.3.1).
            }
            refuse(contexts.size() > MAX_CONTEXTS, "more than 128 presentation contexts");
        }
        refuse(contexts.isEmpty(), "no presentation context");
        refuse(hasDuplicates(contexts), "a presentation context identifier twice");
        return new PDU.AssociateRQ(version, called, calling, applicationContext, contexts, user);
    }

    private static boolean hasDuplicates(List<PDU.ContextItem> contexts) {
        return contexts.stream().mapToInt(PDU.ContextItem::id).distinct().count() < contexts.size();
    }

    private PDU.AssociateAC associateAC() {
        in.getInt();
        var called = text(AE_TITLE_LENGTH);
        var calling = text(AE_TITLE_LENGTH);
        skip(RESERVED);
        var contexts = new ArrayList<PDU.ContextResult>();
        var user = new PDU.UserInformation(0, "", "", List.of());
        while (in.hasRemaining()) {
            int type = unsignedByte();
            var item = item();
            switch (type) {
                case 0x21 -> contexts.add(item.contextResult());
                case 0x50 -> user = item.user();
                default -> {} // Unknown items are ignored (PS3.8 section 9.3.1).
            }
            refuse(contexts.size() > MAX_CONTEXTS, "more than 128 presentation contexts");
        }
        return new PDU.AssociateAC(called, calling, contexts, user);
    }

    private PDU reserved(PDU pdu) {
        skip(Integer.BYTES);
        return pdu;
    }

    private PDU.AssociateRJ associateRJ() {
        skip(1);
        return new PDU.AssociateRJ(unsignedByte(), unsignedByte(), unsignedByte());
    }

    private PDU.Abort abort() {
        skip(2);
        return new PDU.Abort(unsignedByte(), unsignedByte());
    }

    private PDU.ContextItem contextItem() {
        int id = contextID();
        skip(3);
        var abstractSyntaxes = new ArrayList<UID>();
        var transferSyntaxes = new ArrayList<UID>();
        while (in.hasRemaining()) {
            int type = unsignedByte();
            var item = item();
            switch (type) {
                case 0x30 -> abstractSyntaxes.add(item.uid());
                case 0x40 -> transferSyntaxes.add(item.uid());
                default -> {}
            }
            refuse(transferSyntaxes.size() > MAX_TRANSFER_SYNTAXES, "too many transfer syntaxes");
        }
        refuse(abstractSyntaxes.size() != 1, "a context without its one abstract syntax");
        refuse(transferSyntaxes.isEmpty(), "a context without transfer syntax");
        return new PDU.ContextItem(id, abstractSyntaxes.getFirst(), transferSyntaxes);
    }

    private PDU.ContextResult contextResult() {
        int id = contextID();
        skip(1);
        int result = unsignedByte();
        skip(1);
        var transferSyntax = "";
        while (in.hasRemaining()) {
            int type = unsignedByte();
            var item = item();
            if (type == 0x40) {
                transferSyntax = item.text();
            }
        }
        return new PDU.ContextResult(id, result, transferSyntax);
    }

    private PDU.UserInformation user() {
        return new UserInformationDecoder(this).decode();
    }

    /** The content of an item whose type was just read. */
    PDUDecoder item() {
        in.get();
        int length = unsignedShort();
        refuse(length > in.remaining(), "an item longer than what holds it");
        var content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return new PDUDecoder(content);
    }

    boolean hasRemaining() {
        return in.hasRemaining();
    }

    long unsignedInt() {
        return Integer.toUnsignedLong(in.getInt());
    }

    /** The next bytes as they are. */
    Bytes bytes(int length) {
        refuse(length > in.remaining(), "a value longer than what holds it");
        var bytes = new byte[length];
        in.get(bytes);
        return Bytes.wrap(bytes, 0, length);
    }

    /** All that is left. */
    Bytes bytes() {
        return bytes(in.remaining());
    }

    private int contextID() {
        int id = unsignedByte();
        refuse(id % 2 == 0, "presentation context identifier " + id);
        return id;
    }

    UID uid() {
        return new UID(text());
    }

    String text() {
        return text(in.remaining());
    }

    /** Without the padding that some peers add to UIDs, of spaces or of zero bytes. */
    String text(int length) {
        refuse(length > in.remaining(), "a text longer than what holds it");
        var bytes = new byte[length];
        in.get(bytes);
        return Padding.removed(bytes);
    }

    int unsignedByte() {
        return Byte.toUnsignedInt(in.get());
    }

    int unsignedShort() {
        return Short.toUnsignedInt(in.getShort());
    }

    private void skip(int bytes) {
        refuse(bytes > in.remaining(), "cut short");
        in.position(in.position() + bytes);
    }

    static void refuse(boolean condition, String what) {
        if (condition) {
            throw new IllegalArgumentException(what);
        }
    }
}
