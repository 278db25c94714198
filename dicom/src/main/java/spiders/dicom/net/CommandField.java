// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.Optional;

/** The DIMSE commands this package speaks (PS3.7 section E.1). */
enum CommandField {
    C_STORE_RQ(0x0001),
    C_STORE_RSP(0x8001),
    C_GET_RQ(0x0010),
    C_GET_RSP(0x8010),
    C_FIND_RQ(0x0020),
    C_FIND_RSP(0x8020),
    C_MOVE_RQ(0x0021),
    C_MOVE_RSP(0x8021),
    C_ECHO_RQ(0x0030),
    C_ECHO_RSP(0x8030),
    C_CANCEL_RQ(0x0FFF);

    /** Set in every response (PS3.7 section E.1-1). */
    static final int RESPONSE = 0x8000;

    private final int code;

    CommandField(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Optional<CommandField> of(int code) {
        for (var field : values()) {
            if (field.code == code) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** {@code C-STORE}: the service, for messages. */
    String service() {
        return name().replaceAll("_RQ$|_RSP$", "").replace('_', '-');
    }
}
