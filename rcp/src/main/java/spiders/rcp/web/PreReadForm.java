// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.archive.reading.KeyImage;
import spiders.dicom.data.UID;
import spiders.rcp.fiche.Texts;
import spiders.rcp.preread.ExamRemark;
import spiders.rcp.preread.PreReadContent;
import spiders.web.Form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The note of a case as a form: its fields, and what they say. */
final class PreReadForm {

    private PreReadForm() {}

    /** Before anything is typed over it. */
    static Form of(PreReadContent content) {
        var values = new LinkedHashMap<String, String>();
        values.put("text", content.text());
        values.put("conclusion", content.conclusion());
        content.remarks().forEach(one -> values.put(field(one.study()), one.text()));
        return Form.with(values);
    }

    /** The name of the field of an examination's remark. */
    static String field(UID study) {
        return "remark." + study.value();
    }

    /**
     * What was typed, or empty with the errors in the form.
     *
     * @param exams what each study of which something may be said is called
     */
    static Optional<PreReadContent> read(Form form, Map<UID, String> exams) {
        var text = form.optional("text", Texts.PARAGRAPH);
        var conclusion = form.optional("conclusion", Texts.PARAGRAPH);
        var remarks = new ArrayList<ExamRemark>();
        exams.forEach((study, label) -> remark(form, study, label).ifPresent(remarks::add));
        var images = keyImages(form);
        if (!form.isAccepted()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PreReadContent(text, conclusion, remarks, images));
        } catch (IllegalArgumentException refused) {
            form.reject("text", "rcp.pre-read.refused");
            return Optional.empty();
        }
    }

    private static Optional<ExamRemark> remark(Form form, UID study, String label) {
        form.optional(field(study), Texts.PARAGRAPH);
        return form.parse(
                field(study), typed -> new ExamRemark(study, label, typed), "rcp.pre-read.refused");
    }

    /** Of those that make no sense nothing is kept, and the form says so. */
    static List<KeyImage> keyImages(Form form) {
        var keys = form.values("key");
        var captions = form.values("caption");
        var images = new ArrayList<KeyImage>();
        for (int i = 0; i < Math.min(keys.size(), PreReadContent.MOST_KEY_IMAGES + 1); i++) {
            try {
                var caption = i < captions.size() ? captions.get(i) : "";
                images.add(KeyPicture.parse(keys.get(i), Texts.line(caption)));
            } catch (IllegalArgumentException refused) {
                form.reject("key", "rcp.pre-read.key.refused");
            }
        }
        return images;
    }
}
