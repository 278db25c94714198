// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.Removal;
import spiders.archive.RemovalCause;
import spiders.archive.SetAside;
import spiders.archive.store.Selection;
import spiders.archive.store.SetAsideTable;
import spiders.security.Access;
import spiders.security.Permission;
import spiders.security.User;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Objects that came with a SOP Instance UID that another content has: neither replaces the other
 * until a person has chosen.
 */
public final class Differences {

    private final SetAsideTable table;
    private final Removals removals;
    private final Rejections rejections;
    private final Access access;
    private final TransactionTemplate transaction;

    Differences(Removals removals, Rejections rejections, Access access, DataSource database) {
        this.table = new SetAsideTable(database);
        this.removals = removals;
        this.rejections = rejections;
        this.access = access;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** The newest objects that wait for a choice. */
    public List<SetAside> waiting(int most) {
        return table.differing(most);
    }

    /** What is served stays; the other is removed. Empty when nobody waits for that choice. */
    public Optional<Removal> discard(User user, long id) throws IOException {
        access.require(user, Permission.REJECT_IMAGES);
        var object = differing(id);
        return object.isEmpty()
                ? Optional.empty()
                : removals.remove(user.name(), object.get(), new RemovalCause.Differed());
    }

    /** What was kept apart is served from now on; the other is removed. */
    public Optional<Removal> prefer(User user, long id) throws IOException {
        access.require(user, Permission.REJECT_IMAGES);
        var object = differing(id);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        var decided = transaction.execute(_ -> exchanged(user, object.get()));
        rejections.finishReleases();
        return removals.finished(decided);
    }

    private Optional<Removal> exchanged(User user, SetAside object) {
        var stored = object.stored();
        var served =
                new Selection.Instance(
                        stored.studyInstanceUID(),
                        stored.seriesInstanceUID(),
                        stored.sopInstanceUID());
        var removal = removals.decide(user.name(), served, new RemovalCause.Differed());
        table.release(object.id());
        return removal;
    }

    private Optional<SetAside> differing(long id) {
        return table.one(id).filter(object -> object.why() == SetAside.Why.DIFFERS);
    }
}
