// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.dose.DoseSum;
import spiders.dicom.data.DataSet;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** RT doses of files. */
final class DoseFiles {

    private DoseFiles() {}

    /**
     * The dose of one file, or the sum of several.
     *
     * @throws IOException if one is no dose, or they do not add up; by its file, or all of them
     */
    static DoseSum read(List<Path> files) throws IOException {
        var dataSets = new ArrayList<DataSet>();
        for (var file : files) {
            dataSets.add(Part10.read(file, ReadOptions.defaults()).dataSet());
        }
        try {
            return DoseSum.of(dataSets);
        } catch (IllegalArgumentException e) {
            var named = files.stream().map(Path::toString).collect(Collectors.joining(", "));
            throw new IOException(named + ": " + e.getMessage(), e);
        }
    }
}
