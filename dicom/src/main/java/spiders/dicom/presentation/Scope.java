// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For which of a state's images an item of its sequences is.
 *
 * @param images each with its frames, from 1, none for all of them; no image for every image
 */
record Scope(Map<UID, Set<Integer>> images) {

    Scope {
        images = Map.copyOf(images);
    }

    static Scope of(DataSet item) {
        var images = new HashMap<UID, Set<Integer>>();
        for (var image : item.items(Tags.ReferencedImageSequence)) {
            var frames = ImageReference.frames(image);
            images.merge(ImageReference.instance(image), Set.copyOf(frames), Scope::both);
        }
        return new Scope(images);
    }

    private static Set<Integer> both(Set<Integer> some, Set<Integer> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return Set.of();
        }
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    boolean covers(UID image, int frame) {
        var frames = images.get(image);
        return images.isEmpty() || (frames != null && (frames.isEmpty() || frames.contains(frame)));
    }

    /** The items that are for a frame of an image, of those that are for some. */
    interface Scoped {
        Scope scope();
    }

    static <T extends Scoped> List<T> covering(List<T> items, UID image, int frame) {
        return items.stream().filter(item -> item.scope().covers(image, frame)).toList();
    }
}
