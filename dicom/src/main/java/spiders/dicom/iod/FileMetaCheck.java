// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10Object;

import java.util.List;

/** Holds the File Meta Information against PS3.10 section 7.1, and against the data set. */
final class FileMetaCheck {

    private static final String SECTION = "PS3.10 7.1";

    private static final List<Tag> REQUIRED =
            List.of(
                    Tags.FileMetaInformationVersion,
                    Tags.MediaStorageSOPClassUID,
                    Tags.MediaStorageSOPInstanceUID,
                    Tags.TransferSyntaxUID,
                    Tags.ImplementationClassUID);

    private FileMetaCheck() {}

    static void check(Part10Object object, Findings findings) {
        var meta = object.meta().elements();
        for (var tag : REQUIRED) {
            var element = meta.element(tag);
            if (element.isEmpty()) {
                tell(findings, Rule.MISSING, tag, "is missing, of type 1");
            } else if (element.get().isEmpty()) {
                tell(findings, Rule.EMPTY, tag, "has no value, and is of type 1");
            }
        }
        for (var element : meta) {
            ElementCheck.check(Place.ROOT, meta, element, findings);
        }
        same(object, Tags.MediaStorageSOPClassUID, Tags.SOPClassUID, findings);
        same(object, Tags.MediaStorageSOPInstanceUID, Tags.SOPInstanceUID, findings);
        syntax(object, findings);
    }

    private static void same(Part10Object object, Tag ofMeta, Tag ofObject, Findings findings) {
        var meta = object.meta().elements().string(ofMeta);
        if (meta.isPresent() && !meta.equals(object.dataSet().string(ofObject))) {
            tell(findings, Rule.FILE_META, ofMeta, "is not that of the data set");
        }
    }

    private static void syntax(Part10Object object, Findings findings) {
        var syntax = object.meta().transferSyntax();
        if (!syntax.isKnown()) {
            findings.warning(
                    Rule.FILE_META,
                    AttributePath.of(Tags.TransferSyntaxUID),
                    "is no transfer syntax of the standard",
                    "PS3.5 10");
            return;
        }
        var pixels = object.dataSet().element(Tags.PixelData);
        boolean isEncapsulated = pixels.filter(EncapsulatedElement.class::isInstance).isPresent();
        if (pixels.filter(element -> !element.isEmpty()).isPresent()
                && isEncapsulated != syntax.isEncapsulated()) {
            tell(
                    findings,
                    Rule.FILE_META,
                    Tags.TransferSyntaxUID,
                    "and the form of the pixel data contradict each other");
        }
    }

    private static void tell(Findings findings, Rule rule, Tag tag, String text) {
        findings.error(rule, AttributePath.of(tag), text, SECTION);
    }
}
