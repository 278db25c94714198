// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** Why an object is stored: by its sender's own will, or for someone's C-MOVE. */
public sealed interface StoreOrigin {

    record Direct() implements StoreOrigin {}

    /**
     * @param originator Move Originator Application Entity Title (0000,1030)
     * @param messageID Move Originator Message ID (0000,1031), 0 when not sent
     */
    record Move(AETitle originator, int messageID) implements StoreOrigin {}
}
