// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;

import java.util.List;

/** A presentation context to propose: one abstract syntax, the encodings offered for it. */
public record ProposedContext(
        UID abstractSyntax, List<TransferSyntax> transferSyntaxes, Role role) {

    public ProposedContext {
        transferSyntaxes = List.copyOf(transferSyntaxes);
        if (transferSyntaxes.isEmpty()) {
            throw new IllegalArgumentException(
                    "Context for %s offers no transfer syntax".formatted(abstractSyntax.value()));
        }
    }

    /** As user, in any uncompressed little endian syntax. */
    public static ProposedContext uncompressed(UID abstractSyntax) {
        return new ProposedContext(
                abstractSyntax,
                List.of(
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                Role.SCU);
    }
}
