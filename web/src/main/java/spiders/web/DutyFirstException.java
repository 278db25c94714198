// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** Who asks has something to do before anything else. */
final class DutyFirstException extends RuntimeException {

    private final Duty duty;

    DutyFirstException(Duty duty) {
        super(duty.name());
        this.duty = duty;
    }

    Duty duty() {
        return duty;
    }
}
