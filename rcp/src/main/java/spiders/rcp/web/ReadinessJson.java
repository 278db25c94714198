// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.Readiness;

import java.util.List;

/** A case's readiness as JSON. */
record ReadinessJson(
        String state,
        Readiness.Studies studies,
        ObjectsJson objects,
        List<WishJson> wishes,
        List<String> silent) {

    record ObjectsJson(int expected, int received, int verified, long bytes, int percent) {}

    record WishJson(String label, String state, String date) {}

    static ReadinessJson of(Readiness readiness) {
        var objects = readiness.objects();
        return new ReadinessJson(
                readiness.state().name(),
                readiness.studies(),
                new ObjectsJson(
                        objects.expected(),
                        objects.received(),
                        objects.verified(),
                        objects.bytes(),
                        objects.percent()),
                readiness.wishes().stream()
                        .map(wish ->
                                new WishJson(wish.wish().label(), wish.state().name(), wish.date()))
                        .toList(),
                readiness.silent());
    }
}
