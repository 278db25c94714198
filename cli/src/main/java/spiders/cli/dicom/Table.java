// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Dictionary;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Attributes in columns with a tab between, which {@code cut} and spreadsheets read. */
final class Table {

    private Table() {}

    static String heading(Tag... columns) {
        return Arrays.stream(columns)
                .map(tag -> Dictionary.keyword(tag).orElseGet(tag::toString))
                .collect(Collectors.joining("\t"));
    }

    static String row(DataSet dataSet, Tag... columns) {
        return Arrays.stream(columns)
                .map(tag -> shown(String.join("\\", dataSet.strings(tag))))
                .collect(Collectors.joining("\t"));
    }

    /** Text from elsewhere, without what moves a terminal's cursor or breaks a line. */
    static String shown(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? "\uFFFD" : Character.toString(c))
                .collect(Collectors.joining());
    }
}
