// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.util.List;

/** Looks at one part of the hub now; fails, or takes long, only if that part does. */
public interface Checkup {

    /** What is wrong; nothing where all is well. */
    List<Finding> look();

    /** What to say when the look itself fails or does not end in time. */
    Reason otherwise();
}
