// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import picocli.CommandLine.Option;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/** What to ask for: level, information model, matching keys (PS3.4 section C.4). */
final class QueryArguments {

    /** The levels of the hierarchy, spelt as in Query/Retrieve Level (0008,0052). */
    enum Level {
        PATIENT,
        STUDY,
        SERIES,
        IMAGE
    }

    /** The information models. */
    enum Model {
        PATIENT,
        STUDY
    }

    @Option(
            names = "--level",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}), in any case.")
    private Level level = Level.STUDY;

    @Option(
            names = "--model",
            description = "Root of the model: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Model model = Model.STUDY;

    @Option(
            names = {"-k", "--match"},
            paramLabel = "KEYWORD[=VALUE]",
            description =
                    "A key by keyword or (gggg,eeee); without a value it is only asked for."
                            + " Wildcards * and ?, ranges A-B, lists A\\B.")
    private List<String> keys = new ArrayList<>();

    boolean isPatientRoot() {
        return model == Model.PATIENT || level == Level.PATIENT;
    }

    Level level() {
        return level;
    }

    /** The identifier of the request, these attributes asked for beside the keys. */
    DataSet identifier(Tag... asked) {
        var identifier = DataSet.builder();
        identifier.set(Tags.SpecificCharacterSet, "ISO_IR 192");
        identifier.set(Tags.QueryRetrieveLevel, level.name());
        for (var tag : asked) {
            identifier.empty(tag);
        }
        keys.forEach(key -> add(identifier, key));
        return identifier.build();
    }

    private static void add(DataSetBuilder identifier, String key) {
        int equals = key.indexOf('=');
        if (equals < 0) {
            identifier.empty(tag(key));
            return;
        }
        identifier.set(tag(key.substring(0, equals)), key.substring(equals + 1).split("\\\\", -1));
    }

    /** The tag of a keyword, of {@code (gggg,eeee)} or of {@code ggggeeee}. */
    static Tag tag(String text) {
        return Dictionary.tag(text).orElseGet(() -> numbered(text));
    }

    private static Tag numbered(String text) {
        var digits = text.replaceAll("[(),\\s]", "");
        if (!digits.matches("[0-9A-Fa-f]{8}")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no attribute: a keyword of PS3.6 or (gggg,eeee)".formatted(text));
        }
        return new Tag(Integer.parseUnsignedInt(digits, 16));
    }
}
