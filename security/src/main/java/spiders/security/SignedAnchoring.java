// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.security.chain.AnchorFile;
import spiders.security.chain.SignedAnchor;
import spiders.security.store.AuditAnchors;
import spiders.security.store.ChainBrokenException;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Anchors in the database, and each of them in the file of this node too. */
public final class SignedAnchoring implements Anchoring {

    private static final Logger LOG = LoggerFactory.getLogger(SignedAnchoring.class);
    private static final int PAGE = 1000;

    private final AuditAnchors anchors;
    private final AnchorFile file;
    private volatile Trouble trouble = new Trouble.None();

    public SignedAnchoring(AuditAnchors anchors, AnchorFile file) {
        this.anchors = anchors;
        this.file = file;
    }

    @Override
    public void run() {
        try {
            anchors.makeIfDue().ifPresent(SignedAnchoring::tell);
            write();
            note(new Trouble.None());
        } catch (ChainBrokenException e) {
            note(new Trouble.Broken(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            note(new Trouble.Unwritten(file.path() + ": " + e));
        }
    }

    @Override
    public Trouble trouble() {
        return trouble;
    }

    /** Wherever logs are kept, the digest is kept too. */
    private static void tell(SignedAnchor signed) {
        var anchor = signed.anchor();
        LOG.info("anchor of the audit: position {}, {}", anchor.position(), anchor.digest());
    }

    private void write() throws IOException {
        var last = file.last();
        last.ifPresent(this::requireKnown);
        long written = last.map(signed -> signed.anchor().position()).orElse(0L);
        List<SignedAnchor> page;
        do {
            page = anchors.table().after(written, PAGE);
            if (!page.isEmpty()) {
                file.append(page);
                written = page.getLast().anchor().position();
            }
        } while (page.size() == PAGE);
    }

    private void requireKnown(SignedAnchor signed) {
        long position = signed.anchor().position();
        var known = anchors.table().after(position - 1, 1).stream().findFirst();
        if (!known.equals(Optional.of(signed))) {
            throw new ChainBrokenException(
                    position,
                    "%s has an anchor at position %d that the database does not have"
                            .formatted(file.path(), position));
        }
    }

    private void note(Trouble now) {
        if (!now.equals(trouble)) {
            switch (now) {
                case Trouble.None() -> LOG.info("anchors of the audit are made and written again");
                case Trouble.Unwritten(var why) -> LOG.warn("anchors are not written: {}", why);
                case Trouble.Broken(var why) -> LOG.error("the audit is not anchored: {}", why);
            }
        }
        trouble = now;
    }
}
