// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides who may associate, and counts those who do. */
final class Admission {

    private final Set<AETitle> calledTitles;
    private final Callers callers;
    private final ServerLimits limits;
    private final Map<AETitle, Integer> perCaller = new HashMap<>();
    private final Set<UpperLayer> admitted = new HashSet<>();
    private boolean closed;

    Admission(Set<AETitle> calledTitles, Callers callers, ServerLimits limits) {
        this.calledTitles = Set.copyOf(calledTitles);
        this.callers = callers;
        this.limits = limits;
    }

    /** Why a caller is refused by what it is, empty when it is not. */
    Optional<Rejection> refusal(PDU.AssociateRQ request, Transport transport) {
        var called = title(request.calledAETitle());
        if (called.isEmpty() || !calledTitles.contains(called.get())) {
            return Optional.of(Rejection.CALLED_AE_TITLE_NOT_RECOGNISED);
        }
        var calling = title(request.callingAETitle());
        boolean allowed =
                calling.isPresent()
                        && callers.allow(calling.get(), transport.remoteAddress().getAddress());
        return allowed ? Optional.empty() : Optional.of(Rejection.CALLING_AE_TITLE_NOT_RECOGNISED);
    }

    private static Optional<AETitle> title(String text) {
        try {
            return Optional.of(new AETitle(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Counts an association in, or refuses it because there are enough. */
    boolean admit(AETitle calling, UpperLayer layer) {
        synchronized (admitted) {
            int already = perCaller.getOrDefault(calling, 0);
            if (closed
                    || admitted.size() >= limits.associations()
                    || already >= limits.associationsPerCaller()) {
                return false;
            }
            perCaller.put(calling, already + 1);
            return admitted.add(layer);
        }
    }

    void leave(AETitle calling, UpperLayer layer) {
        synchronized (admitted) {
            if (admitted.remove(layer)) {
                perCaller.computeIfPresent(calling, (title, count) -> count > 1 ? count - 1 : null);
            }
        }
    }

    /** Admits nobody from now on, and returns who is present. */
    List<UpperLayer> close() {
        synchronized (admitted) {
            closed = true;
            return List.copyOf(admitted);
        }
    }

    List<UpperLayer> present() {
        synchronized (admitted) {
            return List.copyOf(admitted);
        }
    }
}
