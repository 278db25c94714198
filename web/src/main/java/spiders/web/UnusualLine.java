// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import spiders.security.Action;
import spiders.security.Outcome;
import spiders.security.ReportPeriod;
import spiders.security.UnusualAccess;
import spiders.security.UnusualAccess.Habit;
import spiders.security.UserName;

import java.time.LocalDate;

/**
 * An unusual access in the words of the reader.
 *
 * @param rule which one fired
 * @param figures what it counted, and what it held that against
 * @param href the lines of the audit that it is of
 */
public record UnusualLine(
        String rule, UserName who, String name, LocalDate day, String figures, String href) {

    private static final double TENTHS = 10;

    static UnusualLine of(Page page, UnusualAccess found, ReportPeriod period) {
        return new UnusualLine(
                page.text("web.unusual.rule." + found.getClass().getSimpleName()),
                found.who(),
                found.name(),
                found.day(),
                figures(page, found),
                href(found, period));
    }

    private static String figures(Page page, UnusualAccess found) {
        return switch (found) {
            case UnusualAccess.ManyPatients many ->
                    page.text(
                            many.habit().of() == Habit.Whose.OWN
                                    ? "web.unusual.manyOwn"
                                    : "web.unusual.manyRole",
                            many.patients(),
                            rounded(many.habit().median()),
                            rounded(many.habit().limit()),
                            many.habit().days());
            case UnusualAccess.StrangeHour hour ->
                    page.text(
                            "web.unusual.hour",
                            hour.looks(),
                            hour.patients(),
                            "%02d:00".formatted(hour.hour()),
                            "%02d:59".formatted(hour.hour()),
                            hour.days(),
                            hour.knownDays());
            case UnusualAccess.RepeatedRefusals refused ->
                    page.text(
                            "web.unusual.refusals",
                            refused.refusals(),
                            page.time(refused.until()),
                            refused.patients());
            case UnusualAccess.ManyEmergencies many ->
                    page.text("web.unusual.emergencies", many.count(), many.patients());
            case UnusualAccess.LateReview late ->
                    page.text(
                            late.isJudged() ? "web.unusual.judgedLate" : "web.unusual.notJudged",
                            page.date(late.day()),
                            late.patient());
            case UnusualAccess.OnePatient one ->
                    page.text("web.unusual.onePatient", one.patient(), one.days(), one.looks());
        };
    }

    private static double rounded(double value) {
        return Math.round(value * TENTHS) / TENTHS;
    }

    private static String href(UnusualAccess found, ReportPeriod period) {
        return switch (found) {
            case UnusualAccess.ManyPatients many -> of(many, many.day(), many.day());
            case UnusualAccess.StrangeHour hour -> of(hour, period.first(), period.last());
            case UnusualAccess.RepeatedRefusals refused ->
                    of(refused, refused.day(), refused.day())
                            + "&action=%s&outcome=%s".formatted(Action.ACCESS, Outcome.REFUSED);
            case UnusualAccess.ManyEmergencies many ->
                    of(many, period.first(), period.last()) + "&action=" + Action.OPEN_EMERGENCY;
            case UnusualAccess.LateReview late ->
                    "/audit?patient=%s&from=%s&to=%s"
                            .formatted(late.patient(), late.day().minusMonths(1), period.last());
            case UnusualAccess.OnePatient one ->
                    of(one, period.first(), period.last()) + "&patient=" + one.patient();
        };
    }

    private static String of(UnusualAccess found, LocalDate first, LocalDate last) {
        return "/audit?who=%s&from=%s&to=%s".formatted(found.who(), first, last);
    }
}
