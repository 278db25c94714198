// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** Decides whether the user that a caller names may associate. */
@FunctionalInterface
public interface IdentityHandler {

    /**
     * Called before an association is accepted, once the calling title is known to be allowed.
     *
     * @param identity of kind {@code NONE} when the caller names nobody
     */
    IdentityAnswer check(UserIdentity identity, Peer peer);
}
