// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.Tag;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was done to many objects: how often each action was taken on each attribute for each reason,
 * and how many objects were refused or failed. Safe for use by several threads.
 */
public final class DeidentificationSummary {

    private final Map<Line, Long> counts = new HashMap<>();
    private final Map<Refusal, Long> refusals = new HashMap<>();
    private long cleaned;
    private long refused;
    private long failed;

    /** Nothing counted yet. */
    public DeidentificationSummary() {}

    /** One kind of change. */
    public record Line(Tag tag, Action action, String because) {}

    /** Counts an object's changes. */
    public synchronized void add(DeidentificationReport report) {
        if (report.isRefused()) {
            refused++;
            report.refusals().forEach(refusal -> refusals.merge(refusal, 1L, Long::sum));
            return;
        }
        cleaned++;
        for (var change : report.changes()) {
            counts.merge(
                    new Line(change.path().tag(), change.action(), change.because()),
                    1L,
                    Long::sum);
        }
    }

    /** Counts an object that could not be read or written. */
    public synchronized void addFailure() {
        failed++;
    }

    /** Objects that were written. */
    public synchronized long cleaned() {
        return cleaned;
    }

    /** Objects that were not written, for a reason of {@link Refusal}. */
    public synchronized long refused() {
        return refused;
    }

    /** Objects that were no DICOM, or whose file could not be read or written. */
    public synchronized long failed() {
        return failed;
    }

    /** The changes counted so far. */
    public synchronized Map<Line, Long> counts() {
        return Map.copyOf(counts);
    }

    /** The refusals counted so far. */
    public synchronized Map<Refusal, Long> refusals() {
        return Map.copyOf(refusals);
    }

    /** Writes the summary as one JSON object, changes in the order of their tags. */
    public synchronized void writeJson(Appendable out) throws IOException {
        out.append(
                "{\"cleaned\":%d,\"refused\":%d,\"failed\":%d,\"changes\":["
                        .formatted(cleaned, refused, failed));
        boolean isFirst = true;
        for (var entry : sortedCounts()) {
            var line = entry.getKey();
            out.append(isFirst ? "{\"tag\":" : ",{\"tag\":");
            JsonText.write(out, line.tag().hex());
            out.append(",\"action\":");
            JsonText.write(out, line.action().name());
            out.append(",\"because\":");
            JsonText.write(out, line.because());
            out.append(",\"count\":").append(entry.getValue().toString()).append("}");
            isFirst = false;
        }
        out.append("],\"refusals\":[");
        isFirst = true;
        for (var entry : sortedRefusals()) {
            var refusal = entry.getKey();
            out.append(isFirst ? "{\"reason\":" : ",{\"reason\":");
            JsonText.write(out, refusal.reason().name());
            out.append(",\"detail\":");
            JsonText.write(out, refusal.detail());
            out.append(",\"count\":").append(entry.getValue().toString()).append("}");
            isFirst = false;
        }
        out.append("]}");
    }

    private List<Map.Entry<Line, Long>> sortedCounts() {
        var order =
                Comparator.comparing(Line::tag)
                        .thenComparing(Line::action)
                        .thenComparing(Line::because);
        return counts.entrySet().stream().sorted(Map.Entry.comparingByKey(order)).toList();
    }

    private List<Map.Entry<Refusal, Long>> sortedRefusals() {
        var order = Comparator.comparing(Refusal::reason).thenComparing(Refusal::detail);
        return refusals.entrySet().stream().sorted(Map.Entry.comparingByKey(order)).toList();
    }
}
