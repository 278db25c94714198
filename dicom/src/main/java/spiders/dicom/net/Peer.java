// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.net.InetSocketAddress;

/**
 * The other end of an association.
 *
 * @param aeTitle the title it gave itself, or that we called it by
 * @param localAETitle the title it called us by, or that we gave ourselves
 * @param implementation its Implementation Version Name, or Class UID, empty when unknown
 * @param implementationClassUID its Implementation Class UID, empty when not sent
 * @param negotiation what was agreed beyond contexts; the identity is the caller's, or ours
 */
public record Peer(
        AETitle aeTitle,
        AETitle localAETitle,
        InetSocketAddress address,
        ChannelSecurity security,
        String implementation,
        String implementationClassUID,
        Negotiation negotiation) {}
