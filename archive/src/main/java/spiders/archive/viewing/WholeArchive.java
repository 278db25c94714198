// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.objects.StoredObjects;
import spiders.archive.store.Scope;
import spiders.archive.store.Search;
import spiders.archive.store.SearchQueries;
import spiders.archive.store.SearchSink;
import spiders.archive.store.ServedInstance;
import spiders.archive.store.ServingQueries;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

/**
 * The archive as information systems see it: all of it, without grants. Whoever gives it out asks
 * before whether the system may, and records what it got.
 */
public final class WholeArchive {

    private final StoredObjects objects;
    private final ServingQueries serving;
    private final SearchQueries searching;

    public WholeArchive(StoredObjects objects, DataSource database) {
        this.objects = objects;
        this.serving = new ServingQueries(database);
        this.searching = new SearchQueries(database);
    }

    /** Gives what matches one by one, while the rest is still being read. */
    public void find(Search search, SearchSink sink) {
        searching.find(new Scope.Everything(), search, sink);
    }

    /**
     * The instances of these studies, of these series, and with these UIDs; an empty set says
     * nothing, and not all three may be empty.
     */
    public List<ServedInstance> instances(Set<UID> studies, Set<UID> series, Set<UID> instances) {
        return serving.instances(studies, series, instances);
    }

    /** The bytes of an instance, which {@link #instances} gave. */
    public ObjectBytes bytes(ServedInstance instance) {
        return new ObjectBytes(objects.source(instance.location()), instance);
    }

    /** The instance in another transfer syntax, made when it is asked for. */
    public Reencoded reencoded(ServedInstance instance, TransferSyntax syntax) {
        return new Reencoded(objects.source(instance.location()), instance, syntax);
    }

    /** How many bytes the stored file of an instance has; one that is gone is an exception. */
    public long fileLength(ServedInstance instance) throws IOException {
        return objects.length(instance.location());
    }
}
