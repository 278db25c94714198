// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

import spiders.archive.Archive;
import spiders.archive.Disclosures;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.Reception;
import spiders.archive.StoredInstance;
import spiders.dicom.data.UID;
import spiders.security.Access;
import spiders.security.Permission;
import spiders.security.User;
import spiders.security.UserName;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Takes objects from the systems that may store; a study is recorded once a system and day. */
public final class Deposits {

    private static final System.Logger LOG = System.getLogger(Deposits.class.getName());

    private final Archive archive;
    private final Access access;
    private final Disclosures disclosures;
    private final Function<UserName, Origin> origins;

    /**
     * Stores into the archive.
     *
     * @param origins what a system's objects come from, its domain of Patient IDs above all
     */
    public Deposits(
            Archive archive,
            Access access,
            Disclosures disclosures,
            Function<UserName, Origin> origins) {
        this.archive = archive;
        this.access = access;
        this.disclosures = disclosures;
        this.origins = origins;
    }

    /** Returns when the user may store, and throws otherwise. */
    public void require(User user) {
        access.require(user, Permission.STORE_IMAGES);
    }

    /**
     * Takes one object; what is returned is durable.
     *
     * @param studies those of which an object is taken
     * @throws IOException when the stream fails: nothing is kept of the object
     */
    public Deposit store(User user, Predicate<UID> studies, InputStream part10)
            throws IOException, InterruptedException {
        require(user);
        var body = new SentInput(part10);
        var label = new Label(studies);
        Ingested outcome;
        try {
            outcome = archive.ingestPart10(origins.apply(user.name()), body, label);
        } catch (IOException | RuntimeException e) {
            if (body.hasFailed() || label.announced.isEmpty()) {
                throw e;
            }
            LOG.log(Level.ERROR, "An object of " + user.name() + " could not be kept", e);
            return new Deposit.Failed(label.announced.getFirst(), label.announced.getLast());
        }
        if (outcome instanceof Ingested.Stored(StoredInstance stored)) {
            disclosures.received(user.name(), "", stored.studyInstanceUID());
        }
        if (label.announced.isEmpty() && outcome instanceof Ingested.Refused refused) {
            return new Deposit.Nameless(refused);
        }
        return new Deposit.Named(label.announced.getFirst(), label.announced.getLast(), outcome);
    }

    /**
     * Begins to take objects whose values come apart from their metadata; the caller closes it.
     *
     * @param studies those of which an object is taken
     * @throws spiders.archive.objects.OutOfSpaceException when there is no room for anything
     */
    public Assembly assemble(User user, Predicate<UID> studies) throws IOException {
        require(user);
        return new Assembly(archive.scratch(), part10 -> store(user, studies, part10));
    }

    /** Remembers what an object said it is. */
    private static final class Label implements Reception {

        private final Predicate<UID> studies;
        private List<UID> announced = List.of();

        Label(Predicate<UID> studies) {
            this.studies = studies;
        }

        @Override
        public void announced(UID sopClass, UID sopInstance) {
            announced = List.of(sopClass, sopInstance);
        }

        @Override
        public boolean takes(UID study) {
            return studies.test(study);
        }
    }
}
