// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.preread;

import spiders.archive.reading.KeyImage;
import spiders.dicom.data.UID;
import spiders.rcp.fiche.Texts;

import java.util.List;

/**
 * What a radiologist writes of the images of a case.
 *
 * @param text what is seen; may be empty
 * @param conclusion in answer to the question asked; may be empty in a draft
 * @param remarks of single examinations, each with something to say
 * @param keyImages in the order in which they are to be seen
 */
public record PreReadContent(
        String text, String conclusion, List<ExamRemark> remarks, List<KeyImage> keyImages) {

    /** Nothing yet. */
    public static final PreReadContent BLANK = new PreReadContent("", "", List.of(), List.of());

    /** So many key images are the images of a session, not a second study. */
    public static final int MOST_KEY_IMAGES = 40;

    private static final int MOST_REMARKS = 100;

    public PreReadContent {
        text = Texts.paragraph(text);
        conclusion = Texts.paragraph(conclusion);
        remarks = List.copyOf(remarks);
        keyImages = List.copyOf(keyImages);
        if (keyImages.size() > MOST_KEY_IMAGES || remarks.size() > MOST_REMARKS) {
            throw new IllegalArgumentException(
                    "%d key images and %d remarks, limits %d and %d"
                            .formatted(
                                    keyImages.size(),
                                    remarks.size(),
                                    MOST_KEY_IMAGES,
                                    MOST_REMARKS));
        }
        keyImages.forEach(one -> Texts.line(one.caption()));
    }

    /** Whether it says enough to be signed: a text or a conclusion. */
    public boolean isSignable() {
        return !(text + conclusion).isEmpty();
    }

    /** What is said of one examination, or nothing. */
    public String remark(UID study) {
        return remarks.stream()
                .filter(one -> one.study().equals(study))
                .map(ExamRemark::text)
                .findFirst()
                .orElse("");
    }

    /** Without what it says of a patient. */
    @Override
    public String toString() {
        return "PreReadContent[%d key images]".formatted(keyImages.size());
    }
}
