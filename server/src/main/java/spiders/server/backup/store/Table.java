// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup.store;

import java.util.List;
import java.util.stream.Collectors;

/** A table and the columns that are written to it; generated ones follow by themselves. */
public record Table(String schema, String name, List<String> columns) {

    public Table {
        columns = List.copyOf(columns);
    }

    /** Schema and name, as they are said. */
    public String fullName() {
        return schema + "." + name;
    }

    String quoted() {
        return Sequence.quoted(schema) + "." + Sequence.quoted(name);
    }

    String quotedColumns() {
        return columns.stream().map(Sequence::quoted).collect(Collectors.joining(", "));
    }
}
