// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import spiders.analysis.image.UndefinedUptakeException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Moment;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds how a PET series becomes standardised uptake, by the vendor-neutral rules of QIBA's FDG-PET
 * profile (appendix G): activity in BQML, corrected for attenuation, and for decay to the start of
 * the series or to the injection.
 *
 * <p>The start of the scan is Series Time where that is not after the first acquisition. Series
 * that were made later have it from a private attribute of GE, or else from the acquisition less
 * Frame Reference Time, plus the time in the frame at which its mean activity was (PS3.3 section
 * C.8.9.4).
 */
public final class StandardUptakeReader {

    /** Below that, a dose is one in megabecquerels whatever the standard says. */
    private static final double LEAST_DOSE = 1e4;

    private static final double MOST_DOSE = 1e11;

    /**
     * After so many half lives, 1.6 % of the dose is left and no scan is made: 11 h of fluorine 18,
     * 6.8 h of gallium 68. A date that was shifted by a day is beyond.
     */
    private static final double MOST_HALF_LIVES = 6;

    /** What is injected, which each image tells; the same of all. */
    private static final List<Tag> OF_THE_INJECTION =
            List.of(
                    Tags.RadionuclideTotalDose,
                    Tags.RadionuclideHalfLife,
                    Tags.RadiopharmaceuticalStartTime,
                    Tags.RadiopharmaceuticalStartDateTime);

    private final List<DataSet> images;
    private final DataSet first;
    private final UptakeNormalisation normalisation;

    private StandardUptakeReader(List<DataSet> images, UptakeNormalisation normalisation) {
        this.images = images;
        this.normalisation = normalisation;
        this.first = images.getFirst();
    }

    /**
     * Finds it.
     *
     * @param images all of the series
     * @throws UndefinedUptakeException if it is not defined, by its reason
     */
    public static StandardUptake read(List<DataSet> images, UptakeNormalisation normalisation) {
        if (images.isEmpty()) {
            throw new UndefinedUptakeException(Reason.NOT_PET);
        }
        return new StandardUptakeReader(List.copyOf(images), normalisation).read();
    }

    private StandardUptake read() {
        require("PT".equals(first.string(Tags.Modality).orElse("")), Reason.NOT_PET);
        var units = only(Tags.Units, Reason.UNITS);
        if (units.equals(normalisation.unit()) && isUptakeAlready()) {
            return new StandardUptake(
                    normalisation, 1, Duration.ZERO, "SUV as stored, " + normalisation.type());
        }
        require(!units.equals("CNTS"), Reason.PRIVATE_FACTOR);
        require(units.equals("BQML"), Reason.UNITS);
        for (var image : images) {
            var corrected = image.strings(Tags.CorrectedImage);
            require(corrected.contains("ATTN"), Reason.NO_ATTENUATION_CORRECTION);
            require(corrected.contains("DECY"), Reason.NO_DECAY_CORRECTION);
        }
        var injection = injection();
        double dose = injection.real(Tags.RadionuclideTotalDose).orElse(Double.NaN);
        require(dose >= LEAST_DOSE && dose <= MOST_DOSE, Reason.DOSE);
        var decay = decay(injection);
        double left = dose;
        if (!decay.isZero()) {
            double halfLife = halfLife(injection);
            double halfLives = decay.toMillis() / 1e3 / halfLife;
            require(halfLives <= MOST_HALF_LIVES, Reason.TIMES);
            left = dose * Math.pow(2, -halfLives);
        }
        var reference = decay.isZero() ? "ADMIN" : "START";
        return new StandardUptake(
                normalisation,
                size() / left,
                decay,
                "SUV %s of BQML, decay %s".formatted(normalisation.type(), reference));
    }

    /** The one injection: images of two, or that differ in it, say nothing of whose activity is. */
    private DataSet injection() {
        var said = new HashSet<List<List<String>>>();
        for (var image : images) {
            var injections = image.items(Tags.RadiopharmaceuticalInformationSequence);
            require(!injections.isEmpty(), Reason.DOSE);
            require(injections.size() == 1, Reason.INCONSISTENT);
            said.add(OF_THE_INJECTION.stream().map(injections.getFirst()::strings).toList());
        }
        require(said.size() == 1, Reason.INCONSISTENT);
        return first.items(Tags.RadiopharmaceuticalInformationSequence).getFirst();
    }

    private static void require(boolean condition, Reason reason) {
        if (!condition) {
            throw new UndefinedUptakeException(reason);
        }
    }

    /** GML without a type is of body weight (PS3.3 table C.8-60). */
    private boolean isUptakeAlready() {
        var type = only(Tags.SUVType, Reason.UNITS);
        return type.equals(normalisation.type())
                || (type.isEmpty() && normalisation == UptakeNormalisation.BODY_WEIGHT);
    }

    private String only(Tag tag, Reason reason) {
        var values = new HashSet<String>();
        images.forEach(image -> values.add(image.string(tag).orElse("")));
        require(values.size() == 1, reason);
        return values.iterator().next();
    }

    private double only(Tag tag, double least, double most, Reason reason) {
        only(tag, Reason.INCONSISTENT);
        double value = first.real(tag).orElse(Double.NaN);
        require(value >= least && value <= most, reason);
        return value;
    }

    private static double halfLife(DataSet injection) {
        double halfLife = injection.real(Tags.RadionuclideHalfLife).orElse(Double.NaN);
        require(halfLife > 0 && Double.isFinite(halfLife), Reason.HALF_LIFE);
        return halfLife;
    }

    /** Grams or square centimetres. */
    private double size() {
        double weight = only(Tags.PatientWeight, 0.2, 700, Reason.WEIGHT);
        return switch (normalisation) {
            case BODY_WEIGHT -> 1000 * weight;
            case LEAN_BODY_MASS -> 1000 * leanBodyMass(weight, height());
            case BODY_SURFACE ->
                    10_000 * 0.007184 * Math.pow(weight, 0.425) * Math.pow(100 * height(), 0.725);
        };
    }

    private double height() {
        return only(Tags.PatientSize, 0.2, 3, Reason.HEIGHT);
    }

    private double leanBodyMass(double weight, double height) {
        double index = weight / (height * height);
        return switch (only(Tags.PatientSex, Reason.SEX)) {
            case "M" -> 9270 * weight / (6680 + 216 * index);
            case "F" -> 9270 * weight / (8780 + 244 * index);
            default -> throw new UndefinedUptakeException(Reason.SEX);
        };
    }

    /** From the injection to the time that decay is corrected to. */
    private Duration decay(DataSet injection) {
        return switch (only(Tags.DecayCorrection, Reason.DECAY_REFERENCE)) {
            case "ADMIN" -> Duration.ZERO;
            case "START" -> {
                var scan = scanStart(injection);
                var decay = Duration.between(injected(injection, scan), scan);
                require(!decay.isNegative() && !decay.isZero(), Reason.TIMES);
                yield decay;
            }
            default -> throw new UndefinedUptakeException(Reason.DECAY_REFERENCE);
        };
    }

    private LocalDateTime scanStart(DataSet injection) {
        var series = first.dateTime(Tags.SeriesDate, Tags.SeriesTime);
        var earliest =
                images.stream()
                        .flatMap(image -> acquired(image).stream())
                        .min(LocalDateTime::compareTo)
                        .orElseThrow(() -> new UndefinedUptakeException(Reason.TIMES));
        if (series.isPresent() && has(Tags.SeriesTime) && !series.get().isAfter(earliest)) {
            return series.get();
        }
        var makers =
                first.privateTag(0x0009, "GEMS_PETD_01", 0x0d)
                        .flatMap(first::moment)
                        .map(this::local);
        if (makers.isPresent()) {
            return makers.get();
        }
        return images.stream()
                .map(image -> frameStart(image, halfLife(injection)))
                .min(LocalDateTime::compareTo)
                .orElseThrow();
    }

    private boolean has(Tag tag) {
        return first.time(tag).isPresent();
    }

    private static Optional<LocalDateTime> acquired(DataSet image) {
        return image.time(Tags.AcquisitionTime).isPresent()
                ? image.dateTime(Tags.AcquisitionDate, Tags.AcquisitionTime)
                : Optional.empty();
    }

    /**
     * The time that a frame's decay is corrected to, by the time at which its mean activity was.
     */
    private static LocalDateTime frameStart(DataSet image, double halfLife) {
        double reference = image.real(Tags.FrameReferenceTime).orElse(Double.NaN) / 1000;
        double duration = image.real(Tags.ActualFrameDuration).orElse(Double.NaN) / 1000;
        require(duration > 0 && duration < 1e6 && Math.abs(reference) < 1e6, Reason.TIMES);
        double decayed = Math.log(2) / halfLife * duration;
        double mean = duration / decayed * Math.log(decayed / -Math.expm1(-decayed));
        return acquired(image)
                .orElseThrow(() -> new UndefinedUptakeException(Reason.TIMES))
                .plusNanos(Math.round((mean - reference) * 1e9));
    }

    /**
     * A moment on the clock that the dates and times of the images are on. One that says its offset
     * from UTC can be put there only if the images say theirs (PS3.5 section 6.2, DT; PS3.3 section
     * C.12.1.1.8).
     */
    private LocalDateTime local(Moment moment) {
        require(moment.precision().compareTo(Moment.Precision.MINUTE) >= 0, Reason.TIMES);
        return switch (moment.offset()) {
            case Moment.Offset.Unsaid() -> moment.start();
            case Moment.Offset.Said(var there) -> {
                only(Tags.TimezoneOffsetFromUTC, Reason.TIMES);
                var here =
                        first.timezoneOffset()
                                .orElseThrow(() -> new UndefinedUptakeException(Reason.TIMES));
                yield moment.start().atOffset(there).withOffsetSameInstant(here).toLocalDateTime();
            }
        };
    }

    /** A time of day without a day is the last such time before the scan. */
    private LocalDateTime injected(DataSet injection, LocalDateTime scan) {
        if (!injection.string(Tags.RadiopharmaceuticalStartDateTime).orElse("").isBlank()) {
            return injection
                    .moment(Tags.RadiopharmaceuticalStartDateTime)
                    .map(this::local)
                    .orElseThrow(() -> new UndefinedUptakeException(Reason.TIMES));
        }
        var time =
                injection
                        .time(Tags.RadiopharmaceuticalStartTime)
                        .orElseThrow(() -> new UndefinedUptakeException(Reason.TIMES));
        var sameDay = scan.toLocalDate().atTime(time);
        return sameDay.isAfter(scan) ? sameDay.minusDays(1) : sameDay;
    }
}
