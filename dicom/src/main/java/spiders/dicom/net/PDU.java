// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.UID;

import java.util.List;

/** The protocol data units of the upper layer (PS3.8 section 9.3). */
sealed interface PDU {

    int ASSOCIATE_RQ = 0x01;
    int ASSOCIATE_AC = 0x02;
    int ASSOCIATE_RJ = 0x03;
    int P_DATA_TF = 0x04;
    int RELEASE_RQ = 0x05;
    int RELEASE_RP = 0x06;
    int ABORT = 0x07;

    String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

    /** Titles are as on the wire, without padding: whoever decides may find them invalid. */
    record AssociateRQ(
            int protocolVersion,
            String calledAETitle,
            String callingAETitle,
            String applicationContext,
            List<ContextItem> contexts,
            UserInformation user)
            implements PDU {

        public AssociateRQ {
            contexts = List.copyOf(contexts);
        }
    }

    record AssociateAC(
            String calledAETitle,
            String callingAETitle,
            List<ContextResult> contexts,
            UserInformation user)
            implements PDU {

        public AssociateAC {
            contexts = List.copyOf(contexts);
        }
    }

    record AssociateRJ(int result, int source, int reason) implements PDU {
        static final int PERMANENT = 1;
        static final int TRANSIENT = 2;
    }

    /** Only the header: the presentation data values behind it are read as they come. */
    record PData(long length) implements PDU {}

    record ReleaseRQ() implements PDU {}

    record ReleaseRP() implements PDU {}

    record Abort(int source, int reason) implements PDU {
        static final int SERVICE_USER = 0;
        static final int SERVICE_PROVIDER = 2;

        static final int NOT_SPECIFIED = 0;
        static final int UNRECOGNISED_PDU = 1;
        static final int UNEXPECTED_PDU = 2;
        static final int INVALID_PARAMETER = 6;

        static String reasonName(int reason) {
            return switch (reason) {
                case NOT_SPECIFIED -> "reason not specified";
                case UNRECOGNISED_PDU -> "unrecognised PDU";
                case UNEXPECTED_PDU -> "unexpected PDU";
                case 4 -> "unrecognised PDU parameter";
                case 5 -> "unexpected PDU parameter";
                case INVALID_PARAMETER -> "invalid PDU parameter value";
                default -> "reason " + reason;
            };
        }
    }

    /** A proposed presentation context (PS3.8 table 9-13). */
    record ContextItem(int id, UID abstractSyntax, List<UID> transferSyntaxes) {

        public ContextItem {
            transferSyntaxes = List.copyOf(transferSyntaxes);
        }
    }

    /**
     * What became of a presentation context (PS3.8 table 9-18).
     *
     * @param transferSyntax without meaning unless accepted, and then often empty
     */
    record ContextResult(int id, int result, String transferSyntax) {
        static final int ACCEPTANCE = 0;
        static final int USER_REJECTION = 1;
        static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
        static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;
    }

    /**
     * @param maxPDULength 0 means no limit (PS3.8 section D.1)
     * @param identityResponse of an acceptor to the negotiation's user identity
     */
    record UserInformation(
            long maxPDULength,
            String implementationClassUID,
            String implementationVersionName,
            List<RoleSelection> roles,
            Negotiation negotiation,
            IdentityResponse identityResponse) {

        public UserInformation {
            roles = List.copyOf(roles);
        }

        UserInformation(
                long maxPDULength,
                String implementationClassUID,
                String implementationVersionName,
                List<RoleSelection> roles) {
            this(
                    maxPDULength,
                    implementationClassUID,
                    implementationVersionName,
                    roles,
                    Negotiation.NONE,
                    IdentityResponse.NONE);
        }
    }

    /** The answer to a user identity (PS3.7 section D.3.3.7.2), if there is one. */
    record IdentityResponse(boolean given, Bytes content) {
        static final IdentityResponse NONE = new IdentityResponse(false, Bytes.empty());
    }

    /** SCP/SCU Role Selection of the association's requestor (PS3.7 section D.3.3.4). */
    record RoleSelection(UID sopClassUID, boolean scu, boolean scp) {}
}
