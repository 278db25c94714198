// SPDX-License-Identifier: Apache-2.0
package spiders.bench.store;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/**
 * A study that nobody had: the names are made of syllables, few common and many rare, with the
 * given name Essai before another.
 *
 * @param series modalities, one a series
 */
public record SyntheticStudy(
        long number,
        long patient,
        String name,
        String birthDate,
        String date,
        String time,
        String modality,
        int series) {

    private static final String ROOT = "1.2.826.0.1.3680043.10.9.";
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final LocalDate LAST = LocalDate.of(2026, 10, 31);
    private static final int DAYS = 3650;
    private static final int STUDIES_A_PATIENT = 3;
    private static final int MOST_SERIES = 5;
    private static final List<String> FIRST =
            List.of(
                    "BER", "MAR", "DU", "LE", "ROU", "GAU", "PE", "CHE", "FON", "VA", "MO", "BRI",
                    "LAN", "GI", "TRE", "SO", "CA", "NOR", "PLI", "FLA");
    private static final List<String> MIDDLE =
            List.of(
                    "", "TI", "RA", "NE", "LO", "MI", "SSE", "GNO", "VI", "CO", "DA", "BOU", "PHI",
                    "LLE", "RRI", "THO", "QUE", "ZA", "JU", "XI");
    private static final List<String> LAST_PART =
            List.of(
                    "NARD", "TIN", "PONT", "FEVRE", "SSEAU", "THIER", "RON", "LLOT", "VAL", "MONT",
                    "GUET", "RIN", "CHER", "LIER", "NET", "BERT", "DEL", "SON", "TEL", "RAUD");
    private static final List<String> GIVEN =
            List.of(
                    "Camille",
                    "Jean-Pierre",
                    "Zoé",
                    "Élodie",
                    "Luc",
                    "Anne-Marie",
                    "Hugo",
                    "Inès",
                    "Noël",
                    "Françoise",
                    "René",
                    "Maël",
                    "Aïcha",
                    "Paul",
                    "Jeanne",
                    "Yves");
    private static final List<String> MODALITIES =
            List.of("CT", "CT", "CT", "CT", "MR", "MR", "MR", "CR", "CR", "US", "PT", "MG");

    /** The study of a number, always the same. */
    public static SyntheticStudy of(long number) {
        long patient = number / STUDIES_A_PATIENT;
        var person = new Random(patient * 31 + 7);
        var random = new Random(number * 17 + 3);
        var name = part(person, FIRST) + part(person, MIDDLE) + part(person, LAST_PART);
        var given = "Essai-" + GIVEN.get(person.nextInt(GIVEN.size()));
        var born = LAST.minusDays(7000 + person.nextInt(26_000));
        var day = LAST.minusDays(random.nextInt(DAYS));
        return new SyntheticStudy(
                number,
                patient,
                name + "^" + given,
                DATE.format(born),
                DATE.format(day),
                "%02d%02d%02d"
                        .formatted(8 + random.nextInt(12), random.nextInt(60), random.nextInt(60)),
                MODALITIES.get(random.nextInt(MODALITIES.size())),
                1 + random.nextInt(MOST_SERIES));
    }

    /** The first ones are common, the last ones rare. */
    private static String part(Random random, List<String> parts) {
        double skewed = random.nextDouble() * random.nextDouble();
        return parts.get((int) (skewed * parts.size()));
    }

    public String uid() {
        return ROOT + number;
    }

    public String patientID() {
        return "BENCH%08d".formatted(patient);
    }

    public String accession() {
        return "ACC%09d".formatted(number);
    }

    /** The family name. */
    public String familyName() {
        return name.substring(0, name.indexOf('^'));
    }

    String seriesUID(int index) {
        return uid() + "." + (index + 1);
    }

    /** As the index keeps it of a study that was stored. */
    String attributes() {
        return """
        {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},"00080020":{"vr":"DA","Value":["%s"]},\
        "00080030":{"vr":"TM","Value":["%s"]},"00080050":{"vr":"SH","Value":["%s"]},\
        "00080090":{"vr":"PN","Value":[{"Alphabetic":"MEDECIN^Essai"}]},\
        "00081030":{"vr":"LO","Value":["Examen d'essai %s"]},\
        "00100010":{"vr":"PN","Value":[{"Alphabetic":"%s"}]},\
        "00100020":{"vr":"LO","Value":["%s"]},"00100030":{"vr":"DA","Value":["%s"]},\
        "00100040":{"vr":"CS","Value":["O"]},"0020000D":{"vr":"UI","Value":["%s"]},\
        "00200010":{"vr":"SH","Value":["S%d"]}}\
        """
                .formatted(
                        date,
                        time,
                        accession(),
                        modality,
                        name,
                        patientID(),
                        birthDate,
                        uid(),
                        number);
    }

    /** As the index keeps it of a series. */
    String seriesAttributes(int index) {
        return """
        {"00080060":{"vr":"CS","Value":["%s"]},"0008103E":{"vr":"LO","Value":["Série %d"]},\
        "00180015":{"vr":"CS","Value":["CHEST"]},"0020000E":{"vr":"UI","Value":["%s"]},\
        "00200011":{"vr":"IS","Value":[%d]}}\
        """
                .formatted(modality, index + 1, seriesUID(index), index + 1);
    }
}
