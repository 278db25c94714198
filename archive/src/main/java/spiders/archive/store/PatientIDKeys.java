// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.matching.KeyMatching;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keys that name a patient by an identifier: any that the patient has, with any name of its issuer
 * where one is asked for. An identifier and its issuer are one key together.
 */
record PatientIDKeys(List<SqlPiece> pieces, Set<Tag> decided) {

    private static final Set<Tag> ISSUERS =
            Set.of(Tags.IssuerOfPatientID, Tags.IssuerOfPatientIDQualifiersSequence);

    /** Every key that may be decided so. */
    static final Set<Tag> DECIDED =
            Set.of(
                    Tags.PatientID,
                    Tags.IssuerOfPatientID,
                    Tags.IssuerOfPatientIDQualifiersSequence,
                    Tags.OtherPatientIDsSequence);

    PatientIDKeys {
        pieces = List.copyOf(pieces);
        decided = Set.copyOf(decided);
    }

    static PatientIDKeys of(DataSet keys) {
        var pieces = new ArrayList<SqlPiece>();
        var decided = new HashSet<Tag>();
        if (add(pieces, keys)) {
            decided.add(Tags.PatientID);
            decided.addAll(ISSUERS);
        }
        for (var item : keys.items(Tags.OtherPatientIDsSequence)) {
            if (add(pieces, item)) {
                decided.add(Tags.OtherPatientIDsSequence);
            }
        }
        return new PatientIDKeys(pieces, decided);
    }

    private static boolean add(List<SqlPiece> pieces, DataSet keys) {
        var values = conditions(keys, Tags.PatientID, "a.value");
        if (values.isEmpty()) {
            return false;
        }
        var all = new ArrayList<SqlPiece>();
        all.add(SqlPiece.any(values));
        var issuer = conditions(keys, Tags.IssuerOfPatientID, "a.issuer");
        keys.items(Tags.IssuerOfPatientIDQualifiersSequence)
                .forEach(item ->
                        issuer.addAll(conditions(item, Tags.UniversalEntityID, "a.issuer")));
        if (!issuer.isEmpty()) {
            all.add(SqlPiece.any(issuer));
        }
        var whole = SqlPiece.all(all);
        pieces.add(
                new SqlPiece(
                        "st.identity in (select a.identity from archive.identity_alias a where "
                                + whole.sql()
                                + ")",
                        whole.parameters()));
        return true;
    }

    private static List<SqlPiece> conditions(DataSet keys, Tag tag, String column) {
        var conditions = new ArrayList<SqlPiece>();
        if (keys.element(tag).orElse(null) instanceof ValueElement key
                && !KeyMatching.isUniversal(key)) {
            for (var value : KeyMatching.values(key)) {
                conditions.add(SqlPiece.text(column, value));
            }
        }
        return conditions;
    }
}
