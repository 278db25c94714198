// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.UID;

import java.util.ArrayList;
import java.util.List;

/** Reads the user information item of an association's request or answer (PS3.7 annex D.3.3). */
final class UserInformationDecoder {

    private static final int MAX_ITEMS = 256;

    private final PDUDecoder in;
    private final List<PDU.RoleSelection> roles = new ArrayList<>();
    private final List<ExtendedNegotiation> extended = new ArrayList<>();
    private final List<CommonExtendedNegotiation> common = new ArrayList<>();
    private long maxPDULength;
    private String classUID = "";
    private String versionName = "";
    private OperationsWindow window = OperationsWindow.SYNCHRONOUS;
    private UserIdentity identity = UserIdentity.NONE;
    private PDU.IdentityResponse response = PDU.IdentityResponse.NONE;

    UserInformationDecoder(PDUDecoder in) {
        this.in = in;
    }

    PDU.UserInformation decode() {
        while (in.hasRemaining()) {
            int type = in.unsignedByte();
            take(type, in.item());
        }
        PDUDecoder.refuse(
                maxPDULength > 0 && maxPDULength < MessageWriter.MIN_PDU_LENGTH,
                "a maximum PDU length of " + maxPDULength);
        PDUDecoder.refuse(
                roles.size() > MAX_ITEMS
                        || extended.size() > MAX_ITEMS
                        || common.size() > MAX_ITEMS,
                "more negotiation items than 256");
        var negotiation = new Negotiation(window, extended, common, identity);
        return new PDU.UserInformation(
                maxPDULength, classUID, versionName, roles, negotiation, response);
    }

    private void take(int type, PDUDecoder item) {
        switch (type) {
            case 0x51 -> maxPDULength = item.unsignedInt();
            case 0x52 -> classUID = item.text();
            case 0x53 -> window = new OperationsWindow(item.unsignedShort(), item.unsignedShort());
            case 0x54 -> roles.add(role(item));
            case 0x55 -> versionName = item.text();
            case 0x56 -> extended.add(new ExtendedNegotiation(countedUID(item), item.bytes()));
            case 0x57 -> common.add(common(item));
            case 0x58 -> identity = identity(item);
            case 0x59 -> response = new PDU.IdentityResponse(true, counted(item));
            default -> {} // Unknown items are ignored (PS3.8 section 9.3.1).
        }
    }

    private static PDU.RoleSelection role(PDUDecoder item) {
        var uid = countedUID(item);
        return new PDU.RoleSelection(uid, item.unsignedByte() == 1, item.unsignedByte() == 1);
    }

    private static CommonExtendedNegotiation common(PDUDecoder item) {
        var sopClass = countedUID(item);
        var serviceClass = countedUID(item);
        var related = new ArrayList<UID>();
        int end = item.unsignedShort();
        for (int done = 0; done < end; ) {
            int length = item.unsignedShort();
            related.add(new UID(item.text(length)));
            done += Short.BYTES + length;
        }
        return new CommonExtendedNegotiation(sopClass, serviceClass, related);
    }

    /** A kind that the standard did not have yet names nobody here, and is not confirmed. */
    private static UserIdentity identity(PDUDecoder item) {
        var kind = UserIdentity.Kind.of(item.unsignedByte());
        boolean responseRequested = item.unsignedByte() == 1;
        return kind == UserIdentity.Kind.NONE
                ? UserIdentity.NONE
                : new UserIdentity(kind, counted(item), counted(item), responseRequested);
    }

    private static UID countedUID(PDUDecoder item) {
        return new UID(item.text(item.unsignedShort()));
    }

    private static Bytes counted(PDUDecoder item) {
        return item.bytes(item.unsignedShort());
    }
}
