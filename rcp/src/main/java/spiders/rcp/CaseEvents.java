// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.store.RcpStore;
import spiders.retrieval.SearchListener;
import spiders.retrieval.SourceAnswer;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferListener;
import spiders.security.PatientKey;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Says for which cases something changed when a search or a transfer of a patient goes on. It
 * carries no data; whoever is told asks again, with their own rights.
 */
public final class CaseEvents implements SearchListener, TransferListener {

    private final RcpStore store;
    private final List<CaseListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<PatientKey> pending = ConcurrentHashMap.newKeySet();

    public CaseEvents(RcpStore store) {
        this.store = store;
    }

    /** Tells this listener too, from now on. */
    public void listen(CaseListener listener) {
        listeners.add(listener);
    }

    @Override
    public void answered(UUID search, PatientKey patient, SourceAnswer answer) {
        changed(patient);
    }

    @Override
    public void changed(Transfer transfer) {
        changed(transfer.patient());
    }

    /** Something changed for a patient; changes that come while one is told are told once. */
    public void changed(PatientKey patient) {
        if (!listeners.isEmpty() && pending.add(patient)) {
            Thread.ofVirtual().name("case-events").start(() -> tell(patient));
        }
    }

    private void tell(PatientKey patient) {
        pending.remove(patient);
        for (var boardCase : store.cases().ofPatient(patient)) {
            listeners.forEach(l -> l.changed(boardCase.session(), boardCase.id()));
        }
    }
}
