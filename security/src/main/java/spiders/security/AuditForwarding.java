// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.dicom.net.TLSFailedException;
import spiders.security.atna.AuditCollector;
import spiders.security.store.ForwardTable;

import java.io.IOException;
import java.util.List;

/** Sends what is in the audit's chain to a collector, and goes on where it could not be reached. */
public final class AuditForwarding {

    private static final Logger LOG = LoggerFactory.getLogger(AuditForwarding.class);
    private static final int BATCH = 500;

    private final ForwardTable table;
    private final AuditCollector collector;
    private volatile String trouble = "";
    private boolean isBegun;

    public AuditForwarding(ForwardTable table, AuditCollector collector) {
        this.table = table;
        this.collector = collector;
    }

    /**
     * Sends some of what waits; of a collector that is not known yet, what comes from now on.
     *
     * @return whether more waits
     */
    public boolean run() {
        if (!isBegun) {
            table.begin(collector.name());
            isBegun = true;
        }
        return table.next(collector.name(), BATCH, this::arrived) == BATCH;
    }

    private boolean arrived(List<AuditLine> lines) {
        try {
            collector.deliver(lines);
            note("");
            return true;
        } catch (TLSFailedException e) {
            note(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            note(collector.name() + ": " + e);
        }
        return false;
    }

    private void note(String now) {
        if (now.isEmpty() != trouble.isEmpty()) {
            if (now.isEmpty()) {
                LOG.info("the audit reaches its collector again");
            } else {
                LOG.warn("the audit does not reach its collector: {}", now);
            }
        }
        trouble = now;
    }

    /** Why the last attempt failed; empty if it did not. */
    public String trouble() {
        return trouble;
    }

    /** What waits, for health and metrics. */
    public ForwardTable.Waiting waiting() {
        return table.waiting(collector.name());
    }
}
