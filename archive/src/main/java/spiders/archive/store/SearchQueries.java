// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.matching.KeyMatching;
import spiders.archive.store.Search.Matching;
import spiders.dicom.data.DataSet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** Searches patients, studies, series and instances by the keys of an identifier. */
public final class SearchQueries {

    /** So many rows are fetched ahead of the one that is being given. */
    private static final int FETCH = 100;

    private final SearchColumns columns;
    private final JdbcTemplate template;
    private final TransactionTemplate reading;

    public SearchQueries(DataSource database) {
        this.columns = new SearchColumns(database);
        this.template = new JdbcTemplate(database);
        this.template.setFetchSize(FETCH);
        this.reading = new TransactionTemplate(new JdbcTransactionManager(database));
        this.reading.setReadOnly(true);
    }

    /** The results, in a stable order: newest studies first, then by number. */
    public List<DataSet> find(Scope scope, Search search) {
        var results = new ArrayList<DataSet>();
        find(scope, search, results::add);
        return results;
    }

    /**
     * Gives the results one by one while they are read, and holds few of them. A connection to the
     * database is held until the last is given, or the sink wants no more.
     */
    public void find(Scope scope, Search search, SearchSink sink) {
        var statement = new SearchStatement(scope, search, columns.isFilled());
        reading.executeWithoutResult(_ -> give(statement, search, sink));
    }

    private void give(SearchStatement statement, Search search, SearchSink sink) {
        var results = new SearchResults(statement, search);
        RowMapper<DataSet> mapper = (row, _) -> results.of(row);
        try (var rows = template.queryForStream(statement.sql(), mapper, statement.parameters())) {
            var wanted = matching(rows, statement.left(), search).iterator();
            while (wanted.hasNext() && sink.take(results.answered(wanted.next()))) {
                // The next one is read only when this one was taken.
            }
        }
    }

    private static Stream<DataSet> matching(Stream<DataSet> rows, DataSet left, Search search) {
        if (left.isEmpty()) {
            return rows;
        }
        var options = search.options();
        var matching =
                new KeyMatching(
                        options.contains(Matching.FUZZY),
                        options.contains(Matching.COMBINED_DATE_TIME));
        return rows.filter(row -> matching.matches(left, row))
                .skip(search.offset())
                .limit(search.limit());
    }
}
