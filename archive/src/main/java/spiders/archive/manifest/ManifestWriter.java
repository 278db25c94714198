// SPDX-License-Identifier: Apache-2.0
package spiders.archive.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import spiders.archive.keyobject.KeyObjectDocument;
import spiders.archive.manifest.Manifest.ListedSeries;
import spiders.archive.manifest.Manifest.ListedStudy;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes manifests: Key Object Selection Documents titled so (IHE RAD TF-3 4.68.4.1.2.1; PS3.3
 * section C.17.6.2; PS3.16 TID 2010), as the French exchange of imaging has them.
 *
 * <p>The same content makes the same document with the same SOP Instance UID, another content one
 * with another: the UID is made of the rest of the document.
 */
final class ManifestWriter {

    private static final KeyObjectDocument.Code TITLE =
            new KeyObjectDocument.Code("113030", "Manifest");
    private static final KeyObjectDocument.Code DESCRIPTION =
            new KeyObjectDocument.Code("113012", "Key Object Description");

    /** Stands where the UID will, while it is made of the rest. */
    private static final UID NONE_YET = new UID("2.25.0");

    private ManifestWriter() {}

    static DataSet write(Manifest manifest) {
        var content = content(manifest);
        var digest = digest("content", bytes(content));
        var document = head(manifest, digest);
        document.setAll(content);
        var copies =
                manifest.studies().stream()
                        .map(ListedStudy::uid)
                        .filter(study -> !study.equals(manifest.home()))
                        .map(study -> head(manifest.standingIn(study), digest).build())
                        .map(ManifestWriter::reference)
                        .toList();
        if (!copies.isEmpty()) {
            document.sequence(Tags.IdenticalDocumentsSequence, copies);
        }
        return document.build();
    }

    /** What is the same in every study that the document stands in. */
    private static DataSet content(Manifest manifest) {
        var content =
                DataSet.builder()
                        .sequence(
                                Tags.CurrentRequestedProcedureEvidenceSequence,
                                manifest.studies().stream()
                                        .map(study -> evidence(study, manifest.source()))
                                        .toList())
                        .sequence(Tags.ContentSequence, items(manifest));
        var requests =
                manifest.studies().stream()
                        .map(ListedStudy::attributes)
                        .filter(ManifestWriter::hasAccessionNumber)
                        .map(ManifestWriter::request)
                        .toList();
        if (!requests.isEmpty()) {
            content.sequence(Tags.ReferencedRequestSequence, requests);
        }
        return content.set(Tags.SpecificCharacterSet, "ISO_IR 192").build();
    }

    /** What is of the study that the document stands in, and the UID of the whole. */
    private static DataSetBuilder head(Manifest manifest, byte[] digest) {
        var study = manifest.homeStudy().attributes();
        var series = uid(digest("series", manifest.home().value().getBytes(US_ASCII)));
        var identity = new KeyObjectDocument.Identity(series, NONE_YET);
        var head = KeyObjectDocument.begin(study, TITLE, identity, manifest.since());
        study.element(Tags.OtherPatientIDsSequence).ifPresent(head::set);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes(head.build()));
        whole.writeBytes(digest);
        return head.set(Tags.SOPInstanceUID, uid(digest("document", whole.toByteArray())));
    }

    private static byte[] bytes(DataSet dataSet) {
        return DataSetWriter.bytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private static boolean hasAccessionNumber(DataSet study) {
        return !study.string(Tags.AccessionNumber).orElse("").isBlank();
    }

    /** An item of Referenced Request: the order that a study answers (PS3.3 table C.17.6-2). */
    private static DataSet request(DataSet study) {
        var request =
                DataSet.builder()
                        .set(Tags.StudyInstanceUID, study.uid(Tags.StudyInstanceUID).orElseThrow())
                        .set(Tags.AccessionNumber, study.string(Tags.AccessionNumber).orElseThrow())
                        .sequence(Tags.ReferencedStudySequence)
                        .empty(Tags.PlacerOrderNumberImagingServiceRequest)
                        .empty(Tags.FillerOrderNumberImagingServiceRequest)
                        .empty(Tags.RequestedProcedureID)
                        .empty(Tags.RequestedProcedureDescription)
                        .sequence(Tags.RequestedProcedureCodeSequence);
        study.element(Tags.IssuerOfAccessionNumberSequence).ifPresent(request::set);
        return request.build();
    }

    private static DataSet evidence(ListedStudy study, Manifest.Source source) {
        var root = "%s/studies/%s/series/".formatted(source.webRoot(), study.uid().value());
        var series = new ArrayList<DataSet>();
        for (var listed : study.series()) {
            var uid = listed.series().seriesInstanceUID();
            series.add(
                    KeyObjectDocument.series(uid, listed.instances())
                            .set(Tags.RetrieveAETitle, source.aeTitle().value())
                            .set(Tags.RetrieveURL, root + uid.value())
                            .build());
        }
        return KeyObjectDocument.evidence(study.uid(), series);
    }

    /** The instances, and a description of them at the end. */
    private static List<DataSet> items(Manifest manifest) {
        var items = new ArrayList<DataSet>();
        var lines = new ArrayList<String>();
        for (var study : manifest.studies()) {
            lines.add(described(study.attributes()));
            for (var series : study.series()) {
                series.instances().forEach(one -> items.add(KeyObjectDocument.content(one)));
                lines.add(described(series));
            }
        }
        items.add(
                DataSet.builder()
                        .set(Tags.RelationshipType, "CONTAINS")
                        .set(Tags.ValueType, "TEXT")
                        .sequence(Tags.ConceptNameCodeSequence, DESCRIPTION.item())
                        .set(Tags.TextValue, String.join("\r\n", lines))
                        .build());
        return items;
    }

    private static String described(DataSet study) {
        return "%s %s"
                .formatted(
                        study.string(Tags.StudyDate).orElse(""),
                        study.string(Tags.StudyDescription).orElse(""))
                .strip();
    }

    private static String described(ListedSeries listed) {
        var series = listed.series();
        return "%s, %d: %s"
                .formatted(series.modality(), listed.instances().size(), series.description());
    }

    /** A copy of the document in another study (PS3.3 section C.17.2.2). */
    private static DataSet reference(DataSet copy) {
        var reference =
                DataSet.builder()
                        .set(Tags.ReferencedSOPClassUID, UIDs.KeyObjectSelectionDocumentStorage)
                        .set(Tags.ReferencedSOPInstanceUID, uid(copy, Tags.SOPInstanceUID))
                        .build();
        var series =
                DataSet.builder()
                        .set(Tags.SeriesInstanceUID, uid(copy, Tags.SeriesInstanceUID))
                        .sequence(Tags.ReferencedSOPSequence, reference)
                        .build();
        return KeyObjectDocument.evidence(uid(copy, Tags.StudyInstanceUID), List.of(series));
    }

    private static UID uid(DataSet dataSet, Tag tag) {
        return dataSet.uid(tag).orElseThrow();
    }

    /** An identifier made of a digest, as a UUID of version 8 is (RFC 9562 section 5.8). */
    private static UID uid(byte[] digest) {
        var bytes = ByteBuffer.wrap(digest);
        long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
        long low = (bytes.getLong() & ~(0xC0L << 56)) | (0x80L << 56);
        return UID.of(new UUID(high, low));
    }

    private static byte[] digest(String what, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("spiders manifest %s\n".formatted(what).getBytes(US_ASCII));
            return digest.digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
