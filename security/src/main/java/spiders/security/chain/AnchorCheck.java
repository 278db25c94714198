// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import org.jspecify.annotations.Nullable;

import spiders.security.chain.Finding.Kind;

import java.util.Optional;

/** What the anchors of one place are worth, one after the other. */
public final class AnchorCheck {

    private final String place;
    private final AnchorKeys keys;
    private final boolean isComplete;
    private final Findings findings;
    private @Nullable SignedAnchor newest;
    private long count;
    private long gaps;
    private boolean isSigned = true;
    private boolean isFromTheFirst;
    private Optional<Anchor> last = Optional.empty();

    /**
     * Of a place.
     *
     * @param place as people know it
     * @param keys that signatures are judged by; where there are none, none is judged
     * @param isComplete whether one that is missing between two is wrong, or merely not at hand
     */
    public AnchorCheck(String place, AnchorKeys keys, boolean isComplete, Findings findings) {
        this.place = place;
        this.keys = keys;
        this.isComplete = isComplete;
        this.findings = findings;
    }

    /** The chain is followed from its first record: no anchor is before the first here. */
    void fromTheFirst() {
        isFromTheFirst = true;
    }

    /** Judges the next anchor; says whether it is one more, and not one of before again. */
    boolean accept(SignedAnchor signed) {
        var before = newest;
        if (signed.equals(before)) {
            return false;
        }
        judge(signed);
        if (before != null && signed.anchor().position() <= before.anchor().position()) {
            findings.add(
                    Kind.OUT_OF_PLACE,
                    signed.anchor().position(),
                    "%s has this anchor after that of position %d"
                            .formatted(place, before.anchor().position()));
            return false;
        }
        long known = before == null ? 0 : before.anchor().position();
        if ((before != null || isFromTheFirst) && signed.anchor().before() != known) {
            gap(signed.anchor());
        }
        newest = signed;
        count++;
        return true;
    }

    private void gap(Anchor anchor) {
        gaps++;
        if (isComplete) {
            findings.add(
                    Kind.REMOVED,
                    anchor.before(),
                    "%s has no anchor of that position, and the one after it".formatted(place));
        }
    }

    private void judge(SignedAnchor signed) {
        if (keys.isEmpty()) {
            isSigned = false;
            return;
        }
        var why =
                switch (keys.judge(signed)) {
                    case GOOD -> "";
                    case FORGED -> "%s has an anchor whose signature is wrong".formatted(place);
                    case UNKNOWN ->
                            "%s has an anchor by the key %s, which was not given"
                                    .formatted(place, signed.key());
                };
        if (!why.isEmpty()) {
            isSigned = false;
            findings.add(Kind.FORGED, signed.anchor().position(), why);
        }
    }

    /** Holds an anchor against the digest that the chain has at its position. */
    void compare(Anchor anchor, AuditDigest digest) {
        if (anchor.digest().equals(digest)) {
            last = Optional.of(anchor);
            return;
        }
        findings.add(
                Kind.CONTRADICTED,
                anchor.position(),
                "%s has another digest, of %s: rewritten somewhere after position %d"
                        .formatted(place, anchor.at(), last.map(Anchor::position).orElse(0L)));
    }

    /** The chain is at its end, and this anchor says that it went further. */
    void beyond(Anchor anchor) {
        long most = newest == null ? anchor.position() : newest.anchor().position();
        findings.add(
                Kind.CUT,
                anchor.position(),
                "%s says that the chain went there at %s%s"
                        .formatted(
                                place,
                                anchor.at(),
                                most > anchor.position() ? ", and later to " + most : ""));
    }

    /** As people know it. */
    public String place() {
        return place;
    }

    /** How many anchors there were. */
    public long count() {
        return count;
    }

    /** How often anchors are missing between two. */
    public long gaps() {
        return gaps;
    }

    /** Whether the signature of each was judged and good. */
    public boolean isSigned() {
        return isSigned;
    }

    /** The last that the chain agrees with. */
    public Optional<Anchor> last() {
        return last;
    }
}
