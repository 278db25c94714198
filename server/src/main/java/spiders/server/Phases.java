// SPDX-License-Identifier: Apache-2.0
package spiders.server;

/** In which order the parts start; they stop the other way round. */
final class Phases {

    /** The audit's chain: before all that is recorded, and after it. */
    static final int AUDIT = -1;

    /** The DICOM ports: first, for transfers arrive through them. */
    static final int DICOM = 0;

    /** The transfers. The web server starts after them, and stops before. */
    static final int JOBS = 1;

    private Phases() {}
}
