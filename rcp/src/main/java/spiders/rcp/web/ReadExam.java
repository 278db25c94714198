// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.dicom.data.UID;
import spiders.web.State;

import java.util.List;

/**
 * An examination on the page of a reader.
 *
 * @param date as JJ/MM/AAAA, or empty
 * @param badge how it stands
 * @param badgeKey the key of the word for that
 * @param isHere whether pictures of it may be shown
 */
public record ReadExam(
        UID study,
        String date,
        String description,
        List<String> modalities,
        int images,
        State badge,
        String badgeKey,
        boolean isHere) {

    public ReadExam {
        modalities = List.copyOf(modalities);
    }

    /** As the note calls it. */
    public String label() {
        return (date + " " + String.join("+", modalities) + " " + description)
                .strip()
                .transform(text -> text.substring(0, Math.min(text.length(), 200)));
    }
}
