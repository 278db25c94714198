// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.rcp.RhythmVersion;
import spiders.rcp.calendar.HolidayRegion;
import spiders.rcp.calendar.HolidayRule;
import spiders.rcp.calendar.Repetition;
import spiders.rcp.calendar.Rhythm;
import spiders.rcp.calendar.SessionTerms;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** When boards regularly meet, in every version. */
public final class RhythmStore {

    private final JdbcClient jdbc;

    public RhythmStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Lets nobody else change the rhythm of a board, or lay its sessions out, until the end. */
    public void lock(BoardId board) {
        jdbc.sql("select 1 from rcp.board where id = ? for no key update")
                .param(board.value())
                .query(Integer.class)
                .optional();
    }

    /** Adds a version, which is in force from now on. */
    public void add(BoardId board, RhythmVersion version) {
        var rhythm = version.rhythm();
        var terms = rhythm.terms();
        jdbc.sql(
                        """
                        insert into rcp.rhythm (board, version, kind, days, every, at_time,
                            minutes, room, video, closes_minutes, holidays, region, first_day,
                            last_day, set_by, set_by_name, since)
                        values (?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(board.value(), version.version())
                .params(repetition(rhythm.repetition()))
                .params(
                        terms.time(),
                        terms.length().toMinutes(),
                        terms.room(),
                        terms.video(),
                        terms.closesBefore().toMinutes())
                .params(
                        rhythm.holidays().name(),
                        rhythm.region().name(),
                        rhythm.first(),
                        rhythm.last(),
                        version.by().value(),
                        version.byName(),
                        version.since().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static List<Object> repetition(Repetition repetition) {
        return switch (repetition) {
            case Repetition.Weekly(var days, var every) -> List.of("WEEKLY", names(days), every);
            case Repetition.Monthly(var day, var nth) ->
                    List.of("MONTHLY", names(Set.of(day)), nth);
        };
    }

    private static String[] names(Set<DayOfWeek> days) {
        return days.stream().sorted().map(DayOfWeek::name).toArray(String[]::new);
    }

    /** The version in force; empty where nobody set one. */
    public Optional<RhythmVersion> inForce(BoardId board) {
        return versions(board).stream().findFirst();
    }

    /** Every version, the newest first. */
    public List<RhythmVersion> versions(BoardId board) {
        return jdbc.sql("select * from rcp.rhythm where board = ? order by version desc")
                .param(board.value())
                .query(RhythmStore::version)
                .list();
    }

    private static RhythmVersion version(ResultSet row, int number) throws SQLException {
        return new RhythmVersion(
                row.getInt("version"),
                new Rhythm(
                        repetition(row),
                        new SessionTerms(
                                row.getObject("at_time", LocalTime.class),
                                Duration.ofMinutes(row.getInt("minutes")),
                                row.getString("room"),
                                row.getString("video"),
                                Duration.ofMinutes(row.getInt("closes_minutes"))),
                        HolidayRule.valueOf(row.getString("holidays")),
                        HolidayRegion.valueOf(row.getString("region")),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class)),
                new UserName(row.getString("set_by")),
                row.getString("set_by_name"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }

    private static Repetition repetition(ResultSet row) throws SQLException {
        var days =
                Arrays.stream((String[]) row.getArray("days").getArray())
                        .map(DayOfWeek::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
        int every = row.getInt("every");
        return row.getString("kind").equals("WEEKLY")
                ? new Repetition.Weekly(days, every)
                : new Repetition.Monthly(days.iterator().next(), every);
    }
}
