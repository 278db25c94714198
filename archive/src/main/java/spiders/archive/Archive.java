// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.archive.ingest.Ingestor;
import spiders.archive.ingest.Reindexer;
import spiders.archive.lifecycle.BoardNeeds;
import spiders.archive.lifecycle.LifeCycle;
import spiders.archive.objects.ObjectStore;
import spiders.archive.objects.ObjectStores;
import spiders.archive.objects.Scratch;
import spiders.archive.store.IndexQueries;
import spiders.archive.store.IndexWriter;
import spiders.archive.store.OriginFillTable;
import spiders.archive.store.ServingQueries;
import spiders.archive.store.SetAsideTable;
import spiders.archive.store.ShelfTable;
import spiders.archive.upkeep.ColumnFill;
import spiders.archive.viewing.GrantedStudies;
import spiders.archive.viewing.Renditions;
import spiders.archive.viewing.RenditionsAhead;
import spiders.archive.viewing.StoredQueue;
import spiders.archive.viewing.Streaming;
import spiders.archive.viewing.Transcodes;
import spiders.archive.viewing.WholeArchive;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;
import spiders.security.Access;
import spiders.security.Audit;
import spiders.security.PatientKey;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import javax.sql.DataSource;

/**
 * The objects of the platform, as received, and their index. Safe for many threads.
 *
 * <p>What is answered as stored is in the store and in the index, both durable. An object is
 * immutable and held once.
 */
public final class Archive implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Archive.class.getName());

    private final ObjectStore objects;
    private final DataSource database;
    private final IndexQueries index;
    private final Ingestor ingestor;
    private final ColumnFill filling;
    private final RoomShortage shortage = new RoomShortage();
    private final Quotas quotas;
    private volatile KeyObjects keyObjects = (_, _) -> {};

    /** Does what a stored key object says, if it says something. */
    private interface KeyObjects {
        void stored(Origin origin, StoredInstance keyObject);
    }

    /** Takes the place of the objects, and removes what a crash left there. */
    public Archive(ArchiveSettings settings, DataSource database, List<StoredListener> listeners)
            throws IOException {
        this(settings, database, listeners, Clock.systemUTC());
    }

    /** One that takes the time from a clock of the caller's. */
    public Archive(
            ArchiveSettings settings,
            DataSource database,
            List<StoredListener> listeners,
            InstantSource clock)
            throws IOException {
        this(settings, ArchivePolicy.DEFAULT, database, listeners, clock);
    }

    /** One with a site's own policy. */
    public Archive(
            ArchiveSettings settings,
            ArchivePolicy policy,
            DataSource database,
            List<StoredListener> listeners,
            InstantSource clock)
            throws IOException {
        this.database = database;
        this.index = new IndexQueries(database);
        this.objects = ObjectStores.open(settings, new ShelfTable(database), clock);
        var fills = new OriginFillTable(database);
        this.quotas =
                new Quotas(
                        policy,
                        () -> index.counts().bytes(),
                        one -> fills.bytes(one.origins()),
                        clock);
        this.ingestor =
                new Ingestor(
                        objects,
                        new Ingestor.Tables(
                                IndexWriter.checking(database), index, new SetAsideTable(database)),
                        new Ingestor.Policy(policy.duplicates(), quotas),
                        listeners,
                        clock);
        takeWhatACrashLeft();
        this.filling = new ColumnFill(database);
    }

    /**
     * Objects that a crash kept from their rows get them: nobody was told that they are stored, and
     * their senders will send them again, but what is whole is not thrown away.
     */
    private void takeWhatACrashLeft() throws IOException {
        var left = objects.leftWhole();
        var outcomes = new Reindexer(objects, IndexWriter.checking(database), index).index(left);
        for (int i = 0; i < left.size(); i++) {
            switch (outcomes.get(i)) {
                case Reindexer.Outcome.Indexed() -> {}
                case Reindexer.Outcome.Copy() -> objects.discard(left.get(i));
                case Reindexer.Outcome.Incomplete(),
                        Reindexer.Outcome.Damaged(_),
                        Reindexer.Outcome.Contradicts(_) ->
                        LOG.log(
                                Level.WARNING,
                                "{0} is left from a crash, and cannot be indexed: {1}",
                                objects.name(left.get(i)),
                                outcomes.get(i));
            }
        }
        objects.settle();
    }

    /**
     * Takes an object as a raw data set, straight from the network; a long one is never in memory.
     * Returns when its fate is durable.
     *
     * @param sopClass as announced; the data set must agree
     * @param sopInstance as announced; the data set must agree
     * @throws IOException when the stream fails, or the disk does; nothing is kept
     */
    public Ingested ingest(
            Origin origin,
            UID sopClass,
            UID sopInstance,
            TransferSyntax transferSyntax,
            InputStream rawDataSet)
            throws IOException, InterruptedException {
        return ingest(origin, sopClass, sopInstance, transferSyntax, rawDataSet, Reception.OF_ANY);
    }

    /** As the other, of what the reception takes. */
    public Ingested ingest(
            Origin origin,
            UID sopClass,
            UID sopInstance,
            TransferSyntax transferSyntax,
            InputStream rawDataSet,
            Reception reception)
            throws IOException, InterruptedException {
        var outcome =
                ingestor.ingest(
                        origin, sopClass, sopInstance, transferSyntax, rawDataSet, reception);
        shortage.note(sopInstance, outcome);
        obey(origin, outcome);
        return outcome;
    }

    /**
     * A key object is obeyed before its sender is told that it is stored, and once more when it
     * comes again, for the first time may have ended in between.
     */
    private void obey(Origin origin, Ingested outcome) {
        switch (outcome) {
            case Ingested.Stored(var stored) -> obey(origin, stored);
            case Ingested.AlreadyThere(var stored) -> obey(origin, stored);
            case Ingested.KeptApart _, Ingested.Refused _ -> {}
        }
    }

    private void obey(Origin origin, StoredInstance stored) {
        if (stored.sopClassUID().equals(UIDs.KeyObjectSelectionDocumentStorage)) {
            keyObjects.stored(origin, stored);
        }
    }

    /**
     * Why objects that were announced to this archive were not taken though nothing is wrong with
     * them, and not stored since: who asked a source to send them here learns so why they are
     * missing.
     *
     * @param concerned which objects count, by SOP Instance UID
     */
    public Optional<Refusal> shortage(Instant since, Predicate<UID> concerned) {
        return shortage.since(since, concerned);
    }

    /**
     * Takes an object as a Part 10 file or message. Its preamble and file meta information are
     * replaced by ours; its data set is kept byte for byte.
     */
    public Ingested ingestPart10(Origin origin, InputStream part10)
            throws IOException, InterruptedException {
        return ingestPart10(origin, part10, Reception.OF_ANY);
    }

    /** As {@link #ingestPart10(Origin, InputStream)}, of what the reception takes. */
    public Ingested ingestPart10(Origin origin, InputStream part10, Reception reception)
            throws IOException, InterruptedException {
        var outcome = ingestor.ingestPart10(origin, part10, reception);
        obey(origin, outcome);
        return outcome;
    }

    /** Opens a file for what will be composed to objects; the caller closes it. */
    public Scratch scratch() throws IOException {
        return objects.scratch();
    }

    /** The instances of a study, by series and instance number; none for an unknown study. */
    public List<StoredInstance> instances(UID study) {
        return index.instances(study);
    }

    /** An instance, where it is stored. */
    public Optional<StoredInstance> instance(UID sopInstance) {
        return index.instance(sopInstance);
    }

    /** The studies that are a registered patient's by the links in force, newest first. */
    public List<ArchivedStudy> studies(PatientKey patient) {
        return index.studies(patient);
    }

    /** A study, where any of it is stored. */
    public Optional<ArchivedStudy> study(UID study) {
        return index.study(study);
    }

    /** Those of the studies of which anything is stored, read together. */
    public List<ArchivedStudy> studies(Collection<UID> studies) {
        return index.studies(studies);
    }

    /** Which of the studies are each patient's by the links in force, read together. */
    public Map<PatientKey, Set<UID>> own(Collection<PatientKey> patients, Collection<UID> studies) {
        return index.own(patients, studies);
    }

    /** Whether the instance is stored. */
    public boolean has(UID sopInstance) {
        return index.instance(sopInstance).isPresent();
    }

    /** Those of the instances that are stored. */
    public Set<UID> present(Collection<UID> sopInstances) {
        return index.present(sopInstances);
    }

    /** How much there is; counted, so not for every request. */
    public ArchiveCounts counts() {
        return index.counts();
    }

    /** The archive as people may see it: only what they hold grants for. */
    public GrantedStudies viewing(ViewGrants grants, Transcodes transcodes, Clock clock) {
        return new GrantedStudies(grants, objects, transcodes, database, clock);
    }

    /** Its objects in other transfer syntaxes; of these, what viewers stream is kept. */
    public Transcodes transcodes(Renditions renditions, Streaming streaming) {
        return new Transcodes(objects, renditions, streaming);
    }

    /** Makes what viewers will ask for of the objects in a queue, until it is closed. */
    public RenditionsAhead makeAhead(StoredQueue queue, Transcodes transcodes) {
        return new RenditionsAhead(queue, transcodes, new ServingQueries(database));
    }

    /** How much of its quotas the archive holds. */
    public Quotas quotas() {
        return quotas;
    }

    /**
     * Why nothing is taken from an origin for now, as far as that is known without an object; empty
     * when it is. Cheap: for who is about to fetch.
     */
    public Optional<Refusal> refusal(Origin origin) {
        return switch (objects.condition()) {
            case ObjectStore.Condition.Up() -> quotas.refusal(origin);
            case ObjectStore.Condition.Full() -> Optional.of(Refusal.OUT_OF_SPACE);
            case ObjectStore.Condition.Down(_) -> Optional.of(Refusal.UNAVAILABLE);
        };
    }

    /**
     * What becomes of stored objects; from now on rejection notes are obeyed. What an earlier stop
     * interrupted is ended.
     */
    public LifeCycle lifeCycle(
            LifeCycle.Terms terms, BoardNeeds boards, Access access, Audit audit, Clock clock)
            throws IOException {
        var reindexer = new Reindexer(objects, IndexWriter.checking(database), index);
        var parts = new LifeCycle.Parts(objects, reindexer, database, access, audit, clock);
        var lifeCycle = new LifeCycle(terms, parts, boards, this::storeNote);
        keyObjects = lifeCycle::keyObject;
        lifeCycle.recover();
        return lifeCycle;
    }

    private StoredInstance storeNote(Origin origin, DataSet note)
            throws IOException, InterruptedException {
        var syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        var outcome =
                ingestor.ingest(
                        origin,
                        note.uid(Tags.SOPClassUID).orElseThrow(),
                        note.uid(Tags.SOPInstanceUID).orElseThrow(),
                        syntax,
                        new ByteArrayInputStream(DataSetWriter.bytes(note, syntax)),
                        Reception.OF_ANY);
        return switch (outcome) {
            case Ingested.Stored(var stored) -> stored;
            case Ingested.AlreadyThere(var stored) -> stored;
            case Ingested.KeptApart _ -> throw new AssertionError("A new UID differs from nothing");
            case Ingested.Refused(_, var message) -> throw new IOException(message);
        };
    }

    /** How the store of the objects is. Cheap: for who watches over the hub. */
    public ObjectStore.Condition condition() {
        return objects.condition();
    }

    /** The archive as information systems see it: all of it. */
    public WholeArchive whole() {
        return new WholeArchive(objects, database);
    }

    /** Commits what is under way, and gives the place free. */
    @Override
    public void close() throws IOException {
        filling.close();
        ingestor.close();
        objects.close();
    }
}
