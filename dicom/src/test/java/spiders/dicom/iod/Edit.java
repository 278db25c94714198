// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;

import java.util.ArrayList;
import java.util.function.UnaryOperator;

/** Changes one attribute deep in an object. */
final class Edit {

    private Edit() {}

    static DataSet set(DataSet object, AttributePath path, Element element) {
        return at(object, path, 0, item -> item.with(element));
    }

    static DataSet remove(DataSet object, AttributePath path) {
        return at(object, path, 0, item -> item.without(path.tag()));
    }

    private static DataSet at(
            DataSet item, AttributePath path, int depth, UnaryOperator<DataSet> change) {
        if (depth == path.steps().size()) {
            return change.apply(item);
        }
        var step = path.steps().get(depth);
        var items = new ArrayList<>(item.items(step.sequence()));
        items.set(step.item() - 1, at(items.get(step.item() - 1), path, depth + 1, change));
        return item.with(new SequenceElement(step.sequence(), items));
    }
}
