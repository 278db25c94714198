// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.Proceed;
import spiders.dicom.web.QidoClient;
import spiders.region.Query;
import spiders.region.Source;
import spiders.region.SourceConnections;
import spiders.region.SourceProfile.Quirk;
import spiders.retrieval.TransferManifest.Verification;
import spiders.retrieval.query.RefusedQuestionException;
import spiders.retrieval.query.UsedModels;
import spiders.retrieval.store.ListedInstance;

import java.util.ArrayList;
import java.util.List;

/** Asks a source for the list of a study's instances: what a transfer is verified against. */
public final class InstanceLister {

    private static final int MOST_SERIES = 5_000;
    private static final int MOST_INSTANCES = 200_000;
    private static final List<Tag> INSTANCE_KEYS =
            List.of(Tags.SOPInstanceUID, Tags.SOPClassUID, Tags.SeriesInstanceUID);

    private final SourceConnections connections;

    public InstanceLister(SourceConnections connections) {
        this.connections = connections;
    }

    /** Returns the newest list; by counts alone where the source lists no instances. */
    public Listing list(Source source, UID study) throws InterruptedException {
        boolean byWeb = source.profile().query() == Query.QIDO;
        return byWeb ? listByQido(source, study) : listByFind(source, study);
    }

    private Listing listByQido(Source source, UID study) throws InterruptedException {
        try (var web = connections.web(source)) {
            var instances =
                    new QidoClient(web)
                            .instances(study, INSTANCE_KEYS).stream()
                                    .flatMap(match -> listed(match, List.of()).stream())
                                    .toList();
            return new Listing(instances, instances.size(), Verification.INSTANCE_LIST);
        }
    }

    private Listing listByFind(Source source, UID study) {
        var request = AssociationRequest.forServices(connections.aeTitle(), UsedModels.FIND);
        try (var association = connections.associate(source, request)) {
            int claimed = claimed(association, study);
            if (source.profile().has(Quirk.NO_IMAGE_LEVEL)) {
                return new Listing(List.of(), claimed, Verification.COUNT_ONLY);
            }
            var instances = new ArrayList<ListedInstance>();
            for (var series : series(association, study)) {
                instances.addAll(instances(association, study, series));
            }
            boolean listsNothing = instances.isEmpty() && claimed > 0;
            return new Listing(
                    instances,
                    claimed,
                    listsNothing ? Verification.COUNT_ONLY : Verification.INSTANCE_LIST);
        } catch (UnlistedException e) {
            return new Listing(List.of(), e.claimed(), Verification.COUNT_ONLY);
        }
    }

    private static int claimed(Association association, UID study) {
        var keys = keys("STUDY", study).empty(Tags.NumberOfStudyRelatedInstances).build();
        return find(association, keys, MOST_SERIES).stream()
                .mapToInt(match -> match.integer(Tags.NumberOfStudyRelatedInstances).orElse(0))
                .max()
                .orElse(0);
    }

    private static List<UID> series(Association association, UID study) {
        var keys = keys("SERIES", study).empty(Tags.SeriesInstanceUID).build();
        return find(association, keys, MOST_SERIES).stream()
                .flatMap(match -> match.uid(Tags.SeriesInstanceUID).stream())
                .distinct()
                .toList();
    }

    private static List<ListedInstance> instances(Association association, UID study, UID series) {
        var keys =
                keys("IMAGE", study)
                        .set(Tags.SeriesInstanceUID, series)
                        .empty(Tags.SOPInstanceUID)
                        .empty(Tags.SOPClassUID)
                        .build();
        try {
            return find(association, keys, MOST_INSTANCES).stream()
                    .flatMap(match -> listed(match, List.of(series)).stream())
                    .toList();
        } catch (RefusedQuestionException e) {
            throw new UnlistedException(claimed(association, study));
        }
    }

    private static List<ListedInstance> listed(DataSet match, List<UID> askedSeries) {
        var sop = match.uid(Tags.SOPInstanceUID);
        var series = match.uid(Tags.SeriesInstanceUID).or(() -> askedSeries.stream().findFirst());
        if (sop.isEmpty() || series.isEmpty()) {
            return List.of();
        }
        var sopClass = match.string(Tags.SOPClassUID).orElse("");
        return List.of(new ListedInstance(sop.get(), series.get(), sopClass));
    }

    private static DataSetBuilder keys(String level, UID study) {
        return DataSet.builder()
                .set(Tags.QueryRetrieveLevel, level)
                .set(Tags.StudyInstanceUID, study);
    }

    private static List<DataSet> find(Association association, DataSet keys, int limit) {
        var matches = new ArrayList<DataSet>();
        var outcome = association.find(UsedModels.FIND, keys, limit, match -> add(matches, match));
        if (!outcome.status().isSuccess()) {
            throw new RefusedQuestionException("C-FIND", outcome.status());
        }
        return matches;
    }

    private static Proceed add(List<DataSet> matches, DataSet match) {
        matches.add(match);
        return Proceed.CONTINUE;
    }

    /** The source answers no question at the image level. */
    private static final class UnlistedException extends RuntimeException {

        private final int claimed;

        UnlistedException(int claimed) {
            super("no image level");
            this.claimed = claimed;
        }

        int claimed() {
            return claimed;
        }
    }
}
