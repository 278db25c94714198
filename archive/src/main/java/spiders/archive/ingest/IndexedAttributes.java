// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.archive.FoldedName;
import spiders.archive.Origin;
import spiders.archive.PatientIdentifier;
import spiders.archive.SeenIdentity;
import spiders.archive.store.AttributeLevels;
import spiders.archive.store.IndexEntry;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What of a data set the index keeps in columns, and as the attributes of study and series. */
public final class IndexedAttributes {

    private IndexedAttributes() {}

    static IndexEntry.Study study(DataSet dataSet, UID uid, Origin origin) {
        var identity = identity(dataSet, origin.assigningAuthority());
        return new IndexEntry.Study(
                uid,
                identity,
                text(dataSet, Tags.StudyDate),
                text(dataSet, Tags.StudyTime),
                text(dataSet, Tags.AccessionNumber),
                text(dataSet, Tags.StudyDescription),
                FoldedName.of(identity.name()),
                json(dataSet, AttributeLevels.STUDY));
    }

    static IndexEntry.Series series(DataSet dataSet, UID uid) {
        return new IndexEntry.Series(
                uid,
                text(dataSet, Tags.Modality),
                number(dataSet, Tags.SeriesNumber),
                json(dataSet, AttributeLevels.SERIES));
    }

    /**
     * Whom a data set is about, in the words of its domain.
     *
     * @param assigningAuthority the domain; empty when the data set's own issuer is to say it
     */
    public static SeenIdentity identity(DataSet dataSet, String assigningAuthority) {
        var authority = assigningAuthority.isEmpty() ? issuer(dataSet) : assigningAuthority;
        return new SeenIdentity(
                new PatientIdentifier(authority, text(dataSet, Tags.PatientID)),
                text(dataSet, Tags.PatientName),
                text(dataSet, Tags.PatientBirthDate),
                text(dataSet, Tags.PatientSex));
    }

    /** The universal entity of the issuer where it has one, else its local name. */
    private static String issuer(DataSet dataSet) {
        return dataSet.item(Tags.IssuerOfPatientIDQualifiersSequence)
                .flatMap(item -> item.string(Tags.UniversalEntityID))
                .filter(text -> !text.isBlank())
                .or(() -> dataSet.string(Tags.IssuerOfPatientID))
                .orElse("");
    }

    static int number(DataSet dataSet, Tag tag) {
        try {
            return dataSet.integer(tag).orElse(0);
        } catch (RuntimeException e) {
            return 0; // Only the order of lists hangs on it: a text that is no number is no reason.
        }
    }

    /** A value as received; what PostgreSQL cannot hold is left out. */
    static String text(DataSet dataSet, Tag tag) {
        return dataSet.string(tag).orElse("").replace("\0", "");
    }

    private static Bytes json(DataSet dataSet, List<Tag> tags) {
        var builder = DataSet.builder();
        for (var tag : tags) {
            dataSet.element(tag).ifPresent(builder::set);
        }
        var bytes = new ByteArrayOutputStream();
        try {
            JsonModel.write(builder.build(), bytes, BulkDataURI.inline());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(bytes.toByteArray());
    }
}
