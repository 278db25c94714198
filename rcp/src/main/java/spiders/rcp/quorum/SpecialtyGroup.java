// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.quorum;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Specialties that stand for each other in a quorum, by their codes of the French directory of
 * professionals (nomenclature TRE_R01, OID 1.2.250.1.71.4.2.5).
 */
public enum SpecialtyGroup {
    MEDICAL_ONCOLOGY("SM36", "SCH08"),
    RADIATION_ONCOLOGY("SM37", "SM45", "SM55", "SCH56"),
    RADIOLOGY("SM44", "SM55", "SCH55"),
    NUCLEAR_MEDICINE("SM28", "SCH41", "DSM222"),
    PATHOLOGY("SM01", "SCH01", "C01"),
    DIGESTIVE_SURGERY("SM14", "SCH11"),
    THORACIC_SURGERY("SM11", "SCH16", "C11"),
    UROLOGY("SM12", "SCH17", "C13"),
    ENT_SURGERY("SM34", "SM39", "SCH48"),
    MAXILLOFACIAL_SURGERY("SM06", "SM07", "SM68"),
    NEUROSURGERY("SM31", "SCH44"),
    ORTHOPAEDIC_SURGERY("SM08"),
    PLASTIC_SURGERY("SM10"),
    GENERAL_SURGERY("SM05"),
    GYNAECOLOGY("SM20", "SM51", "SCH26"),
    GASTROENTEROLOGY("SM24", "SCH23", "C29"),
    PULMONOLOGY("SM41", "SCH53", "C54"),
    DERMATOLOGY("SM15", "SCH19"),
    NEUROLOGY("SM32", "SCH45"),
    ENDOCRINOLOGY("SM16", "SM62", "SCH20"),
    GERIATRICS("SM18", "SCH38", "DSM213"),
    HAEMATOLOGY("SM21", "SM22", "SM23", "SM35", "SM71", "SCH28"),
    PAEDIATRICS("SM40", "SCH50"),
    MOLECULAR_BIOLOGY("DSM205", "SM64");

    private static final Set<SpecialtyGroup> SURGERY =
            Set.of(
                    DIGESTIVE_SURGERY,
                    THORACIC_SURGERY,
                    UROLOGY,
                    ENT_SURGERY,
                    MAXILLOFACIAL_SURGERY,
                    NEUROSURGERY,
                    ORTHOPAEDIC_SURGERY,
                    PLASTIC_SURGERY,
                    GENERAL_SURGERY,
                    GYNAECOLOGY);

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.copyOf.
    private final Set<String> codes;

    private final String code;

    SpecialtyGroup(String code, String... others) {
        this.code = code;
        var all = new HashSet<>(Set.of(others));
        all.add(code);
        this.codes = Set.copyOf(all);
    }

    /** The code that stands for the group where a person chooses it. */
    public String code() {
        return code;
    }

    /** The codes of TRE_R01. */
    public Set<String> codes() {
        return codes;
    }

    /** The first group that a code is of. */
    public static Optional<SpecialtyGroup> of(String code) {
        return Arrays.stream(values()).filter(group -> group.codes.contains(code)).findFirst();
    }

    /** Those in whom a surgeon is found. */
    public static Set<SpecialtyGroup> surgery() {
        return SURGERY;
    }
}
