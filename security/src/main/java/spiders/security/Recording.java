// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that was done, and whether it left a record of the audit, so that who opens the doors
 * can make up for a service that records nothing.
 *
 * @param result of what was done
 * @param isLeft whether there is a record of it, by the same thread
 */
public record Recording<T>(T result, boolean isLeft) {

    private static final ScopedValue<AtomicBoolean> LEFT = ScopedValue.newInstance();

    /** Does it. */
    public static <T, X extends Throwable> Recording<T> of(ScopedValue.CallableOp<T, X> deed)
            throws X {
        var left = new AtomicBoolean();
        T result = ScopedValue.where(LEFT, left).call(deed);
        return new Recording<>(result, left.get());
    }

    /** Whoever keeps a record calls this. */
    public static void leave() {
        if (LEFT.isBound()) {
            LEFT.get().set(true);
        }
    }
}
