// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import spiders.retrieval.SearchListener;
import spiders.retrieval.SourceAnswer;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferListener;
import spiders.security.PatientKey;

/**
 * Tells pages that are open that something changed for a patient: a source answered, an object
 * arrived. It carries no data; the page asks again, with its own rights.
 */
public final class CaseEvents implements SearchListener, TransferListener {

    private final Map<UUID, Subscription> subscriptions = new ConcurrentHashMap<>();

    /** What to run when something changes for one of some patients; closing it ends that. */
    public final class Subscription implements AutoCloseable {

        private final UUID id = UUID.randomUUID();
        private final Set<PatientKey> patients;
        private final Runnable changed;

        private Subscription(Set<PatientKey> patients, Runnable changed) {
            this.patients = Set.copyOf(patients);
            this.changed = changed;
        }

        @Override
        public void close() {
            subscriptions.remove(id);
        }
    }

    /** Runs {@code changed}, on the thread of the change, which it must not block. */
    public Subscription subscribe(Set<PatientKey> patients, Runnable changed) {
        var subscription = new Subscription(patients, changed);
        subscriptions.put(subscription.id, subscription);
        return subscription;
    }

    @Override
    public void answered(UUID search, PatientKey patient, SourceAnswer answer) {
        tell(patient);
    }

    @Override
    public void changed(Transfer transfer) {
        tell(transfer.patient());
    }

    private void tell(PatientKey patient) {
        subscriptions.values().stream()
                .filter(subscription -> subscription.patients.contains(patient))
                .forEach(subscription -> subscription.changed.run());
    }
}
