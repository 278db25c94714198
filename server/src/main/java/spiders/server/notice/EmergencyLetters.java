// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.security.Emergency;
import spiders.security.store.EmergencyTable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes to the data protection officers of each emergency access: who, why and until when, never
 * whose data it is, nor the words of who opened it, which may name somebody.
 */
public final class EmergencyLetters {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyLetters.class);

    /** What could not be told for so long is told by the pages alone. */
    private static final Duration LONGEST = Duration.ofDays(3);

    private static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);

    private static final ZoneId HOSPITAL = ZoneId.of("Europe/Paris");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT);

    private final EmergencyTable table;
    private final Mailer mailer;
    private final Words words;
    private final String address;
    private final InstantSource clock;
    private volatile String trouble = "";

    /** Finds the messages of the interface. */
    @FunctionalInterface
    public interface Words {

        /** The text of a key in a language. */
        String text(Locale language, String key, Object... arguments);
    }

    /**
     * Letters by a mailer.
     *
     * @param address what browsers call this hub; may be empty
     */
    public EmergencyLetters(
            EmergencyTable table, Mailer mailer, Words words, String address, InstantSource clock) {
        this.table = table;
        this.mailer = mailer;
        this.words = words;
        this.address = address;
        this.clock = clock;
    }

    /** Writes of all that nobody was written to about, until one cannot be sent. */
    public void run() {
        var since = clock.instant().minus(LONGEST);
        while (table.tell(since, this::isSent)) {
            LOG.info("an emergency access was told by mail");
        }
    }

    private boolean isSent(Emergency emergency) {
        try {
            mailer.send(subject(emergency), text(emergency), clock.instant());
            trouble = "";
            return true;
        } catch (MailNotSentException e) {
            if (trouble.isEmpty()) {
                LOG.warn("an emergency access cannot be told by mail: {}", e.getMessage());
            }
            trouble = String.valueOf(e.getMessage());
            return false;
        }
    }

    private String subject(Emergency emergency) {
        var key =
                emergency.despiteObjection()
                        ? "rcp.emergency.mail.subject.despite"
                        : "rcp.emergency.mail.subject";
        return words.text(Locale.FRENCH, key, emergency.account().value());
    }

    /** In both languages, the first one first. */
    private String text(Emergency emergency) {
        var text = new StringBuilder();
        for (var locale : LANGUAGES) {
            text.append(text(locale, emergency)).append("\n\n");
        }
        return text.toString();
    }

    private String text(Locale locale, Emergency emergency) {
        var objection =
                emergency.despiteObjection()
                        ? words.text(locale, "rcp.emergency.mail.despite") + "\n"
                        : "";
        return words.text(
                        locale,
                        "rcp.emergency.mail.text",
                        emergency.account().value(),
                        time(emergency.openedAt()),
                        time(emergency.endsAt()),
                        words.text(locale, "rcp.emergency-reason." + emergency.reason().name()))
                + "\n"
                + objection
                + words.text(locale, "rcp.emergency.mail.where", address + "/emergencies");
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(HOSPITAL));
    }

    /** Why the last could not be sent; empty if it could. */
    public String trouble() {
        return trouble;
    }

    /** Since when one waits. */
    public Optional<Instant> waitingSince() {
        return table.untoldSince(clock.instant().minus(LONGEST));
    }
}
