// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.archive.StoredInstance;
import spiders.retrieval.TransferManifest.Verification;
import spiders.retrieval.store.ListedInstance;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a source says a study consists of.
 *
 * @param instances by name; none where the source lists none
 * @param claimed how many the source claims, by NumberOfStudyRelatedInstances; 0 where it is silent
 * @param verification what the archive can be compared with
 */
public record Listing(List<ListedInstance> instances, int claimed, Verification verification) {

    public Listing {
        instances = List.copyOf(instances);
    }

    int expected() {
        return switch (verification) {
            case INSTANCE_LIST -> instances.size();
            case COUNT_ONLY -> claimed;
        };
    }

    /** Of the instances listed, those that the archive does not hold. */
    List<ListedInstance> missing(Collection<StoredInstance> held) {
        var here = held.stream().map(StoredInstance::sopInstanceUID).collect(Collectors.toSet());
        return instances.stream()
                .filter(instance -> !here.contains(instance.sopInstanceUID()))
                .toList();
    }

    /** Of what the archive holds of the study, what the source lists. */
    List<StoredInstance> listed(Collection<StoredInstance> held) {
        if (verification == Verification.COUNT_ONLY) {
            return List.copyOf(held);
        }
        var names =
                instances.stream().map(ListedInstance::sopInstanceUID).collect(Collectors.toSet());
        return held.stream().filter(one -> names.contains(one.sopInstanceUID())).toList();
    }

    /** Whether the archive holds all of it; a study without instances is no study. */
    boolean isSatisfiedBy(Collection<StoredInstance> held) {
        if (expected() == 0) {
            return false;
        }
        return switch (verification) {
            case INSTANCE_LIST -> missing(held).isEmpty();
            case COUNT_ONLY -> held.size() >= claimed;
        };
    }
}
