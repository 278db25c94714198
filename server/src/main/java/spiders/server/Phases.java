// SPDX-License-Identifier: Apache-2.0
package spiders.server;

/** In which order the parts start; they stop the other way round. */
final class Phases {

    /** The anchors of the audit's chain: around it, so that the last one is of its end. */
    static final int ANCHORS = -2;

    /** The audit's chain: before all that is recorded, and after it. */
    static final int AUDIT = -1;

    /** The DICOM ports: first, for transfers arrive through them. */
    static final int DICOM = 0;

    /** The transfers. The web server starts after them, and stops before. */
    static final int JOBS = 1;

    /** The door for edges: what comes by it is a transfer's. */
    static final int EDGES = 2;

    private Phases() {}
}
