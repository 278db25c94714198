// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.Element;

import java.util.Optional;

/** Says which values are written as a BulkDataURI, and which URI (PS3.18 section F.2.6). */
@FunctionalInterface
public interface BulkDataURI {

    /**
     * Asked for each value that is not text or a number.
     *
     * @return the URI; empty to write the value inline, or, if it is not in memory, not at all
     */
    Optional<String> of(AttributePath path, Element element);

    /** Writes every value inline that is in memory. */
    static BulkDataURI inline() {
        return (path, element) -> Optional.empty();
    }
}
