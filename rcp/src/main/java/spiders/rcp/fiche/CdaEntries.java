// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.UUID;

/**
 * Makes the entries of a document, most of them "simple observations" of the CI-SIS. Each has an
 * identifier that depends on the version of the fiche and on its place alone, so that a document
 * that is given twice names its parts alike.
 */
final class CdaEntries {

    private static final String SIMPLE = "1.3.6.1.4.1.19376.1.5.3.1.4.13";
    private static final String SIMPLE_FRENCH = "1.2.250.1.213.1.1.3.48";

    private final String seed;
    private int made;

    CdaEntries(Fiche fiche) {
        this.seed = fiche.boardCase() + " " + fiche.version() + " ";
    }

    /** Adds an identifier. */
    void identify(CdaElement element) {
        made++;
        var id = UUID.nameUUIDFromBytes((seed + made).getBytes(UTF_8));
        element.add("id", "root", id.toString().toUpperCase(Locale.ROOT));
    }

    /** A section with its title and its text, to which entries may be added. */
    CdaElement section(
            CdaElement body, String code, String title, String text, String... templates) {
        var section = body.add("component").add("section");
        section.templates(templates);
        identify(section);
        section.code("code", code, CodeSystem.LOINC, title);
        section.say("title", title);
        var narrative = section.add("text");
        text.lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> narrative.say("paragraph", line));
        return section;
    }

    /** A simple observation of a code of TA_ASIP; its value is still to be added. */
    CdaElement observation(CdaElement parent, String code, String display) {
        return observation(parent, code, CodeSystem.TA_ASIP, display, "");
    }

    /**
     * A simple observation; its value is still to be added.
     *
     * @param date of ISO 8601; not applicable where it is empty
     */
    CdaElement observation(
            CdaElement parent, String code, CodeSystem system, String display, String date) {
        var observation = parent.add("observation", "classCode", "OBS", "moodCode", "EVN");
        observation.templates(SIMPLE, SIMPLE_FRENCH);
        identify(observation);
        observation.code("code", code, system, display);
        observation.add("statusCode", "code", "completed");
        if (date.isEmpty()) {
            observation.add("effectiveTime", "nullFlavor", "NA");
        } else {
            observation.date("effectiveTime", date);
        }
        return observation;
    }

    /** An observation that is true or false. */
    CdaElement flag(CdaElement parent, String code, String display, boolean value) {
        var observation = observation(parent, code, display);
        observation.add("value", "xsi:type", "BL", "value", String.valueOf(value));
        return observation;
    }

    /** An observation in words. */
    CdaElement words(
            CdaElement parent, String code, CodeSystem system, String display, String text) {
        var observation = observation(parent, code, system, display, "");
        if (text.isEmpty()) {
            observation.add("value", "xsi:type", "CD", "nullFlavor", "UNK");
        } else {
            observation.add("value", "xsi:type", "CD").say("originalText", text);
        }
        return observation;
    }
}
