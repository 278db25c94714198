// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

/**
 * What a body is made of, as each modality sees it.
 *
 * <p>HU in the portal phase, its texture in HU; SUV of FDG by body weight; signal in T1, T2 and
 * diffusion (b 800) images in arbitrary units.
 */
public enum Tissue {
    AIR(-1000, 0, 0, 0, 0, 0),
    COUCH(-180, 4, 0, 0, 0, 0),
    SKIN(25, 4, 0.4, 380, 320, 40),
    FAT(-104, 7, 0.25, 900, 760, 25),
    MUSCLE(58, 10, 0.65, 380, 170, 70),
    LUNG(-862, 30, 0.45, 30, 25, 10),
    AIRWAY(-990, 0, 0.1, 0, 0, 0),
    ARTERY(165, 3, 1.6, 150, 55, 25),
    VEIN(150, 3, 1.6, 160, 70, 25),
    MYOCARDIUM(105, 6, 3.2, 400, 200, 80),
    LIVER(108, 8, 2.2, 480, 210, 90),
    LIVER_VESSEL(158, 4, 1.7, 200, 90, 30),
    GALLBLADDER(8, 2, 0.5, 250, 950, 60),
    SPLEEN(122, 6, 1.9, 330, 330, 240),
    RENAL_CORTEX(195, 8, 2.8, 420, 380, 200),
    RENAL_MEDULLA(150, 8, 3.2, 340, 430, 180),
    RENAL_PELVIS(15, 3, 9, 200, 950, 60),
    PANCREAS(92, 12, 1.5, 520, 280, 140),
    STOMACH_WALL(75, 6, 1.5, 400, 260, 110),
    STOMACH_CONTENT(18, 8, 0.6, 250, 820, 60),
    BOWEL_WALL(82, 6, 1.4, 400, 270, 110),
    BOWEL_CONTENT(22, 22, 0.9, 420, 520, 70),
    BOWEL_GAS(-930, 8, 0.3, 0, 0, 0),
    BLADDER(6, 2, 12, 180, 980, 70),
    BLADDER_WALL(45, 3, 1.2, 380, 220, 80),
    PROSTATE(62, 8, 1.6, 390, 350, 190),
    UTERUS(85, 8, 1.6, 400, 420, 170),
    CORTICAL_BONE(820, 60, 0.8, 60, 30, 8),
    SPONGY_BONE(210, 45, 1.3, 560, 340, 45),
    DISC(78, 6, 0.7, 330, 430, 60),
    SPINAL_CANAL(22, 4, 1.1, 240, 820, 60),
    CARTILAGE(120, 15, 0.7, 420, 380, 60),
    LYMPH_NODE(82, 4, 6.5, 380, 360, 420),
    TUMOUR(78, 8, 11.5, 390, 420, 560),
    NECROSIS(28, 4, 3.0, 260, 700, 140),
    METASTASIS(58, 7, 7.5, 330, 430, 480);

    private final double hounsfield;
    private final double texture;
    private final double uptake;
    private final double t1;
    private final double t2;
    private final double diffusion;

    Tissue(double hounsfield, double texture, double uptake, double t1, double t2, double dwi) {
        this.hounsfield = hounsfield;
        this.texture = texture;
        this.uptake = uptake;
        this.t1 = t1;
        this.t2 = t2;
        this.diffusion = dwi;
    }

    /** CT number in HU. */
    public double hounsfield() {
        return hounsfield;
    }

    /** Amplitude of the parenchyma's own texture in HU. */
    public double texture() {
        return texture;
    }

    /** Standardised uptake value by body weight of FDG, one hour after injection. */
    public double uptake() {
        return uptake;
    }

    /** Signal of a T1 weighted image. */
    public double t1() {
        return t1;
    }

    /** Signal of a T2 weighted image. */
    public double t2() {
        return t2;
    }

    /** Signal of a diffusion weighted image. */
    public double diffusion() {
        return diffusion;
    }

    /** The number of the tissue in a map of a plane. */
    @SuppressWarnings("EnumOrdinal") // The number is never stored: it lives as long as the map.
    int label() {
        return ordinal();
    }
}
