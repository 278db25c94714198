// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.ViewGrants;
import spiders.archive.ingest.BulkTable;
import spiders.archive.objects.StoredObjects;
import spiders.archive.store.BundleTable.SeriesState;
import spiders.archive.store.Search;
import spiders.archive.store.SearchQueries;
import spiders.archive.store.Selection;
import spiders.archive.store.ServedInstance;
import spiders.archive.store.ServingQueries;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.security.User;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * The archive as one person or system may see it: every door of viewing goes through here, and is
 * refused where {@link ViewGrants} has no grant.
 */
public final class GrantedStudies {

    private static final int REMEMBERED_TABLES = 256;

    /** A series that gets another instance each second is not packed again for each. */
    private static final int QUIET_SECONDS = 5;

    private final ViewGrants grants;
    private final StoredObjects objects;
    private final Pictures pictures;
    private final Transcodes transcodes;
    private final ServingQueries serving;
    private final MetadataBundles bundles;
    private final Presentations presentations;
    private final SearchQueries searching;
    private final Clock clock;
    private final Map<Long, BulkTable> tables = new LinkedHashMap<>(16, 0.75f, true);

    public GrantedStudies(
            ViewGrants grants,
            StoredObjects objects,
            Transcodes transcodes,
            DataSource database,
            Clock clock) {
        this.grants = grants;
        this.objects = objects;
        this.pictures = new Pictures(objects);
        this.transcodes = transcodes;
        this.serving = new ServingQueries(database);
        this.bundles = new MetadataBundles(database, QUIET_SECONDS);
        this.presentations = new Presentations(objects, serving);
        this.searching = new SearchQueries(database);
        this.clock = clock;
    }

    /** Finds among the studies that the user holds grants for; a system among all. */
    public List<DataSet> search(User user, Search search) {
        var found = searching.find(grants.scope(user, clock.instant()), search);
        grants.searched(user, search.level().name(), found.size());
        return found;
    }

    /** Finds within a study. */
    public List<DataSet> searchWithin(User user, UID study, Search search) {
        require(user, new Selection.Study(study));
        return searching.find(grants.scope(user, clock.instant()), search);
    }

    /** The selected instances; at least one. */
    public List<ServedInstance> instances(User user, Selection selection) {
        require(user, selection);
        var instances = serving.instances(selection);
        if (instances.isEmpty()) {
            throw new StudyNotGrantedException();
        }
        return instances;
    }

    /** A name for the present state of an instance's metadata. */
    public String version(User user, Selection.Instance selection) {
        require(user, selection);
        return serving.version(selection).orElseThrow(StudyNotGrantedException::new);
    }

    /** Gives the packed metadata of an instance. */
    public void metadata(User user, Selection.Instance selection, ServingQueries.BytesSink sink)
            throws IOException {
        require(user, selection);
        serving.metadata(selection, sink);
    }

    /** The selected series, as they are now; at least one. */
    public List<SeriesState> series(User user, Selection selection) {
        require(user, selection);
        var series = bundles.series(selection);
        if (series.isEmpty()) {
            throw new StudyNotGrantedException();
        }
        return series;
    }

    /** The metadata of series, which {@link #series} gave. */
    public MetadataBundles bundles() {
        return bundles;
    }

    /**
     * A presentation state of a study.
     *
     * @throws NotPresentedException if the instance is none
     * @throws spiders.dicom.presentation.InvalidPresentationException if it is broken
     * @throws spiders.dicom.presentation.UnsupportedPresentationException if it asks for what is
     *     not drawn
     */
    public Presentation presentation(User user, UID study, UID sopInstanceUID) throws IOException {
        require(user, new Selection.Study(study));
        return presentations.read(study, sopInstanceUID);
    }

    /**
     * The frames that a presentation state is for, in its order: of its own study alone.
     *
     * @throws MissingImageException if one of them is not there
     */
    public List<PresentedFrame> presented(User user, Presentation presentation) {
        require(user, new Selection.Study(presentation.studyInstanceUID()));
        return presentations.frames(presentation);
    }

    private void require(User user, Selection selection) {
        if (!grants.mayView(user, selection.studyInstanceUID())) {
            throw new StudyNotGrantedException();
        }
    }

    /** Where the frames and bulk values of an instance stand, which {@link #instances} gave. */
    public BulkTable bulk(ServedInstance instance) {
        var remembered = remembered(instance.id());
        if (remembered.isPresent()) {
            return remembered.get();
        }
        var table = BulkTable.unpack(serving.bulk(instance.id()));
        remember(instance.id(), table);
        return table;
    }

    private Optional<BulkTable> remembered(long instance) {
        synchronized (tables) {
            return Optional.ofNullable(tables.get(instance));
        }
    }

    private void remember(long instance, BulkTable table) {
        synchronized (tables) {
            tables.put(instance, table);
            if (tables.size() > REMEMBERED_TABLES) {
                var eldest = tables.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
        }
    }

    /** Makes pictures of instances, which {@link #instances} gave. */
    public Pictures pictures() {
        return pictures;
    }

    /** Makes instances and frames in other transfer syntaxes, of what {@link #instances} gave. */
    public Transcodes transcodes() {
        return transcodes;
    }

    /** The bytes of an instance, which {@link #instances} gave. */
    public ObjectBytes bytes(ServedInstance instance) {
        return new ObjectBytes(objects.source(instance.location()), instance);
    }
}
