// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.Rejection;
import spiders.archive.RejectionReason;
import spiders.archive.lifecycle.Departure;
import spiders.archive.lifecycle.LifeCycle;
import spiders.dicom.data.UID;
import spiders.retrieval.Transfer;
import spiders.security.User;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How long a case's studies stay here, and what people decide about it. */
public final class CaseStay {

    private final CaseImaging imaging;
    private final LifeCycle lifeCycle;

    public CaseStay(CaseImaging imaging, LifeCycle lifeCycle) {
        this.imaging = imaging;
        this.lifeCycle = lifeCycle;
    }

    /** How long a study stays, or since when it is gone. */
    public sealed interface Stay {

        /** It is here. */
        record Here(Departure departure) implements Stay {}

        /** It was here, and was removed. */
        record Gone(Instant since) implements Stay {}
    }

    /** What of the case's studies came here, and how long it stays. */
    public Map<UID, Stay> stays(Picker picker) {
        var brought =
                picker.transfers().stream()
                        .filter(transfer -> transfer.counts().received() > 0)
                        .map(Transfer::studyInstanceUID)
                        .distinct()
                        .toList();
        var departures = lifeCycle.retention().departures(brought);
        var stays = new HashMap<UID, Stay>();
        for (var study : brought) {
            var departure = Optional.ofNullable(departures.get(study));
            departure
                    .<Stay>map(Stay.Here::new)
                    .or(() -> lifeCycle.removals().removedAt(study).map(Stay.Gone::new))
                    .ifPresent(stay -> stays.put(study, stay));
        }
        return stays;
    }

    /** Keeps a study of the case whatever the rules say. */
    public void keep(User user, UUID boardCase, UID study, String reason) {
        var file = picker(user, boardCase, study).file();
        lifeCycle.kept().keep(user, file.purpose(), file.boardCase().patient(), study, reason);
    }

    /** Lets the rules decide again. */
    public void release(User user, UUID boardCase, UID study) {
        var file = picker(user, boardCase, study).file();
        lifeCycle.kept().release(user, file.purpose(), file.boardCase().patient(), study);
    }

    /** Takes a study of the case out of use. */
    public Rejection reject(User user, UUID boardCase, UID study, RejectionReason reason)
            throws IOException, InterruptedException {
        picker(user, boardCase, study);
        return lifeCycle
                .reject(user, study, reason)
                .orElseThrow(() -> new NotFoundException("study"));
    }

    /** The case, provided that the study was brought for it. */
    private Picker picker(User user, UUID boardCase, UID study) {
        var picker = imaging.picker(user, boardCase);
        if (picker.transfer(study).isEmpty()) {
            throw new NotFoundException("study");
        }
        return picker;
    }
}
