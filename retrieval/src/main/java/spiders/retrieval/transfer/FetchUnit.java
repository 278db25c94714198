// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.retrieval.store.ListedInstance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One retrieval: the whole study when nothing is here, else the least that brings what is not. */
public sealed interface FetchUnit {

    /** Instances named in one request; longer lists meet limits of the sources. */
    int MOST_NAMED = 50;

    record WholeStudy() implements FetchUnit {}

    record WholeSeries(UID series) implements FetchUnit {}

    record Named(UID series, List<UID> instances) implements FetchUnit {

        public Named {
            instances = List.copyOf(instances);
        }
    }

    /** The keys of C-GET and C-MOVE. */
    default DataSet keys(UID study) {
        var keys = DataSet.builder().set(Tags.StudyInstanceUID, study);
        return switch (this) {
            case WholeStudy() -> keys.set(Tags.QueryRetrieveLevel, "STUDY").build();
            case WholeSeries(var series) ->
                    keys.set(Tags.QueryRetrieveLevel, "SERIES")
                            .set(Tags.SeriesInstanceUID, series)
                            .build();
            case Named(var series, var instances) ->
                    keys.set(Tags.QueryRetrieveLevel, "IMAGE")
                            .set(Tags.SeriesInstanceUID, series)
                            .set(Tags.SOPInstanceUID, instances.toArray(UID[]::new))
                            .build();
        };
    }

    /** Plans what is to be fetched of what a source lists; by counts alone, the whole study. */
    static List<FetchUnit> plan(Listing listing, List<ListedInstance> missing) {
        if (listing.instances().isEmpty() || missing.size() == listing.instances().size()) {
            return List.of(new WholeStudy());
        }
        var listed = bySeries(listing.instances());
        var units = new ArrayList<FetchUnit>();
        bySeries(missing)
                .forEach((series, names) ->
                        units.addAll(units(series, names, listed.getOrDefault(series, names))));
        return units;
    }

    private static List<FetchUnit> units(UID series, Set<UID> missing, Set<UID> listed) {
        if (missing.size() == listed.size()) {
            return List.of(new WholeSeries(series));
        }
        var names = List.copyOf(missing);
        var units = new ArrayList<FetchUnit>();
        for (int i = 0; i < names.size(); i += MOST_NAMED) {
            units.add(new Named(series, names.subList(i, Math.min(names.size(), i + MOST_NAMED))));
        }
        return units;
    }

    private static Map<UID, Set<UID>> bySeries(List<ListedInstance> instances) {
        return instances.stream()
                .collect(
                        Collectors.groupingBy(
                                ListedInstance::seriesInstanceUID,
                                LinkedHashMap::new,
                                Collectors.mapping(
                                        ListedInstance::sopInstanceUID,
                                        Collectors.toCollection(java.util.LinkedHashSet::new))));
    }
}
