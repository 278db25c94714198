// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.objects.StoredObjects;
import spiders.archive.store.ServedInstance;
import spiders.archive.store.ServingQueries;
import spiders.dicom.data.UID;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.presentation.ImageReference;
import spiders.dicom.presentation.InvalidPresentationException;
import spiders.dicom.presentation.PresentationState;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Presentation states of a study, and which images they show: those of the same study alone, as
 * PS3.3 section C.11.11 has it, so that who may see the state may see them.
 */
final class Presentations {

    private static final ReadOptions WHOLE =
            ReadOptions.defaults()
                    .withMemoryLimit(64L << 20)
                    .withInflatedLimit(64L << 20)
                    .withElementLimit(500_000);

    private final StoredObjects objects;
    private final ServingQueries serving;

    Presentations(StoredObjects objects, ServingQueries serving) {
        this.objects = objects;
        this.serving = serving;
    }

    /**
     * Reads the state with this UID.
     *
     * @throws StudyNotGrantedException if the study has no such instance
     * @throws NotPresentedException if that is no state
     */
    Presentation read(UID study, UID state) throws IOException {
        var found = serving.instances(Set.of(study), Set.of(), Set.of(state));
        if (found.isEmpty()) {
            throw new StudyNotGrantedException();
        }
        return read(found.getFirst());
    }

    private Presentation read(ServedInstance instance) throws IOException {
        if (!instance.stored().sopClassUID().equals(PresentationState.SOP_CLASS)) {
            throw new NotPresentedException();
        }
        try {
            var opened = OpenedObject.of(objects, instance, WHOLE);
            return new Presentation(instance, PresentationState.of(opened.object().dataSet()));
        } catch (MalformedDataSetException e) {
            throw new InvalidPresentationException("Beyond what a state may be", e);
        }
    }

    /** The frames that a state is for, in its order. */
    List<PresentedFrame> frames(Presentation presentation) {
        var references = presentation.state().images();
        var images = images(presentation.studyInstanceUID(), references);
        var frames = new LinkedHashSet<PresentedFrame>();
        for (var reference : references) {
            var image = images.get(reference.sopInstanceUID());
            if (image == null || image.frames() == 0) {
                throw new MissingImageException();
            }
            for (int frame : numbers(reference, image)) {
                if (frame > image.frames()) {
                    throw new MissingImageException();
                }
                frames.add(new PresentedFrame(image, frame));
            }
        }
        return new ArrayList<>(frames);
    }

    private static List<Integer> numbers(ImageReference reference, ServedInstance image) {
        return reference.frames().isEmpty()
                ? IntStream.rangeClosed(1, image.frames()).boxed().toList()
                : reference.frames();
    }

    private Map<UID, ServedInstance> images(UID study, List<ImageReference> references) {
        var uids =
                references.stream().map(ImageReference::sopInstanceUID).collect(Collectors.toSet());
        var images = new HashMap<UID, ServedInstance>();
        for (var image : serving.instances(Set.of(study), Set.of(), uids)) {
            images.put(image.stored().sopInstanceUID(), image);
        }
        return images;
    }
}
