// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;

import java.util.List;

/** The peer agreed to no presentation context that an operation could use. */
public final class ContextNotAcceptedException extends NetworkException {

    private final String peer;
    private final UID abstractSyntax;
    private final List<TransferSyntax> transferSyntaxes;

    ContextNotAcceptedException(
            String peer, UID abstractSyntax, List<TransferSyntax> transferSyntaxes) {
        super(
                ("%s accepts no presentation context for %s%s: the service is not offered or"
                                + " not allowed")
                        .formatted(peer, Names.of(abstractSyntax), in(transferSyntaxes)));
        this.peer = peer;
        this.abstractSyntax = abstractSyntax;
        this.transferSyntaxes = List.copyOf(transferSyntaxes);
    }

    private static String in(List<TransferSyntax> transferSyntaxes) {
        var names = transferSyntaxes.stream().map(TransferSyntax::name).toList();
        return names.isEmpty() ? "" : " in " + String.join(", ", names);
    }

    public String peer() {
        return peer;
    }

    public UID abstractSyntax() {
        return abstractSyntax;
    }

    /** The encodings asked for; empty when any would have done. */
    public List<TransferSyntax> transferSyntaxes() {
        return transferSyntaxes;
    }
}
