// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import java.util.HashMap;
import java.util.Map;

/** An action code of Table E.1-1, a choice by type among them (PS3.15 section E.1.1). */
enum Prescription {
    D,
    Z,
    X,
    K,
    C,
    U,
    Z_D("Z/D"),
    X_Z("X/Z"),
    X_D("X/D"),
    X_Z_D("X/Z/D"),
    X_Z_U("X/Z/U*");

    private static final Map<String, Prescription> BY_CODE = new HashMap<>();

    static {
        for (var prescription : values()) {
            BY_CODE.put(prescription.code, prescription);
        }
    }

    private final String code;

    Prescription() {
        this.code = name();
    }

    Prescription(String code) {
        this.code = code;
    }

    static Prescription of(String code) {
        var prescription = BY_CODE.get(code);
        if (prescription == null) {
            throw new IllegalStateException("No action code of PS3.15: " + code);
        }
        return prescription;
    }

    /** As the table prints it. */
    String code() {
        return code;
    }

    /** What is done once the type is known. */
    enum Choice {
        REMOVE,
        EMPTY,
        DUMMY,
        KEEP,
        CLEAN,
        MAP
    }

    /**
     * Returns what to do to an attribute that has a value.
     *
     * <p>Removal gives way to an empty value or a dummy where the IOD would be broken, even where
     * the table knows only X, as for (0070,0082), Type 1 in presentation states: a dummy tells no
     * more than an absence. Where the IOD is not known, the choice is one that holds for any type.
     */
    Choice choice(Requirement requirement) {
        return switch (this) {
            case K -> Choice.KEEP;
            case C -> Choice.CLEAN;
            case U -> Choice.MAP;
            case D -> requirement == Requirement.NOT_IN_IOD ? Choice.REMOVE : Choice.DUMMY;
            case Z -> requirement == Requirement.VALUE ? Choice.DUMMY : Choice.EMPTY;
            case X -> byType(requirement, Choice.DUMMY, Choice.REMOVE);
            case X_Z -> byType(requirement, Choice.DUMMY, Choice.EMPTY);
            case X_D, X_Z_D -> byType(requirement, Choice.DUMMY, Choice.DUMMY);
            case X_Z_U -> byType(requirement, Choice.MAP, Choice.MAP);
            case Z_D ->
                    switch (requirement) {
                        case VALUE, UNKNOWN -> Choice.DUMMY;
                        case PRESENCE, OPTIONAL, NOT_IN_IOD -> Choice.EMPTY;
                    };
        };
    }

    private static Choice byType(Requirement requirement, Choice value, Choice unknown) {
        return switch (requirement) {
            case VALUE -> value;
            case PRESENCE -> Choice.EMPTY;
            case OPTIONAL, NOT_IN_IOD -> Choice.REMOVE;
            case UNKNOWN -> unknown;
        };
    }
}
