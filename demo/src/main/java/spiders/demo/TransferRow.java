// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A transfer as the hub reports it. */
public record TransferRow(
        String studyInstanceUID,
        String sourceName,
        String state,
        int expected,
        int received,
        int verified,
        long bytes,
        double seconds,
        String message) {

    private static final Set<String> ENDS = Set.of("VERIFIED", "INCOMPLETE", "FAILED", "CANCELLED");
    private static final double MEGA = 1e6;

    static TransferRow of(JsonNode json) {
        return new TransferRow(
                json.path("studyInstanceUID").asString(),
                json.path("sourceName").asString(),
                json.path("state").asString(),
                json.path("expected").asInt(),
                json.path("received").asInt(),
                json.path("verified").asInt(),
                json.path("bytes").asLong(),
                json.path("seconds").asDouble(),
                json.path("message").asString());
    }

    static List<String> heading() {
        return List.of(
                "study", "from", "state", "expected", "received", "verified", "MB", "s", "MB/s");
    }

    public boolean isFinal() {
        return ENDS.contains(state);
    }

    public boolean isVerified() {
        return state.equals("VERIFIED") && verified == expected && received >= expected;
    }

    double megabytes() {
        return bytes / MEGA;
    }

    List<String> cells(String name) {
        return List.of(
                name,
                sourceName,
                state,
                Integer.toString(expected),
                Integer.toString(received),
                Integer.toString(verified),
                decimal(megabytes()),
                decimal(seconds),
                seconds > 0 ? decimal(megabytes() / seconds) : "");
    }

    Screen.Bar bar(String name) {
        var note = state.equals("RETRYING") ? "retrying: " + message : decimal(megabytes()) + " MB";
        return new Screen.Bar(name, received, expected, note);
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
