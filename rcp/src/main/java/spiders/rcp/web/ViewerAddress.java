// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.ViewedStudy;

import java.util.List;
import java.util.stream.Collectors;

/** Where the viewer shows studies. */
final class ViewerAddress {

    private static final String STACKS = "/viewer/viewer?StudyInstanceUIDs=";

    private ViewerAddress() {}

    /** The first study stands in front. */
    static String of(List<ViewedStudy> studies) {
        return STACKS
                + studies.stream()
                        .map(study -> study.study().value())
                        .collect(Collectors.joining(","));
    }
}
