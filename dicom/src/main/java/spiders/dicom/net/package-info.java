// SPDX-License-Identifier: Apache-2.0
/**
 * The DICOM network: the upper layer (PS3.8) and the DIMSE composite services (PS3.7), as user and
 * as provider, over TCP and TLS.
 *
 * <p>{@link spiders.dicom.net.Association} asks, {@link spiders.dicom.net.AssociationServer}
 * answers. Sockets block, on virtual threads; every wait ends (see {@link
 * spiders.dicom.net.NetworkOptions}); objects pass as streams and never rest in memory.
 */
@NullMarked
package spiders.dicom.net;

import org.jspecify.annotations.NullMarked;
