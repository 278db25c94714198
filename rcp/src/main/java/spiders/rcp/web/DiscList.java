// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.UID;
import spiders.retrieval.DiscIdentity;
import spiders.retrieval.DiscStudy;
import spiders.web.InvalidParamException;

import java.util.List;
import java.util.Optional;

/** What a browser read of a disc, as JSON; nothing of it is believed but as a claim. */
final class DiscList {

    private static final int MOST_STUDIES = 500;
    private static final int MOST_OBJECTS = 5_000;
    private static final int MOST_TEXT = 200;

    private DiscList() {}

    /** Whose a study is, as its files say. */
    record Person(
            @Nullable String id,
            @Nullable String issuer,
            @Nullable String name,
            @Nullable String birthDate,
            @Nullable String sex) {

        DiscIdentity identity() {
            try {
                return new DiscIdentity(
                        text(id), text(issuer), text(name), text(birthDate), text(sex));
            } catch (IllegalArgumentException _) {
                throw new InvalidParamException("identity");
            }
        }

        /** Without the traits. */
        @Override
        public String toString() {
            return "Person";
        }
    }

    /** A study of one identity. */
    record Study(
            @Nullable Person identity,
            @Nullable String date,
            @Nullable String description,
            @Nullable String institution,
            @Nullable List<String> modalities,
            int images,
            long bytes) {

        String shown(@Nullable String value) {
            var text = text(value);
            return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
        }

        List<String> ofModalities() {
            return Optional.ofNullable(modalities).orElse(List.of()).stream()
                    .limit(MOST_TEXT)
                    .map(this::shown)
                    .toList();
        }

        DiscIdentity person() {
            return DiscList.identity(identity);
        }
    }

    /** Everything on the disc, to be compared. */
    record Studies(@Nullable List<Study> studies) {

        List<Study> all() {
            var all = Optional.ofNullable(studies).orElse(List.of());
            if (all.size() > MOST_STUDIES) {
                throw new InvalidParamException("studies");
            }
            return all;
        }
    }

    /** A series and its objects. */
    record Series(@Nullable String series, @Nullable List<String> objects) {}

    /** A study that a person chose, or a part of a large one. */
    record Chosen(
            @Nullable String study,
            @Nullable Person identity,
            @Nullable String reason,
            @Nullable List<Series> series) {

        DiscStudy announced() {
            var all =
                    Optional.ofNullable(series).orElse(List.of()).stream()
                            .map(Chosen::series)
                            .toList();
            var announced =
                    new DiscStudy(uid(study), DiscList.identity(identity), all, text(reason));
            if (announced.objects() == 0 || announced.objects() > MOST_OBJECTS) {
                throw new InvalidParamException("series");
            }
            return announced;
        }

        private static DiscStudy.Series series(Series sent) {
            var objects = Optional.ofNullable(sent.objects()).orElse(List.of());
            return new DiscStudy.Series(
                    uid(sent.series()), objects.stream().map(DiscList::uid).toList());
        }
    }

    private static DiscIdentity identity(@Nullable Person person) {
        return Optional.ofNullable(person)
                .orElseThrow(() -> new InvalidParamException("identity"))
                .identity();
    }

    private static UID uid(@Nullable String value) {
        try {
            return new UID(text(value));
        } catch (IllegalArgumentException _) {
            throw new InvalidParamException("uid");
        }
    }

    private static String text(@Nullable String value) {
        return Optional.ofNullable(value).orElse("");
    }
}
