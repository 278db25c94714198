// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import spiders.archive.Quota;
import spiders.archive.Quotas;

import java.util.ArrayList;
import java.util.List;

/** How full the archive is by what it may hold, and what may come from some origins. */
public final class QuotaCheckup implements Checkup {

    private final Quotas quotas;

    public QuotaCheckup(Quotas quotas) {
        this.quotas = quotas;
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        if (quotas.isLimited()) {
            add(findings, "the archive", quotas.whole().fill());
        }
        quotas.origins().forEach(one -> add(findings, one.quota().name(), one.fill()));
        return List.copyOf(findings);
    }

    private static void add(List<Finding> findings, String whose, Quota.Fill fill) {
        switch (fill) {
            case FREE -> {}
            case WARNING ->
                    findings.add(
                            new Finding(Reason.QUOTA_WARNING, whose + " nears what it may hold"));
            case FULL ->
                    findings.add(
                            new Finding(Reason.QUOTA_FULL, whose + " holds as much as it may"));
        }
    }

    /** The database's own checkup says why this one failed. */
    @Override
    public Reason otherwise() {
        return Reason.DATABASE_DOWN;
    }
}
