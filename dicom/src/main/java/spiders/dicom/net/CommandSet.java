// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.UID;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A command set: the elements of group 0000, in Implicit VR Little Endian (PS3.7 section 6.3).
 *
 * <p>Kept as bytes: a handful of short elements whose VRs this class knows.
 */
final class CommandSet {

    static final int AFFECTED_SOP_CLASS_UID = 0x0002;
    static final int REQUESTED_SOP_CLASS_UID = 0x0003;
    static final int COMMAND_FIELD = 0x0100;
    static final int MESSAGE_ID = 0x0110;
    static final int MESSAGE_ID_BEING_RESPONDED_TO = 0x0120;
    static final int MOVE_DESTINATION = 0x0600;
    static final int PRIORITY = 0x0700;
    static final int COMMAND_DATA_SET_TYPE = 0x0800;
    static final int STATUS = 0x0900;
    static final int ERROR_COMMENT = 0x0902;
    static final int AFFECTED_SOP_INSTANCE_UID = 0x1000;
    static final int REQUESTED_SOP_INSTANCE_UID = 0x1001;
    static final int EVENT_TYPE_ID = 0x1002;
    static final int ATTRIBUTE_IDENTIFIER_LIST = 0x1005;
    static final int ACTION_TYPE_ID = 0x1008;
    static final int REMAINING = 0x1020;
    static final int COMPLETED = 0x1021;
    static final int FAILED = 0x1022;
    static final int WARNING = 0x1023;
    static final int MOVE_ORIGINATOR_AE_TITLE = 0x1030;
    static final int MOVE_ORIGINATOR_MESSAGE_ID = 0x1031;

    static final int NO_DATA_SET = 0x0101;
    static final int DATA_SET = 0x0001;

    private static final int GROUP_LENGTH = 0x0000;
    private static final int HEADER_LENGTH = 8;
    private static final int ERROR_COMMENT_LENGTH = 64;

    private final Map<Integer, byte[]> values = new TreeMap<>();

    CommandSet() {}

    CommandSet(CommandField field) {
        set(COMMAND_FIELD, field.code());
        set(COMMAND_DATA_SET_TYPE, NO_DATA_SET);
    }

    /** The response to a request, naming the request's message and SOP class. */
    static CommandSet response(CommandSet request, Status status) {
        var response = new CommandSet();
        response.set(COMMAND_FIELD, request.commandCode() | CommandField.RESPONSE);
        response.set(COMMAND_DATA_SET_TYPE, NO_DATA_SET);
        response.set(MESSAGE_ID_BEING_RESPONDED_TO, request.integer(MESSAGE_ID).orElse(0));
        request.copyTo(response, REQUESTED_SOP_CLASS_UID, AFFECTED_SOP_CLASS_UID);
        request.copyTo(response, REQUESTED_SOP_INSTANCE_UID, AFFECTED_SOP_INSTANCE_UID);
        request.copyTo(response, AFFECTED_SOP_CLASS_UID, AFFECTED_SOP_CLASS_UID);
        request.copyTo(response, AFFECTED_SOP_INSTANCE_UID, AFFECTED_SOP_INSTANCE_UID);
        response.set(STATUS, status.code());
        if (!status.comment().isEmpty()) {
            response.set(ERROR_COMMENT, comment(status.comment()));
        }
        return response;
    }

    private static String comment(String words) {
        var plain = words.replaceAll("[^ -\\[\\]-~]", "?");
        return plain.substring(0, Math.min(plain.length(), ERROR_COMMENT_LENGTH));
    }

    private void copyTo(CommandSet other, int element, int place) {
        var value = values.get(element);
        if (value != null) {
            other.values.put(place, value);
        }
    }

    /**
     * @throws MalformedPDUException when the bytes are not whole elements of group 0000
     */
    static CommandSet decode(byte[] bytes) {
        var set = new CommandSet();
        int at = 0;
        while (at < bytes.length) {
            refuse(at + HEADER_LENGTH > bytes.length, "cut within an element's header");
            refuse(littleEndian(bytes, at, 2) != 0, "an element outside group 0000");
            int element = littleEndian(bytes, at + 2, 2);
            long length = Integer.toUnsignedLong(littleEndian(bytes, at + 4, 4));
            at += HEADER_LENGTH;
            refuse(length > bytes.length - at, "cut within the value of an element");
            var value = new byte[(int) length];
            System.arraycopy(bytes, at, value, 0, value.length);
            at += value.length;
            if (element != GROUP_LENGTH) {
                set.values.put(element, value);
            }
        }
        refuse(set.integer(COMMAND_FIELD).isEmpty(), "no Command Field");
        return set;
    }

    private static void refuse(boolean condition, String what) {
        if (condition) {
            throw new MalformedPDUException(
                    PDU.Abort.INVALID_PARAMETER, "Command set with " + what);
        }
    }

    byte[] encode() {
        var body = new ByteArrayOutputStream();
        values.forEach((element, value) -> write(body, element, value));
        var whole = new ByteArrayOutputStream();
        write(whole, GROUP_LENGTH, littleEndian(body.size(), Integer.BYTES));
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int element, byte[] value) {
        out.writeBytes(littleEndian(element << 16, Integer.BYTES));
        out.writeBytes(littleEndian(value.length, Integer.BYTES));
        out.writeBytes(value);
    }

    CommandSet set(int element, int unsignedShort) {
        values.put(element, littleEndian(unsignedShort, Short.BYTES));
        return this;
    }

    CommandSet set(int element, UID uid) {
        return setPadded(element, uid.value(), '\0');
    }

    CommandSet set(int element, String text) {
        return setPadded(element, text, ' ');
    }

    private CommandSet setPadded(int element, String text, char padding) {
        var even = text.length() % 2 == 0 ? text : text + padding;
        values.put(element, even.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Takes over the bytes, of even length. */
    CommandSet setRaw(int element, byte[] value) {
        values.put(element, value);
        return this;
    }

    /** The bytes of an element, none when it is absent. */
    byte[] raw(int element) {
        return values.getOrDefault(element, new byte[0]);
    }

    CommandSet withDataSet() {
        return set(COMMAND_DATA_SET_TYPE, DATA_SET);
    }

    /** The Command Field, which every decoded command set has. */
    int commandCode() {
        return integer(COMMAND_FIELD).orElseThrow();
    }

    Optional<CommandField> field() {
        return CommandField.of(commandCode());
    }

    /** Anything but 0101 announces a data set (PS3.7 section E.1). */
    boolean hasDataSet() {
        return integer(COMMAND_DATA_SET_TYPE).orElse(NO_DATA_SET) != NO_DATA_SET;
    }

    /** The first unsigned short of an element. */
    OptionalInt integer(int element) {
        var value = values.get(element);
        if (value == null || value.length < Short.BYTES) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(littleEndian(value, 0, Short.BYTES));
    }

    /** The text without padding; empty when absent. */
    String text(int element) {
        var value = values.get(element);
        return value == null ? "" : Padding.removed(value);
    }

    /**
     * @throws MalformedPDUException when the element is absent or holds no UID
     */
    UID uid(int element) {
        var text = text(element);
        refuse(!UID.isValid(text), "no valid UID in (0000,%04X)".formatted(element));
        return new UID(text);
    }

    Status status() {
        return new Status(integer(STATUS).orElse(0), text(ERROR_COMMENT));
    }

    SubOperations subOperations() {
        return new SubOperations(
                integer(REMAINING).orElse(0),
                integer(COMPLETED).orElse(0),
                integer(FAILED).orElse(0),
                integer(WARNING).orElse(0));
    }

    /** Remaining is only sent while operations remain possible (PS3.7 section 9.3.3.2). */
    CommandSet subOperations(SubOperations counts, boolean withRemaining) {
        if (withRemaining) {
            set(REMAINING, Math.min(counts.remaining(), 0xFFFF));
        }
        set(COMPLETED, Math.min(counts.completed(), 0xFFFF));
        set(FAILED, Math.min(counts.failed(), 0xFFFF));
        return set(WARNING, Math.min(counts.warning(), 0xFFFF));
    }

    private static byte[] littleEndian(int value, int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >> (8 * i));
        }
        return bytes;
    }

    private static int littleEndian(byte[] bytes, int offset, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value |= (bytes[offset + i] & 0xFF) << (8 * i);
        }
        return value;
    }
}
