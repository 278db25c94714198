// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.comparison.ContourComparison;
import spiders.analysis.contour.ROI;
import spiders.analysis.geometry.PlaneSpacing;
import spiders.analysis.geometry.Solid;
import spiders.cli.Reasons;
import spiders.dicom.io.MalformedDataSetException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The scores of the products of one case; what keeps one from being scored is said. */
final class CaseScores {

    private static final double NONE = Double.NaN;

    private final StudyCase one;
    private final List<String> products;
    private final ComparisonOptions options;
    private final RoiNames names;
    private final ContourMetrics metrics;
    private final PrintWriter err;
    private final SortedMap<String, StructureFile> files = new TreeMap<>();
    private final Map<String, String> states = new TreeMap<>();
    private final List<Score> scores = new ArrayList<>();
    private boolean isWhole = true;

    /**
     * Of a case.
     *
     * @param products those to score
     */
    CaseScores(StudyCase one, List<String> products, ComparisonOptions options, PrintWriter err) {
        this.one = one;
        this.products = products;
        this.options = options;
        this.names = options.names();
        this.metrics = new ContourMetrics(options.settings());
        this.err = err;
    }

    List<Score> scores() {
        return List.copyOf(scores);
    }

    /** Whether all was scored that was asked for. */
    boolean isWhole() {
        return isWhole;
    }

    /**
     * Scores the products that are not the reference.
     *
     * @param reference the product that is
     */
    void against(String reference, List<String> wanted) {
        var file = read(reference);
        products.forEach(this::read);
        if (file.isEmpty()) {
            say("not scored: it has no reference");
            return;
        }
        if (names.unique(file.get()).size() < file.get().structures().rois().size()) {
            refuse("%s: several ROIs of one name, or of none, are not scored".formatted(reference));
        }
        score(new DrawnReference(file.get(), names, options.gaps()), wanted);
    }

    /** Scores all products against what they have in common. */
    void againstConsensus(ConsensusReference.Kind kind, double step, List<String> wanted) {
        products.forEach(this::read);
        if (files.size() < 2) {
            refuse(
                    "not scored: a consensus needs two structure sets, it has %d"
                            .formatted(files.size()));
            return;
        }
        score(new ConsensusReference(kind, step, files, names), wanted);
    }

    private Optional<StructureFile> read(String product) {
        var paths = one.of(product);
        if (paths.size() != 1) {
            states.put(product, paths.isEmpty() ? "no structure set" : "several structure sets");
            var several = paths.stream().map(path -> String.valueOf(path.getFileName())).toList();
            refuse(
                    paths.isEmpty()
                            ? "no structure set of " + product
                            : "%d structure sets of %s, which is it? %s"
                                    .formatted(paths.size(), product, String.join(", ", several)));
            return Optional.empty();
        }
        try {
            var file = StructureFile.read(paths.getFirst(), err);
            tell(file);
            files.put(product, file);
            return Optional.of(file);
        } catch (IOException | UncheckedIOException | MalformedDataSetException e) {
            states.put(product, "unreadable");
            refuse("%s cannot be read: %s".formatted(product, Reasons.withFile(e)));
            return Optional.empty();
        }
    }

    /** What of a file can be scored of no organ. */
    private void tell(StructureFile file) {
        isWhole &= file.isWhole();
        for (var roi : file.structures().rois()) {
            if (names.mapsNames() && names.isDoubtful(roi)) {
                file.say(roi, names.told(roi) + "; paired by its own name alone");
            }
        }
    }

    private void say(String what) {
        err.println(one.name() + ": " + what);
    }

    private void refuse(String what) {
        isWhole = false;
        say(what);
    }

    private void score(CaseReference reference, List<String> wanted) {
        var organs =
                reference.organs().stream()
                        .filter(organ -> wanted.isEmpty() || wanted.contains(organ))
                        .toList();
        for (var organ : organs) {
            organ(reference, organ);
        }
        if (wanted.isEmpty()) {
            files.forEach((product, file) -> leftOver(product, file, organs));
        }
    }

    /** What the reference does not have is nobody's score, but is said. */
    private void leftOver(String product, StructureFile file, List<String> organs) {
        var others =
                file.structures().rois().stream()
                        .filter(roi -> !organs.contains(names.key(roi)))
                        .map(ROI::name)
                        .toList();
        if (!others.isEmpty()) {
            say(
                    "%s: %d without a reference: %s"
                            .formatted(product, others.size(), String.join(", ", others)));
        }
    }

    private void organ(CaseReference reference, String organ) {
        var drawn = new TreeMap<String, CaseReference.Drawn>();
        var why = new TreeMap<>(states);
        for (var product : products) {
            var file = files.get(product);
            if (file != null) {
                state(file, organ, roi -> draw(product, file, roi, drawn))
                        .ifPresent(state -> why.put(product, state));
            }
        }
        try {
            int raters =
                    (int) files.keySet().stream().filter(file -> !why.containsKey(file)).count();
            var held = reference.organ(organ, drawn, raters);
            for (var product : products) {
                var state = why.get(product);
                scores.add(
                        state == null
                                ? score(organ, held, product, drawn)
                                : blank(organ, held.name(), held.uid(), product, state));
            }
        } catch (IllegalArgumentException e) {
            refuse(organ + ": " + e.getMessage());
            products.forEach(product -> scores.add(blank(organ, "", "", product, "no reference")));
        }
    }

    /** Why an organ of a file is not to be scored, if so; else it is drawn, or was missed. */
    private Optional<String> state(
            StructureFile file, String organ, Function<ROI, Optional<String>> draw) {
        var found = names.named(file, organ);
        if (found.size() == 1) {
            return draw.apply(found.getFirst());
        }
        if (found.size() > 1) {
            isWhole = false;
            file.say(found.getFirst(), "several ROIs have this name");
            return Optional.of("several of this name");
        }
        if (names.isPossible(file, organ)) {
            isWhole = false;
            return Optional.of("to be decided");
        }
        return Optional.empty();
    }

    private Optional<String> draw(
            String product, StructureFile file, ROI roi, Map<String, CaseReference.Drawn> drawn) {
        var solid = file.solid(roi, options.gaps());
        if (solid.isEmpty()) {
            isWhole = false;
            return Optional.of("not computed");
        }
        drawn.put(product, new CaseReference.Drawn(roi, solid.get()));
        return Optional.empty();
    }

    private Score score(
            String organ,
            CaseReference.Organ reference,
            String product,
            SortedMap<String, CaseReference.Drawn> drawn) {
        var mine = drawn.get(product);
        if (mine != null
                && !mine.roi().frameOfReferenceUID().equals(reference.frameOfReferenceUID())) {
            refuse("%s: %s is of another frame of reference".formatted(product, organ));
            return blank(
                    organ,
                    reference.name(),
                    reference.uid(),
                    product,
                    "another frame of reference");
        }
        var solid = mine == null ? nothing(reference.solid()) : mine.solid();
        try {
            var compared = ContourComparison.of(reference.solid(), solid, options.settings());
            return new Score(
                    one.name(),
                    organ,
                    product,
                    ContourMetrics.state(compared),
                    reference.name(),
                    mine == null ? "" : mine.roi().name(),
                    ContourMetrics.referenceVolume(compared),
                    ContourMetrics.testVolume(compared),
                    metrics.scores(compared, reference.solid(), solid),
                    ContourMetrics.method(compared)
                            + (reference.told().isEmpty() ? "" : "; " + reference.told()),
                    reference.uid(),
                    uid(product));
        } catch (IllegalArgumentException e) {
            refuse("%s: %s: %s".formatted(product, organ, e.getMessage()));
            return blank(organ, reference.name(), reference.uid(), product, "not computed");
        }
    }

    private static Solid nothing(Solid reference) {
        return Solid.of(
                reference.frame(),
                List.of(),
                reference.gapTreatment(),
                new PlaneSpacing.Unknown(1));
    }

    private String uid(String product) {
        var file = files.get(product);
        return file == null ? "" : file.structures().sopInstanceUID();
    }

    private Score blank(
            String organ, String name, String referenceUID, String product, String state) {
        return new Score(
                one.name(),
                organ,
                product,
                state,
                name,
                "",
                NONE,
                NONE,
                Collections.nCopies(metrics.names().size(), NONE),
                "",
                referenceUID,
                uid(product));
    }
}
