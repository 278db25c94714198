// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Rules of devices, in the order they are tried; all of a purpose that match are followed. */
public record PixelRules(List<PixelRule> rules) {

    public PixelRules {
        rules = List.copyOf(rules);
    }

    /**
     * What can be said without knowing a device: of ultrasound that says where its image is,
     * everything around it is blanked.
     */
    public static PixelRules standard() {
        return parse(ConfidentialityTable.lines("pixel-rules.tsv"));
    }

    public static PixelRules none() {
        return new PixelRules(List.of());
    }

    /** Parses lines as {@link PixelRule#parse} does; blank ones and those with # are left out. */
    public static PixelRules parse(Collection<String> lines) {
        return new PixelRules(
                lines.stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(PixelRule::parse)
                        .toList());
    }

    /** Returns these rules and others behind them. */
    public PixelRules with(PixelRules more) {
        var all = new ArrayList<>(rules);
        all.addAll(more.rules);
        return new PixelRules(all);
    }

    List<PixelRule> matching(DataSet dataSet, PixelRule.Purpose purpose) {
        return rules.stream()
                .filter(rule -> rule.purpose() == purpose && rule.matches(dataSet))
                .toList();
    }
}
