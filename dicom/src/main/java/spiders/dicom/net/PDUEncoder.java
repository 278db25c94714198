// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes every PDU but P-DATA-TF, which {@link MessageWriter} writes in place. */
final class PDUEncoder {

    private static final int AE_TITLE_LENGTH = 16;
    private static final int RESERVED = 32;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private PDUEncoder() {}

    static byte[] encode(PDU pdu) {
        var encoder = new PDUEncoder();
        return switch (pdu) {
            case PDU.AssociateRQ rq -> encoder.associateRQ(rq);
            case PDU.AssociateAC ac -> encoder.associateAC(ac);
            case PDU.AssociateRJ rj ->
                    fixed(PDU.ASSOCIATE_RJ, 0, rj.result(), rj.source(), rj.reason());
            case PDU.ReleaseRQ _ -> fixed(PDU.RELEASE_RQ, 0, 0, 0, 0);
            case PDU.ReleaseRP _ -> fixed(PDU.RELEASE_RP, 0, 0, 0, 0);
            case PDU.Abort abort -> fixed(PDU.ABORT, 0, 0, abort.source(), abort.reason());
            case PDU.PData _ -> throw new IllegalArgumentException("P-DATA-TF has no whole form");
        };
    }

    private static byte[] fixed(int type, int... fields) {
        var bytes = new byte[10];
        bytes[0] = (byte) type;
        bytes[5] = 4;
        for (int i = 0; i < fields.length; i++) {
            bytes[6 + i] = (byte) fields[i];
        }
        return bytes;
    }

    private byte[] associateRQ(PDU.AssociateRQ rq) {
        titles(rq.protocolVersion(), rq.calledAETitle(), rq.callingAETitle());
        item(0x10, ascii(rq.applicationContext()));
        for (var context : rq.contexts()) {
            var content = new PDUEncoder();
            content.bytes(context.id(), 0, 0, 0);
            content.item(0x30, ascii(context.abstractSyntax().value()));
            for (var syntax : context.transferSyntaxes()) {
                content.item(0x40, ascii(syntax.value()));
            }
            item(0x20, content.out.toByteArray());
        }
        user(rq.user());
        return pdu(PDU.ASSOCIATE_RQ);
    }

    private byte[] associateAC(PDU.AssociateAC ac) {
        titles(1, ac.calledAETitle(), ac.callingAETitle());
        item(0x10, ascii(PDU.APPLICATION_CONTEXT));
        for (var context : ac.contexts()) {
            var content = new PDUEncoder();
            content.bytes(context.id(), 0, context.result(), 0);
            content.item(0x40, ascii(context.transferSyntax()));
            item(0x21, content.out.toByteArray());
        }
        user(ac.user());
        return pdu(PDU.ASSOCIATE_AC);
    }

    private void titles(int protocolVersion, String called, String calling) {
        bytes(protocolVersion >> 8, protocolVersion, 0, 0);
        title(called);
        title(calling);
        out.writeBytes(new byte[RESERVED]);
    }

    private void title(String title) {
        out.writeBytes(ascii((title + " ".repeat(AE_TITLE_LENGTH)).substring(0, AE_TITLE_LENGTH)));
    }

    private void user(PDU.UserInformation user) {
        var content = new PDUEncoder();
        int max = (int) user.maxPDULength();
        content.bytes(0x51, 0, 0, 4, max >> 24, max >> 16, max >> 8, max);
        content.item(0x52, ascii(user.implementationClassUID()));
        var negotiation = user.negotiation();
        if (!negotiation.window().equals(OperationsWindow.SYNCHRONOUS)) {
            int invoked = negotiation.window().invoked();
            int performed = negotiation.window().performed();
            content.bytes(0x53, 0, 0, 4, invoked >> 8, invoked, performed >> 8, performed);
        }
        user.roles().forEach(content::role);
        content.item(0x55, ascii(user.implementationVersionName()));
        negotiation.extended().forEach(content::extended);
        negotiation.common().forEach(content::common);
        content.identity(negotiation.identity());
        if (user.identityResponse().given()) {
            var response = new PDUEncoder();
            response.counted(user.identityResponse().content().toArray());
            content.item(0x59, response.out.toByteArray());
        }
        item(0x50, content.out.toByteArray());
    }

    private void role(PDU.RoleSelection role) {
        var content = new PDUEncoder();
        content.counted(ascii(role.sopClassUID().value()));
        content.bytes(role.scu() ? 1 : 0, role.scp() ? 1 : 0);
        item(0x54, content.out.toByteArray());
    }

    private void extended(ExtendedNegotiation extended) {
        var content = new PDUEncoder();
        content.counted(ascii(extended.sopClassUID().value()));
        content.out.writeBytes(extended.information().toArray());
        item(0x56, content.out.toByteArray());
    }

    private void common(CommonExtendedNegotiation common) {
        var content = new PDUEncoder();
        content.counted(ascii(common.sopClassUID().value()));
        content.counted(ascii(common.serviceClassUID().value()));
        var related = new PDUEncoder();
        for (var uid : common.relatedGeneralSOPClassUIDs()) {
            related.counted(ascii(uid.value()));
        }
        content.counted(related.out.toByteArray());
        item(0x57, content.out.toByteArray());
    }

    private void identity(UserIdentity identity) {
        if (identity.kind() == UserIdentity.Kind.NONE) {
            return;
        }
        var content = new PDUEncoder();
        content.bytes(identity.kind().code(), identity.responseRequested() ? 1 : 0);
        content.counted(identity.primary().toArray());
        content.counted(identity.secondary().toArray());
        item(0x58, content.out.toByteArray());
    }

    /** Bytes after their length. */
    private void counted(byte[] content) {
        length16(content.length);
        out.writeBytes(content);
    }

    private void item(int type, byte[] content) {
        bytes(type, 0);
        length16(content.length);
        out.writeBytes(content);
    }

    private void length16(int length) {
        if (length > 0xFFFF) {
            throw new IllegalArgumentException("A PDU item of %d bytes".formatted(length));
        }
        bytes(length >> 8, length);
    }

    private void bytes(int... values) {
        for (int value : values) {
            out.write(value);
        }
    }

    private byte[] pdu(int type) {
        var body = out.toByteArray();
        var whole = new PDUEncoder();
        int length = body.length;
        whole.bytes(type, 0, length >> 24, length >> 16, length >> 8, length);
        whole.out.writeBytes(body);
        return whole.out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
