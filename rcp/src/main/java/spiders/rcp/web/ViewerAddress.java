// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.ViewedStudy;
import spiders.rcp.hanging.Layout;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where the viewer shows a case's studies, and in which arrangement. */
final class ViewerAddress {

    private static final String STUDIES = "/viewer/viewer?StudyInstanceUIDs=";
    private static final String CASE = "&case=";
    private static final String ROOM = "&room=";
    // The hanging protocol of the viewer's fusion.js.
    private static final String FUSION = "&hangingProtocolId=spiders.fusion";
    // Two of OHIF's own.
    private static final String COMPARISON = "&hangingProtocolId=@ohif/hpCompare";
    private static final String MAMMOGRAPHY = "&hangingProtocolId=@ohif/hpMammo";
    private static final List<String> FUSED = List.of("PT", "CT");

    private ViewerAddress() {}

    /**
     * The first study stands in front, except that a PET/CT, if there is one, comes before the
     * others and opens as PET over CT.
     */
    static String of(UUID boardCase, List<ViewedStudy> studies) {
        var fusedFirst =
                studies.stream()
                        .sorted(Comparator.comparing(study -> !isFused(study)))
                        .map(study -> study.study().value())
                        .collect(Collectors.joining(","));
        boolean fusion = studies.stream().anyMatch(ViewerAddress::isFused);
        return STUDIES + fusedFirst + CASE + boardCase + (fusion ? FUSION : "");
    }

    /** The same in a window that follows the meeting room of a session. */
    static String followed(String address, UUID session) {
        return address + ROOM + session;
    }

    /**
     * These studies in this order, laid out as their type is read: a pair side by side, mammograms
     * by view, a PET over its CT.
     */
    static String hung(UUID boardCase, List<ViewedStudy> studies, Layout layout) {
        var uids =
                studies.stream()
                        .map(study -> study.study().value())
                        .collect(Collectors.joining(","));
        return STUDIES + uids + CASE + boardCase + protocol(layout, studies.size());
    }

    private static String protocol(Layout layout, int studies) {
        return switch (layout) {
            case PET_CT_FUSION -> FUSION;
            case MAMMOGRAPHY -> MAMMOGRAPHY;
            case CT_STACK, MR_SERIES, CINE, IMAGES -> studies > 1 ? COMPARISON : "";
        };
    }

    private static boolean isFused(ViewedStudy study) {
        return study.modalities().containsAll(FUSED);
    }
}
