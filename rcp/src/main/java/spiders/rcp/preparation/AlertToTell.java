// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.preparation;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

/**
 * An alert that the people of a board are to be told of; it says nothing of the patient.
 *
 * @param arguments as those of {@link Raised}
 * @param session when it begins, on the hospital's clock
 */
public record AlertToTell(
        UUID id, UUID boardCase, AlertKind kind, List<String> arguments, LocalDateTime session) {

    private static final int TELEPHONE = 1;
    private static final int MOMENT = 2;
    private static final Duration PRESSING = Duration.ofDays(1);

    public AlertToTell {
        arguments = List.copyOf(arguments);
    }

    /** The name of the source or wish that it is about; may be empty. */
    public String about() {
        return argument(0);
    }

    /** Whom to call; empty where nobody is. */
    public String telephone() {
        return switch (kind) {
            case TRANSFER_FAILED, LATE, SOURCE_SILENT -> argument(TELEPHONE);
            case NOT_SEARCHED, NOT_CHOSEN, IDENTITY, EXAM_MISSING, EXAM_APPEARED -> "";
        };
    }

    /** When the images are forecast, as ISO 8601 in UTC; empty where nobody can say. */
    public String moment() {
        return argument(MOMENT);
    }

    /** Whether it cannot wait: images fail to come, and the session is within a day. */
    public boolean isPressing(LocalDateTime now) {
        boolean isComing =
                switch (kind) {
                    case TRANSFER_FAILED, LATE -> true;
                    case NOT_SEARCHED,
                            NOT_CHOSEN,
                            IDENTITY,
                            SOURCE_SILENT,
                            EXAM_MISSING,
                            EXAM_APPEARED ->
                            false;
                };
        return isComing && !now.plus(PRESSING).isBefore(session);
    }

    private String argument(int place) {
        return place < arguments.size() ? arguments.get(place) : "";
    }
}
