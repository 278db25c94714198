// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/**
 * Graphics and texts that are drawn over some images, in a layer (PS3.3 section C.10.5).
 *
 * <p>Compound graphics are left out: PS3.3 section C.10.5.1.3 has their simple graphics beside
 * them.
 */
record Annotation(Scope scope, String layer, List<Figure> figures, List<Note> notes)
        implements Scope.Scoped {

    private static final int MOST_OBJECTS = 10_000;
    private static final int MOST_POINTS = 100_000;

    Annotation {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    static List<Annotation> of(DataSet state) {
        var annotations = new ArrayList<Annotation>();
        int objects = 0;
        int points = 0;
        for (var item : state.items(Tags.GraphicAnnotationSequence)) {
            var graphics = item.items(Tags.GraphicObjectSequence);
            var texts = item.items(Tags.TextObjectSequence);
            objects += 1 + graphics.size() + texts.size();
            for (var graphic : graphics) {
                points += graphic.reals(Tags.GraphicData).length / 2;
            }
            if (objects > MOST_OBJECTS || points > MOST_POINTS) {
                throw new InvalidPresentationException("Too many annotations");
            }
            annotations.add(
                    new Annotation(
                            Scope.of(item),
                            item.string(Tags.GraphicLayer).orElse(""),
                            graphics.stream().map(Figure::of).toList(),
                            texts.stream().map(Note::of).toList()));
        }
        return List.copyOf(annotations);
    }
}
