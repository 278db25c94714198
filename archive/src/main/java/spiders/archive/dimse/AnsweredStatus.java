// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.archive.Refusal;
import spiders.dicom.net.Status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * A status that the DICOM ports answer.
 *
 * @param reason when it is answered
 */
public record AnsweredStatus(Service service, Status status, String reason) {

    /** What is answered. */
    public enum Service {
        STORE("C-STORE"),
        FIND("C-FIND"),
        MOVE("C-MOVE"),
        GET("C-GET"),
        COMMITMENT("N-ACTION, storage commitment");

        private final String text;

        Service(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final String NO_RIGHT = "the caller may not ask for this service";
    private static final String NO_MODEL =
            "the identifier is none of the information model, or lacks a unique key";
    private static final String FAILED = "the archive failed";

    /** Every status, by service. */
    public static List<AnsweredStatus> all() {
        var all = new ArrayList<>(ofStore());
        all.addAll(ofFind());
        all.addAll(ofRetrieve(Service.MOVE));
        all.addAll(ofRetrieve(Service.GET));
        all.addAll(ofCommitment());
        return List.copyOf(all);
    }

    private static List<AnsweredStatus> ofStore() {
        var answers = new Answers(Service.STORE);
        answers.add(Status.SUCCESS, "on disk and in the index, or there already byte for byte");
        answers.add(
                StorageProvider.KEPT_APART,
                "its UID is stored with another content; kept apart until a person chooses");
        var reasons = new LinkedHashMap<Status, List<String>>();
        for (var refusal : Refusal.values()) {
            var words = refusal.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            reasons.computeIfAbsent(StorageProvider.status(refusal), _ -> new ArrayList<>())
                    .add(words);
        }
        reasons.forEach(
                (status, words) -> answers.add(status, "refused: " + String.join(", or ", words)));
        answers.add(Status.SOP_CLASS_NOT_SUPPORTED, "not the SOP class of the context");
        answers.add(Status.INVALID_OBJECT_INSTANCE, "the SOP Instance UID is no UID");
        answers.add(Status.NOT_AUTHORISED, NO_RIGHT);
        answers.add(Status.PROCESSING_FAILURE, FAILED);
        return answers.list;
    }

    private static List<AnsweredStatus> ofFind() {
        var answers = new Answers(Service.FIND);
        answers.add(Status.PENDING, "a match");
        answers.add(
                Status.PENDING_OPTIONAL_KEYS,
                "a match; some optional keys are not matched, or not given back");
        answers.add(Status.SUCCESS, "no more matches");
        answers.add(Status.CANCEL, "the caller cancelled");
        answers.add(Status.OUT_OF_RESOURCES, "more matches than are configured; those are given");
        answers.add(Status.IDENTIFIER_DOES_NOT_MATCH, NO_MODEL);
        answers.add(Status.NOT_AUTHORISED, NO_RIGHT);
        answers.add(Status.CANNOT_UNDERSTAND, FAILED);
        return answers.list;
    }

    private static List<AnsweredStatus> ofRetrieve(Service service) {
        var answers = new Answers(service);
        answers.add(Status.PENDING, "sub-operations remain");
        answers.add(Status.SUCCESS, "all were sent, or nothing matched");
        answers.add(Status.CANCEL, "the caller cancelled");
        answers.add(Status.SUB_OPERATIONS_FAILED, "some were not sent, or with a warning");
        answers.add(Status.CANNOT_PERFORM_SUB_OPERATIONS, "none could be sent");
        answers.add(Status.CANNOT_CALCULATE_MATCHES, FAILED);
        answers.add(Status.OUT_OF_RESOURCES, "more objects than can be counted, 65,535");
        if (service == Service.MOVE) {
            answers.add(Status.MOVE_DESTINATION_UNKNOWN, "the destination is not configured");
        }
        answers.add(Status.IDENTIFIER_DOES_NOT_MATCH, NO_MODEL);
        answers.add(Status.NOT_AUTHORISED, NO_RIGHT);
        return answers.list;
    }

    private static List<AnsweredStatus> ofCommitment() {
        var answers = new Answers(Service.COMMITMENT);
        answers.add(Status.SUCCESS, "promised: the result is reported, across restarts");
        answers.add(
                Status.PROCESSING_FAILURE,
                "no transaction UID or one used for another request, no instance, or the archive"
                        + " failed");
        answers.add(Status.NO_SUCH_ACTION, "another action type than 1");
        answers.add(Status.NOT_AUTHORISED, NO_RIGHT);
        return answers.list;
    }

    /** The answers of one service, as they are listed. */
    private static final class Answers {

        private final Service service;
        private final List<AnsweredStatus> list = new ArrayList<>();

        Answers(Service service) {
            this.service = service;
        }

        void add(Status status, String reason) {
            list.add(new AnsweredStatus(service, status, reason));
        }
    }
}
