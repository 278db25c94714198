// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

/** The user holds no grant for the study, or it is not there: not told apart. */
public final class StudyNotGrantedException extends RuntimeException {

    public StudyNotGrantedException() {
        super("No such study, or no grant for it");
    }
}
