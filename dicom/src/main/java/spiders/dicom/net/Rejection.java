// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * Why an association is rejected: result, source and reason of A-ASSOCIATE-RJ (PS3.8 table 9-21).
 *
 * @param transientResult whether trying again later may help
 * @param source 1 service user, 2 provider (ACSE), 3 provider (presentation)
 * @param reason meaning depends on the source
 */
public record Rejection(boolean transientResult, int source, int reason) {

    public static final Rejection NO_REASON = new Rejection(false, 1, 1);

    /** Why a user identity is refused is not told. */
    public static final Rejection IDENTITY_REFUSED = new Rejection(false, 1, 1);

    public static final Rejection APPLICATION_CONTEXT_NOT_SUPPORTED = new Rejection(false, 1, 2);
    public static final Rejection CALLING_AE_TITLE_NOT_RECOGNISED = new Rejection(false, 1, 3);
    public static final Rejection CALLED_AE_TITLE_NOT_RECOGNISED = new Rejection(false, 1, 7);
    public static final Rejection PROTOCOL_VERSION_NOT_SUPPORTED = new Rejection(false, 2, 2);
    public static final Rejection TEMPORARY_CONGESTION = new Rejection(true, 3, 1);
    public static final Rejection LOCAL_LIMIT_EXCEEDED = new Rejection(true, 3, 2);

    static Rejection of(PDU.AssociateRJ pdu) {
        return new Rejection(pdu.result() == PDU.AssociateRJ.TRANSIENT, pdu.source(), pdu.reason());
    }

    PDU.AssociateRJ pdu() {
        int result = transientResult ? PDU.AssociateRJ.TRANSIENT : PDU.AssociateRJ.PERMANENT;
        return new PDU.AssociateRJ(result, source, reason);
    }

    /** The standard's words, and what may be changed. */
    public String explanation() {
        return switch (source * 10 + reason) {
            case 11 ->
                    "no reason given; often the peer does not know our AE title or address, or"
                            + " refuses the user";
            case 12 -> "application context name not supported";
            case 13 -> "calling AE title not recognised: have it declared on the peer";
            case 17 -> "called AE title not recognised: check the peer's AE title, case included";
            case 21 -> "no reason given by the peer's ACSE";
            case 22 -> "protocol version not supported";
            case 31 -> "temporary congestion: try again later";
            case 32 -> "local limit exceeded: the peer has too many associations; try again later";
            default -> "source %d, reason %d".formatted(source, reason);
        };
    }
}
