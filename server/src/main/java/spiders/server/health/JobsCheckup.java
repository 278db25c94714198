// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Whether this node runs jobs. */
public final class JobsCheckup implements Checkup {

    private final BooleanSupplier isWorking;

    public JobsCheckup(BooleanSupplier isWorking) {
        this.isWorking = isWorking;
    }

    @Override
    public List<Finding> look() {
        return isWorking.getAsBoolean()
                ? List.of()
                : List.of(new Finding(Reason.JOBS_STOPPED, "the scheduler is not running"));
    }

    @Override
    public Reason otherwise() {
        return Reason.JOBS_STOPPED;
    }
}
