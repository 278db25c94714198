// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;

/** Holds anchors in the order of their positions against a chain as it is followed. */
public final class AnchorFollower {

    private final Iterator<SignedAnchor> anchors;
    private final AnchorCheck check;
    private @Nullable Anchor next;

    /** Keeps one anchor at a time. */
    public AnchorFollower(Iterator<SignedAnchor> anchors, AnchorCheck check) {
        this.anchors = anchors;
        this.check = check;
    }

    /** The chain is followed from after a position: anchors before it have nothing to say. */
    void begin(long position, AuditDigest digest) {
        take();
        if (position > 0) {
            reached(position, digest);
        }
    }

    void reached(long position, AuditDigest digest) {
        while (next != null && next.position() < position) {
            take(); // Before the beginning, or its place is missing, which was named.
        }
        var anchor = next;
        if (anchor != null && anchor.position() == position) {
            check.compare(anchor, digest);
            take();
        }
    }

    /**
     * The chain is at its end.
     *
     * @param isTheEnd whether it goes no further, or was only followed to here
     */
    void end(boolean isTheEnd) {
        var anchor = next;
        while (next != null) {
            take();
        }
        if (anchor != null && isTheEnd) {
            check.beyond(anchor);
        }
    }

    private void take() {
        next = null;
        while (next == null && anchors.hasNext()) {
            var signed = anchors.next();
            if (check.accept(signed)) {
                next = signed.anchor();
            }
        }
    }

    /** What came of it. */
    public AnchorCheck check() {
        return check;
    }
}
