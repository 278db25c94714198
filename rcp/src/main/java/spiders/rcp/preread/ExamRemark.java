// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.preread;

import spiders.dicom.data.UID;
import spiders.rcp.fiche.Texts;

/**
 * What is said of one examination.
 *
 * @param examination as a reader calls it: its date and description
 */
public record ExamRemark(UID study, String examination, String text) {

    public ExamRemark {
        examination = Texts.line(examination);
        text = Texts.paragraph(text);
    }

    /** Without what it says of a patient. */
    @Override
    public String toString() {
        return "ExamRemark[" + study.value() + "]";
    }
}
