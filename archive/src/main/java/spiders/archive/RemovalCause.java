// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/** Why a study was removed. */
public sealed interface RemovalCause {

    /** The last board that it was brought for met long enough ago. */
    record BoardOver() implements RemovalCause {}

    /** A rule of the configuration, by its name. */
    record ByRule(String name) implements RemovalCause {}

    /** It was rejected, and its time of grace is over. */
    record Rejected() implements RemovalCause {}

    /** It differed from the object of its UID, and a person chose between them. */
    record Differed() implements RemovalCause {}

    /** A stable word for it, for rows and the audit. */
    default String word() {
        return switch (this) {
            case BoardOver() -> "board-over";
            case ByRule(var name) -> "rule:" + name;
            case Rejected() -> "rejected";
            case Differed() -> "differed";
        };
    }

    /** The cause that a word stands for. */
    static RemovalCause of(String word) {
        if (word.startsWith("rule:")) {
            return new ByRule(word.substring("rule:".length()));
        }
        return switch (word) {
            case "board-over" -> new BoardOver();
            case "rejected" -> new Rejected();
            case "differed" -> new Differed();
            default -> throw new IllegalArgumentException("No cause is called " + word);
        };
    }
}
