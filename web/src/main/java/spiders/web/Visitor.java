// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import spiders.security.ActingActivity;
import spiders.security.User;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who signed in, as the HTTP session keeps it.
 *
 * @param duties what they must do before anything else
 * @param activities among which they choose in which capacity they act
 */
record Visitor(User user, Set<Duty> duties, List<ActingActivity> activities) {

    Visitor {
        duties = Set.copyOf(duties);
        activities = List.copyOf(activities);
    }

    /** Who has nothing to do first. */
    static Visitor of(User user) {
        return new Visitor(user, Set.of(), List.of());
    }

    /** Who signed in by a password, perhaps one that somebody else gave them. */
    static Visitor byPassword(User user, boolean mustChange) {
        var visitor = of(user);
        return mustChange ? visitor.with(Duty.CHANGE_PASSWORD) : visitor;
    }

    /** Whom a provider recognised; one activity alone is no choice. */
    static Visitor withActivities(User user, List<ActingActivity> activities) {
        return switch (activities.size()) {
            case 0 -> of(user);
            case 1 -> new Visitor(user.actingAs(activities.getFirst()), Set.of(), activities);
            default -> new Visitor(user, Set.of(Duty.CHOOSE_ACTIVITY), activities);
        };
    }

    /** What is to be done first. */
    Optional<Duty> duty() {
        return Arrays.stream(Duty.values()).filter(duties::contains).findFirst();
    }

    /** The same, with something more to do first. */
    Visitor with(Duty more) {
        var all = EnumSet.of(more);
        all.addAll(duties);
        return new Visitor(user, all, activities);
    }

    /** The same once that is done. */
    Visitor without(Duty done) {
        var left = EnumSet.noneOf(Duty.class);
        left.addAll(duties);
        left.remove(done);
        return new Visitor(user, left, activities);
    }

    /** The same, with the account as it is now. */
    Visitor now(User account) {
        return new Visitor(account.actingAs(user.acting()), duties, activities);
    }

    /** The same, in that capacity. */
    Visitor actingAs(ActingActivity activity) {
        return new Visitor(user.actingAs(activity), duties, activities)
                .without(Duty.CHOOSE_ACTIVITY);
    }

    @Override
    public String toString() {
        return user.name().value();
    }
}
