// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10Object;

import java.util.List;

/**
 * Holds an object against its IOD (PS3.3), the dictionary (PS3.6) and the encoding rules (PS3.5).
 *
 * <p>Bulk data need not be in memory: of what was left in a file only the length is asked. The work
 * grows with the number of elements, and what is told is limited. Safe to share between threads.
 *
 * <p>A condition of type 1C or 2C is judged where the object itself can tell whether it holds;
 * otherwise its attribute may be absent, and of type 1C may not be empty. A module that is
 * conditional or a user option is held to its types once it is there.
 */
public final class Validator {

    /** How many findings are told of an object at most. */
    public static final int DEFAULT_LIMIT = 10_000;

    private static final Validator STANDARD = new Validator(DEFAULT_LIMIT);

    private final int limit;

    private Validator(int limit) {
        this.limit = limit;
    }

    public static Validator standard() {
        return STANDARD;
    }

    /** Returns a validator that stops after so many findings, at least one. */
    public Validator withLimit(int findings) {
        if (findings < 1) {
            throw new IllegalArgumentException("Findings are limited to 1 or more");
        }
        return new Validator(findings);
    }

    /** Returns what is wrong with a file: its meta, then its data set. */
    public List<Finding> validate(Part10Object object) {
        var findings = new Findings(limit);
        FileMetaCheck.check(object, findings);
        check(object.dataSet(), findings);
        return findings.list();
    }

    /** Returns what is wrong with an object, in the order of its data set; empty if nothing is. */
    public List<Finding> validate(DataSet dataSet) {
        var findings = new Findings(limit);
        check(dataSet, findings);
        return findings.list();
    }

    private static void check(DataSet dataSet, Findings findings) {
        var sopClass = dataSet.uid(Tags.SOPClassUID);
        var iod = sopClass.flatMap(IOD::of);
        if (iod.isEmpty()) {
            findings.warning(
                    Rule.SOP_CLASS,
                    AttributePath.of(Tags.SOPClassUID),
                    sopClass.isEmpty() ? "is absent" : "is none whose definition is known",
                    "PS3.4 B.5");
        }
        new ObjectCheck(dataSet, findings)
                .check(iod.map(IOD::definition).orElse(ItemDefinition.UNKNOWN));
    }
}
