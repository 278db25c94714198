// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.region.Source;
import spiders.region.SourceDirectory;

import java.util.List;
import java.util.stream.Collectors;

/** What a reader calls a source. */
final class SourceNames {

    private final SourceDirectory directory;

    SourceNames(SourceDirectory directory) {
        this.directory = directory;
    }

    /** The name of the configuration, or the id of a source that has left it. */
    String name(String id) {
        return directory.source(id).map(Source::name).orElse(id);
    }

    /** Whom to call, or empty. */
    String telephone(String id) {
        return directory.source(id).map(Source::telephone).orElse("");
    }

    /** Several names, in a row. */
    String names(List<String> ids) {
        return ids.stream().map(this::name).collect(Collectors.joining(", "));
    }
}
