// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import org.jspecify.annotations.Nullable;

import spiders.security.chain.Finding.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * Verifies an audit as a row of lines, from a database or from an export of it: the chain, the
 * anchors between, anchors from elsewhere, and records outside the chain. It keeps no line.
 */
public final class AuditCheck {

    private final Findings findings;
    private final List<AnchorFollower> elsewhere;
    private final AnchorCheck within;
    private @Nullable ChainCheck chain;
    private @Nullable Anchor ahead;
    private long farthest;
    private boolean isToTheEnd;
    private boolean isEnded;

    /**
     * A check.
     *
     * @param place what the lines are of, as people know it
     * @param keys that signatures are judged by; where there are none, none is judged
     * @param elsewhere anchors that are kept elsewhere
     */
    public AuditCheck(
            String place, AnchorKeys keys, List<AnchorFollower> elsewhere, Findings findings) {
        this.findings = findings;
        this.elsewhere = List.copyOf(elsewhere);
        this.within = new AnchorCheck(place, keys, true, findings);
    }

    /** Takes the next line. */
    public void take(ExportLine line) {
        if (isEnded) {
            findings.add(Kind.OUT_OF_PLACE, 0, "something stands after the last line");
            return;
        }
        if (line instanceof ExportLine.Head head) {
            begin(head);
            return;
        }
        var check = chain();
        switch (line) {
            case ExportLine.Head _ -> throw new AssertionError("taken before");
            case ExportLine.Place(var entry) -> {
                passAhead(entry.link().position());
                check.next(entry);
            }
            case ExportLine.Anchored(var signed) -> anchor(check, signed);
            case ExportLine.Waiting(var row) -> check.outside(row.id(), row.at());
            case ExportLine.Stray(_, var why) -> findings.add(Kind.UNREADABLE, 0, why);
            case ExportLine.End end -> end(check, end);
        }
    }

    private void begin(ExportLine.Head head) {
        if (chain != null) {
            findings.add(Kind.OUT_OF_PLACE, 0, "a second first line");
            return;
        }
        if (head.after() < 0 || (head.after() == 0 && !head.previous().equals(AuditDigest.NONE))) {
            findings.add(Kind.ALTERED, 0, "the first line begins nowhere");
        }
        isToTheEnd = head.isToTheEnd();
        if (head.after() == 0) {
            within.fromTheFirst();
        }
        chain = new ChainCheck(Math.max(0, head.after()), head.previous(), elsewhere, findings);
    }

    private ChainCheck chain() {
        var begun = chain;
        if (begun == null) {
            findings.add(Kind.UNREADABLE, 0, "the first line is missing");
            begun = new ChainCheck(0, AuditDigest.NONE, elsewhere, findings);
            isToTheEnd = true;
            chain = begun;
        }
        return begun;
    }

    /** Takes a line that is none. */
    public void unreadable(long number, String why) {
        chain().unreadable("line %d: %s".formatted(number, why));
    }

    /** Takes that the lines were damaged, wherever that is. */
    void damaged(String why) {
        findings.add(Kind.ALTERED, 0, why);
    }

    private void anchor(ChainCheck check, SignedAnchor signed) {
        if (!within.accept(signed)) {
            return;
        }
        var anchor = signed.anchor();
        if (anchor.position() == check.position()) {
            within.compare(anchor, check.digest());
        } else if (anchor.position() > check.position()) {
            ahead = ahead == null ? anchor : ahead; // Its place is missing, or the chain was cut.
            farthest = anchor.position();
        } else {
            misplaced(anchor.position());
        }
    }

    /** An anchor stands right after its place, and before the next one where that is missing. */
    private void passAhead(long position) {
        if (ahead != null && position <= farthest) {
            misplaced(farthest);
        }
        ahead = null;
    }

    private void misplaced(long position) {
        findings.add(
                Kind.OUT_OF_PLACE,
                position,
                "%s has the anchor of this position elsewhere".formatted(within.place()));
    }

    private void end(ChainCheck check, ExportLine.End end) {
        isEnded = true;
        if (end.position() > check.position()) {
            findings.add(
                    Kind.REMOVED,
                    check.position() + 1,
                    "it is not there, and the last line tells of %d".formatted(end.position()));
        } else if (end.places() != check.records()
                || end.position() != check.position()
                || !end.digest().equals(check.digest())) {
            findings.add(
                    Kind.ALTERED,
                    check.position(),
                    "the last line tells of %d places and another end".formatted(end.places()));
        }
    }

    /** All lines were taken. */
    public AuditReport report() {
        var check = chain();
        if (!isEnded) {
            findings.add(
                    Kind.CUT, check.position(), "what follows is missing, and so is the last line");
        }
        check.end(isToTheEnd);
        var anchor = ahead;
        if (anchor != null && isToTheEnd) {
            within.beyond(anchor);
        }
        var anchors = new ArrayList<>(List.of(within));
        elsewhere.forEach(follower -> anchors.add(follower.check()));
        return new AuditReport(
                check.records(),
                check.position(),
                check.digest(),
                isToTheEnd,
                check.unchained(),
                anchors,
                findings);
    }
}
