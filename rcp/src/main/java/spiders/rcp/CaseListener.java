// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.util.UUID;

/** Told that something changed for a case: a source answered, objects arrived. */
@FunctionalInterface
public interface CaseListener {

    /** Called on a thread of its own. */
    void changed(UUID session, UUID boardCase);
}
