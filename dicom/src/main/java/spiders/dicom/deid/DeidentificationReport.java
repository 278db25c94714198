// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.UID;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was done to one object, and why; nothing of what was there, nor of what is there now but the
 * pseudonyms of the object itself.
 *
 * @param sopClassUID the SOP Class
 * @param sopInstanceUID the instance as it is named now
 * @param methods the codes of CID 7050 that the object tells of itself
 * @param changes in the order of the object, items before what follows them
 * @param unlisted how many changes more there are than are listed
 * @param refusals why nothing was written; none if all went well
 */
public record DeidentificationReport(
        UID sopClassUID,
        UID sopInstanceUID,
        List<String> methods,
        List<Change> changes,
        long unlisted,
        List<Refusal> refusals) {

    public DeidentificationReport {
        methods = List.copyOf(methods);
        changes = List.copyOf(changes);
        refusals = List.copyOf(refusals);
    }

    /** Whether the object could not be de-identified. */
    public boolean isRefused() {
        return !refusals.isEmpty();
    }

    /** The same with more changes behind those there are. */
    DeidentificationReport with(List<Change> more) {
        var all = new ArrayList<>(changes);
        all.addAll(more);
        return new DeidentificationReport(
                sopClassUID, sopInstanceUID, methods, all, unlisted, refusals);
    }

    /** The same of an object that is refused after all: nothing was done to it. */
    DeidentificationReport with(Refusal refusal) {
        return new DeidentificationReport(
                sopClassUID, sopInstanceUID, List.of(), List.of(), 0, List.of(refusal));
    }

    /** Writes the report as one JSON object, on one line. */
    public void writeJson(Appendable out) throws IOException {
        out.append("{\"sopClassUID\":");
        JsonText.write(out, sopClassUID.value());
        out.append(",\"sopInstanceUID\":");
        JsonText.write(out, sopInstanceUID.value());
        out.append(",\"methods\":[");
        for (int i = 0; i < methods.size(); i++) {
            out.append(i == 0 ? "" : ",");
            JsonText.write(out, methods.get(i));
        }
        out.append("],\"refusals\":[");
        for (int i = 0; i < refusals.size(); i++) {
            out.append(i == 0 ? "{\"reason\":" : ",{\"reason\":");
            JsonText.write(out, refusals.get(i).reason().name());
            out.append(",\"detail\":");
            JsonText.write(out, refusals.get(i).detail());
            out.append("}");
        }
        out.append("],\"changes\":[");
        for (int i = 0; i < changes.size(); i++) {
            out.append(i == 0 ? "" : ",");
            write(changes.get(i), out);
        }
        out.append("],\"unlistedChanges\":").append(Long.toString(unlisted)).append("}");
    }

    private static void write(Change change, Appendable out) throws IOException {
        out.append("{\"path\":");
        JsonText.write(out, change.path().toString());
        out.append(",\"action\":");
        JsonText.write(out, change.action().name());
        out.append(",\"because\":");
        JsonText.write(out, change.because());
        out.append("}");
    }

    /** Returns the report as JSON. */
    public String json() {
        var text = new StringBuilder();
        try {
            writeJson(text);
        } catch (IOException e) {
            throw new AssertionError("Writing to memory does not fail", e);
        }
        return text.toString();
    }
}
