// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.Boards;
import spiders.security.Emergency;
import spiders.security.Emergency.Judgement;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How many emergency accesses were opened in a month, and how they were judged. */
public record EmergencyMonth(YearMonth month, List<Emergency> opened) {

    public EmergencyMonth {
        opened = List.copyOf(opened);
    }

    /** The months of these accesses, the newest first. */
    static List<EmergencyMonth> of(List<Emergency> all) {
        return all.stream()
                .collect(Collectors.groupingBy(EmergencyMonth::monthOf))
                .entrySet()
                .stream()
                .map(entry -> new EmergencyMonth(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(EmergencyMonth::month).reversed())
                .toList();
    }

    private static YearMonth monthOf(Emergency one) {
        return YearMonth.from(one.openedAt().atZone(Boards.HOSPITAL_ZONE));
    }

    /** {@code 11/2026}. */
    public String text() {
        return "%02d/%d".formatted(month.getMonthValue(), month.getYear());
    }

    /** How many were judged to be this. */
    public long judged(Judgement judgement) {
        return opened.stream()
                .filter(one ->
                        one.review().filter(made -> made.judgement() == judgement).isPresent())
                .count();
    }

    /** How many wait. */
    public long waiting() {
        return opened.stream().filter(one -> one.review().isEmpty()).count();
    }
}
