// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.objects.ShelfRegister;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

/** The shelves, in the database. */
public final class ShelfTable implements ShelfRegister {

    private final JdbcClient jdbc;

    public ShelfTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    @Override
    public int open(String path, String node) {
        return jdbc.sql("insert into archive.shelf (path, node) values (?, ?) returning id")
                .params(path, node)
                .query(Integer.class)
                .single();
    }

    @Override
    public int adopt(String path) {
        jdbc.sql(
                        """
                        insert into archive.shelf (path, node, sealed_at) values (?, '', now())
                        on conflict (path) do nothing
                        """)
                .param(path)
                .update();
        return jdbc.sql("select id from archive.shelf where path = ?")
                .param(path)
                .query(Integer.class)
                .single();
    }

    @Override
    public boolean isBeingFilled(String path) {
        return jdbc.sql("select 1 from archive.shelf where path = ? and sealed_at is null")
                .param(path)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    @Override
    public String path(int shelf) {
        return jdbc.sql("select path from archive.shelf where id = ?")
                .param(shelf)
                .query(String.class)
                .single();
    }

    @Override
    public void seal(int shelf) {
        jdbc.sql("update archive.shelf set sealed_at = now() where id = ?").param(shelf).update();
    }

    @Override
    public List<Open> unsealed(String node) {
        return jdbc.sql("select id, path from archive.shelf where node = ? and sealed_at is null")
                .param(node)
                .query((row, _) -> new Open(row.getInt(1), row.getString(2)))
                .list();
    }

    @Override
    public Set<Integer> indexedFiles(int shelf) {
        return new HashSet<>(
                jdbc.sql("select file from archive.named_file where shelf = ?")
                        .param(shelf)
                        .query(Integer.class)
                        .list());
    }
}
