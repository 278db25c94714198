// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

/**
 * What was found before the meeting, each as its author concluded.
 *
 * @param examinations imaging, biology
 * @param operative the conclusion of the operative report
 * @param pathology that of the pathologist, or why there is none
 * @param molecular that of molecular genetics
 */
public record Findings(String examinations, String operative, String pathology, String molecular) {

    /** Nothing said yet. */
    public static final Findings NONE = new Findings("", "", "", "");

    public Findings {
        examinations = Texts.paragraph(examinations);
        operative = Texts.paragraph(operative);
        pathology = Texts.paragraph(pathology);
        molecular = Texts.paragraph(molecular);
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "Findings[]";
    }
}
