// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import java.util.Optional;

/** What the points of a contour are (PS3.3 section C.8.8.6.1). */
public enum ContourType {
    POINT,
    OPEN_PLANAR,
    OPEN_NONPLANAR,
    CLOSED_PLANAR,
    /** Closed and planar, and said to exclude where others of its plane are. */
    CLOSEDPLANAR_XOR;

    static Optional<ContourType> of(String value) {
        for (var type : values()) {
            if (type.name().equals(value)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Whether it encloses an area. */
    public boolean isClosed() {
        return this == CLOSED_PLANAR || this == CLOSEDPLANAR_XOR;
    }
}
