// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** The node was reached and does not want the association (A-ASSOCIATE-RJ). */
public final class AssociationRejectedException extends NetworkException {

    private final RemoteNode node;
    private final AETitle callingAETitle;
    private final Rejection rejection;

    AssociationRejectedException(RemoteNode node, AETitle callingAETitle, Rejection rejection) {
        super(
                "%s rejected the association asked by %s (%s): %s"
                        .formatted(
                                node,
                                callingAETitle,
                                rejection.transientResult() ? "transient" : "permanent",
                                rejection.explanation()));
        this.node = node;
        this.callingAETitle = callingAETitle;
        this.rejection = rejection;
    }

    public RemoteNode node() {
        return node;
    }

    public AETitle callingAETitle() {
        return callingAETitle;
    }

    public Rejection rejection() {
        return rejection;
    }
}
