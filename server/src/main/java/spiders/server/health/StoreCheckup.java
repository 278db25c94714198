// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import spiders.archive.objects.ObjectStore.Condition;

import java.util.List;
import java.util.function.Supplier;

/** What the store of objects says of itself. */
public final class StoreCheckup implements Checkup {

    private final Supplier<Condition> condition;

    public StoreCheckup(Supplier<Condition> condition) {
        this.condition = condition;
    }

    @Override
    public List<Finding> look() {
        return switch (condition.get()) {
            case Condition.Up() -> List.of();
            case Condition.Full() -> List.of(new Finding(Reason.DISK_FULL, "the store is full"));
            case Condition.Down(var why) -> List.of(new Finding(Reason.OBJECTS_DOWN, why));
        };
    }

    @Override
    public Reason otherwise() {
        return Reason.OBJECTS_DOWN;
    }
}
