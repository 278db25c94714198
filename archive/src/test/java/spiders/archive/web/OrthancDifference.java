// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.dicom.dictionary.Tags;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A way in which the two may differ, and why; each looks at one attribute. */
enum OrthancDifference {
    /** DICOM JSON is UTF-8 whatever this says; Orthanc answers searches with ISO_IR 100. */
    CHARACTER_SET {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            return tag.equals("00080005");
        }
    },
    /** Each names its own address, then the same path. */
    ADDRESS {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            return tag.equals("00081190") && afterRoot(mine).equals(afterRoot(theirs));
        }

        private String afterRoot(JsonNode attribute) {
            var uri = attribute.path("Value").path(0).asString("");
            return uri.substring(Math.max(0, uri.indexOf("/studies/")));
        }
    },
    /** Each names itself as who is to be asked for the objects. */
    TITLE {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            return question.equals("find") && tag.equals("00080054");
        }
    },
    /** What there is none of: Orthanc leaves some of it out, we answer it empty. */
    NO_VALUE {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            return question.equals("find")
                    && mine.path("Value").isEmpty()
                    && theirs.path("Value").isEmpty();
        }
    },
    /** Both leave the value behind a URI of their own. */
    BULK_DATA {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            return sameVR(mine, theirs) && mine.has("BulkDataURI") && theirs.has("BulkDataURI");
        }
    },
    /** The same number in another notation, such as 4, 4.0 and "+4", or rounded by a double. */
    NOTATION {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            var my = mine.path("Value");
            var their = theirs.path("Value");
            return sameVR(mine, theirs)
                    && my.size() == their.size()
                    && my.size() > 0
                    && IntStream.range(0, my.size())
                            .allMatch(i -> isSameNumber(my.get(i), their.get(i)));
        }

        private boolean isSameNumber(JsonNode mine, JsonNode theirs) {
            if (!theirs.isNumber() || !(mine.isNumber() || mine.asString("").startsWith("+"))) {
                return false;
            }
            double my = mine.isNumber() ? mine.doubleValue() : parsed(mine);
            double their = theirs.doubleValue();
            return Math.abs(my - their) <= 1e-14 * Math.max(1, Math.abs(their));
        }

        private double parsed(JsonNode text) {
            return Double.parseDouble(text.asString(""));
        }
    },
    /** Orthanc writes empty component groups, and in searches, which are Latin-1, no kanji. */
    PERSON_NAME {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            return sameVR(mine, theirs)
                    && mine.path("vr").asString("").equals("PN")
                    && alphabetic(mine).equals(alphabetic(theirs));
        }

        private String alphabetic(JsonNode attribute) {
            return attribute.path("Value").path(0).path("Alphabetic").asString("");
        }
    },
    /** Orthanc takes a backslash in LT for the end of a value (PS3.5 table 6.2-1: it is not). */
    BACKSLASH {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            var parts = new ArrayList<String>();
            theirs.path("Value").forEach(part -> parts.add(part.asString("")));
            return sameVR(mine, theirs)
                    && mine.path("vr").asString("").equals("LT")
                    && mine.path("Value").path(0).asString("").equals(String.join("\\", parts));
        }
    },
    /** We answer a search with more than is required (PS3.18 table 10.6.3-3), unasked. */
    MORE {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            return theirs.isMissingNode() && !question.equals("metadata");
        }
    },
    /** The files of a study contradict each other; each system answers with one of them. */
    CONTRADICTION {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            var attribute = spiders.dicom.data.Tag.parse(tag);
            return !question.equals("metadata")
                    && OrthancComparisonTest.OBJECTS.values().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            one -> one.string(Tags.StudyInstanceUID),
                                            Collectors.mapping(
                                                    one -> one.string(attribute),
                                                    Collectors.toSet())))
                            .values()
                            .stream()
                            .filter(values -> values.size() > 1)
                            .filter(values -> holds(values, mine))
                            .anyMatch(values -> holds(values, theirs));
        }

        private boolean holds(Set<Optional<String>> values, JsonNode attribute) {
            var first = attribute.path("Value").path(0);
            var text = first.has("Alphabetic") ? first.path("Alphabetic") : first;
            return values.stream().anyMatch(one -> one.orElse("").equals(text.asString("")));
        }
    },
    /**
     * Orthanc repeats the patient and the study in its answers on series and instances, and the
     * series in those on instances, which a search within them need not (PS3.18 section 10.6).
     */
    HIGHER_LEVELS {
        @Override
        boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
            return mine.isMissingNode()
                    && (question.equals("instances") || question.equals("series"))
                    && HIGHER.contains(tag);
        }
    };

    private static final Set<String> HIGHER =
            Set.of(
                    "00080020",
                    "00080030",
                    "00080050",
                    "00080060",
                    "00080061",
                    "00080090",
                    "0008103E",
                    "00100010",
                    "00100020",
                    "00100030",
                    "00100040",
                    "00200010",
                    "00200011");

    abstract boolean explains(String question, String tag, JsonNode mine, JsonNode theirs);

    static boolean explainAny(String question, String tag, JsonNode mine, JsonNode theirs) {
        return Arrays.stream(values()).anyMatch(one -> one.explains(question, tag, mine, theirs));
    }

    private static boolean sameVR(JsonNode mine, JsonNode theirs) {
        return mine.path("vr").equals(theirs.path("vr"));
    }
}
