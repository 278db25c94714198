// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import spiders.security.chain.Finding.Kind;

import java.time.Instant;
import java.util.List;

/**
 * Follows a chain, place by place, computes every digest again, and holds anchors against it. It
 * keeps nothing of what it has seen but the last place, and goes on after what it finds: from there
 * on it believes the digest that was found.
 */
public final class ChainCheck {

    private final Findings findings;
    private final List<AnchorFollower> anchors;
    private long position;
    private long settled;
    private AuditDigest digest;
    private boolean isDigestKnown = true;
    private long records;
    private long unchained;

    /**
     * A check that begins after a position.
     *
     * @param digest of that position; {@link AuditDigest#NONE} at 0
     * @param anchors of several places
     */
    public ChainCheck(
            long position, AuditDigest digest, List<AnchorFollower> anchors, Findings findings) {
        this.position = position;
        this.digest = digest;
        this.anchors = List.copyOf(anchors);
        this.findings = findings;
        this.anchors.forEach(place -> place.begin(position, digest));
    }

    /** Takes the next place. */
    public void next(ChainEntry entry) {
        var link = entry.link();
        if (link.position() <= position) {
            findings.add(
                    Kind.OUT_OF_PLACE,
                    link.position(),
                    "record %d stands after position %d".formatted(entry.id(), position));
            return;
        }
        if (link.position() > position + 1) {
            gap(link.position() - 1);
        }
        check(entry);
        position = link.position();
        digest = link.digest();
        settled = Math.max(settled, link.settled());
        isDigestKnown = true;
        records++;
        anchors.forEach(place -> place.reached(position, digest));
    }

    private void gap(long last) {
        long first = position + 1;
        findings.add(
                Kind.REMOVED,
                first,
                first == last ? "it is not there" : "it is not there, nor is any to " + last);
        isDigestKnown = false;
    }

    private void check(ChainEntry entry) {
        var link = entry.link();
        if (entry.id() <= Math.max(settled, link.settled())) {
            findings.add(
                    Kind.INSERTED,
                    link.position(),
                    "record %d came after all to %d were settled"
                            .formatted(entry.id(), Math.max(settled, link.settled())));
        }
        switch (entry) {
            case ChainEntry.Lost(_, long id) ->
                    findings.add(Kind.REMOVED, link.position(), "record %d is gone".formatted(id));
            case ChainEntry.Malformed(_, _, String why) ->
                    findings.add(Kind.ALTERED, link.position(), why);
            case ChainEntry.Whole(_, AuditRecord row) -> check(link, row);
        }
    }

    private void check(ChainLink link, AuditRecord row) {
        if (!RecordForm.knows(link.form())) {
            findings.add(
                    Kind.UNREADABLE,
                    link.position(),
                    "form %d is not known to this program".formatted(link.form()));
            return;
        }
        if (!isDigestKnown) {
            return; // What stood before is missing, and was named.
        }
        var computed = RecordForm.digest(digest, link.position(), link.settled(), row);
        if (!computed.equals(link.digest())) {
            findings.add(
                    Kind.ALTERED,
                    link.position(),
                    "record %d (%s, node %s) or its place is not what was chained"
                            .formatted(row.id(), row.at(), row.node()));
        }
    }

    /** Takes what stands where the next place should, and is none. */
    public void unreadable(String why) {
        position++;
        isDigestKnown = false;
        findings.add(Kind.UNREADABLE, position, why);
    }

    /**
     * Takes a record that is not in the chain: it waits for its place, or somebody has put it
     * there. To be called when the chain is at its end.
     */
    public void outside(long id, Instant at) {
        if (id <= settled) {
            findings.add(
                    Kind.INSERTED,
                    0,
                    "record %d (%s) is in no place of the chain, which had all to %d"
                            .formatted(id, at, settled));
            return;
        }
        unchained++;
    }

    /**
     * Nothing follows.
     *
     * @param isTheEnd whether the chain goes no further, or was only followed to here
     */
    public void end(boolean isTheEnd) {
        anchors.forEach(place -> place.end(isTheEnd));
    }

    /** The last position so far. */
    public long position() {
        return position;
    }

    /** Its digest. */
    public AuditDigest digest() {
        return digest;
    }

    /** How many places were followed. */
    public long records() {
        return records;
    }

    /** How many records wait for their place. */
    public long unchained() {
        return unchained;
    }
}
