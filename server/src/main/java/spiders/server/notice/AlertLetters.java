// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.rcp.Boards;
import spiders.rcp.preparation.AlertKind;
import spiders.rcp.preparation.AlertToTell;
import spiders.rcp.store.AlertMailStore;
import spiders.server.configuration.Configuration.AlertMail;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes to the people of a board what is to be done so that the images of its cases are there in
 * time: by the case's number, never the patient, since ordinary mail is read on the way. One letter
 * tells all that is new, and keeps back the next for a while unless something presses. Each address
 * has its own letter, so that one that is refused keeps nobody else's back.
 */
public final class AlertLetters {

    private static final Logger LOG = LoggerFactory.getLogger(AlertLetters.class);
    private static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT);
    private static final int NUMBER = 8;

    private final AlertMailStore store;
    private final Mailer mailer;
    private final List<AlertMail> boards;
    private final EmergencyLetters.Words words;
    private final String address;
    private final Clock clock;
    private volatile String trouble = "";

    /**
     * Letters by a mailer.
     *
     * @param address what browsers call this hub; may be empty
     */
    public AlertLetters(
            AlertMailStore store,
            Mailer mailer,
            List<AlertMail> boards,
            EmergencyLetters.Words words,
            String address,
            Clock clock) {
        this.store = store;
        this.mailer = mailer;
        this.boards = List.copyOf(boards);
        this.words = words;
        this.address = address;
        this.clock = clock;
    }

    /** Writes to each address that has something to be told; one that fails stops no other. */
    public void run() {
        var failed = "";
        for (var board : boards) {
            for (var to : board.to()) {
                var failure = failure(board, to);
                failed = failure.isEmpty() ? failed : failure;
            }
        }
        if (trouble.isEmpty() && !failed.isEmpty()) {
            LOG.warn("alerts cannot be told by mail: {}", failed);
        }
        trouble = failed;
    }

    /** Why the last could not be sent; empty if it could. */
    public String trouble() {
        return trouble;
    }

    /** Why the letter to one address could not be sent; empty if it could, or if there is none. */
    private String failure(AlertMail board, String to) {
        try {
            write(board, to);
            return "";
        } catch (MailNotSentException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("a letter of board {} broke down: {}", board.board(), e.getClass().getName());
            return "board %s: %s".formatted(board.board().value(), e.getClass().getSimpleName());
        }
    }

    private void write(AlertMail board, String to) {
        var at = clock.instant();
        var now = LocalDateTime.ofInstant(at, Boards.HOSPITAL_ZONE);
        var alerts =
                store.untold(board.board(), to, now.toLocalDate(), at.minus(board.every())).stream()
                        .filter(one -> now.isBefore(one.session()))
                        .toList();
        boolean presses = alerts.stream().anyMatch(one -> one.isPressing(now));
        boolean isKeptBack =
                store.lastSent(board.board(), to)
                        .filter(sent -> at.isBefore(sent.plus(board.every())))
                        .isPresent();
        if (alerts.isEmpty() || (isKeptBack && !presses)) {
            return;
        }
        var subject =
                words.text(
                        Locale.FRENCH,
                        presses ? "rcp.alert-mail.subject.pressing" : "rcp.alert-mail.subject",
                        board.board().value(),
                        alerts.size());
        mailer.send(List.of(to), subject, text(alerts), at);
        store.told(board.board(), to, alerts.stream().map(AlertToTell::id).toList(), at);
        LOG.info("an address of board {} was told of {} alerts", board.board(), alerts.size());
    }

    /** In both languages, the first one first. */
    private String text(List<AlertToTell> alerts) {
        var text = new StringBuilder();
        for (var locale : LANGUAGES) {
            var session = Optional.<LocalDateTime>empty();
            for (var alert : alerts) {
                if (!session.equals(Optional.of(alert.session()))) {
                    session = Optional.of(alert.session());
                    text.append(
                            words.text(
                                    locale,
                                    "rcp.alert-mail.session",
                                    TIME.format(alert.session())));
                    text.append("\n\n");
                }
                text.append(line(locale, alert)).append('\n');
            }
            text.append(words.text(locale, "rcp.alert-mail.end")).append("\n\n\n");
        }
        return text.toString();
    }

    private String line(Locale locale, AlertToTell alert) {
        var text = new StringBuilder();
        text.append(
                words.text(
                        locale,
                        "rcp.alert-mail.case",
                        alert.boardCase().toString().substring(0, NUMBER),
                        sentence(locale, alert)));
        if (!alert.telephone().isEmpty()) {
            text.append("\n  ")
                    .append(words.text(locale, "rcp.alert-mail.call", alert.telephone()));
        }
        text.append("\n  ").append(words.text(locale, "rcp.alert-mail.todo." + alert.kind()));
        text.append("\n  ").append(address).append("/cases/").append(alert.boardCase());
        return text.append('\n').toString();
    }

    private String sentence(Locale locale, AlertToTell alert) {
        var key = "rcp.alert." + alert.kind();
        if (alert.kind() != AlertKind.LATE) {
            return words.text(locale, key, alert.about());
        }
        return alert.moment().isEmpty()
                ? words.text(locale, key + ".unknown", alert.about())
                : words.text(
                        locale,
                        key,
                        alert.about(),
                        TIME.format(Instant.parse(alert.moment()).atZone(Boards.HOSPITAL_ZONE)));
    }
}
