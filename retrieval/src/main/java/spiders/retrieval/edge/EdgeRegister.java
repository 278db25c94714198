// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import spiders.region.Source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The edges of the configuration: by which certificate each is known, and what it is to know. */
public final class EdgeRegister {

    private final List<Entry> entries;
    private final List<Source> sources;

    /**
     * An edge.
     *
     * @param fingerprints SHA-256 of its certificate, 64 hexadecimal digits with or without colons;
     *     two while a certificate is changed
     * @param senders how many objects it sends at once
     */
    public record Entry(String id, List<String> fingerprints, int senders) {

        private static final int MOST_SENDERS = 32;

        public Entry {
            fingerprints = fingerprints.stream().map(Entry::digits).toList();
            if (!id.matches("[a-z0-9][a-z0-9-]{0,57}")) {
                throw new IllegalArgumentException(
                        "edge id \"%s\" is not 1 to 58 of a-z, 0-9 and hyphen".formatted(id));
            }
            if (senders < 1 || senders > MOST_SENDERS) {
                throw new IllegalArgumentException(
                        "%d senders: 1 to %d are allowed".formatted(senders, MOST_SENDERS));
            }
        }

        private static String digits(String fingerprint) {
            var digits = fingerprint.replace(":", "").strip().toLowerCase(Locale.ROOT);
            if (!digits.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "a fingerprint is the SHA-256 of a certificate, 64 hexadecimal digits");
            }
            return digits;
        }
    }

    /**
     * Refuses two edges of one id or certificate, and a source of an edge that is not there.
     *
     * @param sources all of the configuration, by edges or not
     */
    public EdgeRegister(List<Entry> entries, List<Source> sources) {
        this.entries = List.copyOf(entries);
        this.sources = sources.stream().filter(source -> source.edge().isPresent()).toList();
        refuseDouble(entries.stream().map(Entry::id).toList(), "id");
        refuseDouble(
                entries.stream().flatMap(entry -> entry.fingerprints().stream()).toList(),
                "certificate");
        this.sources.forEach(this::refuseUnknown);
    }

    private static void refuseDouble(List<String> values, String what) {
        if (values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException("two edges have one " + what);
        }
    }

    private void refuseUnknown(Source source) {
        var edge = source.edge().orElseThrow().edge();
        if (entries.stream().noneMatch(entry -> entry.id().equals(edge))) {
            throw new IllegalArgumentException(
                    "source %s is reached by the edge %s, which is not configured"
                            .formatted(source.id(), edge));
        }
    }

    /** The edge that shows this certificate. */
    public Optional<String> edge(String fingerprint) {
        return entries.stream()
                .filter(entry -> entry.fingerprints().contains(fingerprint))
                .map(Entry::id)
                .findFirst();
    }

    /** What the edge is to go by. */
    public EdgeSettings settings(String edge) {
        int senders =
                entries.stream()
                        .filter(entry -> entry.id().equals(edge))
                        .findFirst()
                        .orElseThrow()
                        .senders();
        var its =
                sources.stream()
                        .filter(Source::enabled)
                        .filter(source -> source.edge().orElseThrow().edge().equals(edge))
                        .map(EdgeSource::of)
                        .toList();
        var unnamed = new EdgeSettings("", its, senders);
        return new EdgeSettings(digest(EdgeJson.write(unnamed)), its, senders);
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
