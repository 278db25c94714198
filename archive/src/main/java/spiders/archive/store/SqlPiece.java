// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.matching.TextPattern;

import java.util.List;

/** A condition in SQL, with the values of its question marks. */
record SqlPiece(String sql, List<?> parameters) {

    /** A column that holds a text, or matches a pattern. */
    static SqlPiece text(String column, String value) {
        var pattern = new TextPattern(value.strip());
        return pattern.isPattern()
                ? new SqlPiece(column + " like ?", List.of(pattern.like()))
                : new SqlPiece(column + " = ?", List.of(pattern.text()));
    }

    static SqlPiece any(List<SqlPiece> pieces) {
        return joined(pieces, " or ", "false");
    }

    static SqlPiece all(List<SqlPiece> pieces) {
        return joined(pieces, " and ", "true");
    }

    private static SqlPiece joined(List<SqlPiece> pieces, String word, String none) {
        var texts = pieces.stream().map(SqlPiece::sql).toList();
        return new SqlPiece(
                pieces.isEmpty() ? none : "(" + String.join(word, texts) + ")",
                pieces.stream().<Object>flatMap(piece -> piece.parameters().stream()).toList());
    }
}
