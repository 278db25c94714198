// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A case of a study, and which files hold what each product drew of it.
 *
 * @param files by product; where there are several nobody can say which is meant
 */
record StudyCase(String name, SortedMap<String, List<Path>> files) {

    StudyCase {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    List<Path> of(String product) {
        return files.getOrDefault(product, List.of());
    }
}
