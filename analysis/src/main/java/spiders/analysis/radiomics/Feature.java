// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The features of IBSI 1 that have reference values (Zwanenburg et al., Radiology 2020;295:328).
 *
 * <p>A constant is named as the compliance sheet tags it. Where one code stands for several values
 * (1PR8, BC2M, GBPN) the tag tells them apart. Left out, for no reference exists: densities of the
 * oriented bounding box and the minimum volume enclosing ellipsoid, area under the IVH.
 */
public enum Feature {
    MORPH_VOLUME("RNU0", FeatureFamily.MORPHOLOGY, "Volume (mesh)"),
    MORPH_VOL_APPROX("YEKZ", FeatureFamily.MORPHOLOGY, "Volume (voxel counting)"),
    MORPH_AREA_MESH("C0JK", FeatureFamily.MORPHOLOGY, "Surface area (mesh)"),
    MORPH_AV("2PR5", FeatureFamily.MORPHOLOGY, "Surface to volume ratio"),
    MORPH_COMP_1("SKGS", FeatureFamily.MORPHOLOGY, "Compactness 1"),
    MORPH_COMP_2("BQWJ", FeatureFamily.MORPHOLOGY, "Compactness 2"),
    MORPH_SPH_DISPR("KRCK", FeatureFamily.MORPHOLOGY, "Spherical disproportion"),
    MORPH_SPHERICITY("QCFX", FeatureFamily.MORPHOLOGY, "Sphericity"),
    MORPH_ASPHERICITY("25C7", FeatureFamily.MORPHOLOGY, "Asphericity"),
    MORPH_COM("KLMA", FeatureFamily.MORPHOLOGY, "Centre of mass shift"),
    MORPH_DIAM("L0JK", FeatureFamily.MORPHOLOGY, "Maximum 3D diameter"),
    MORPH_PCA_MAJ_AXIS("TDIC", FeatureFamily.MORPHOLOGY, "Major axis length"),
    MORPH_PCA_MIN_AXIS("P9VJ", FeatureFamily.MORPHOLOGY, "Minor axis length"),
    MORPH_PCA_LEAST_AXIS("7J51", FeatureFamily.MORPHOLOGY, "Least axis length"),
    MORPH_PCA_ELONGATION("Q3CK", FeatureFamily.MORPHOLOGY, "Elongation"),
    MORPH_PCA_FLATNESS("N17B", FeatureFamily.MORPHOLOGY, "Flatness"),
    MORPH_VOL_DENS_AABB(
            "PBX1", FeatureFamily.MORPHOLOGY, "Volume density (axis-aligned bounding box)"),
    MORPH_AREA_DENS_AABB(
            "R59B", FeatureFamily.MORPHOLOGY, "Area density (axis-aligned bounding box)"),
    MORPH_VOL_DENS_AEE(
            "6BDE", FeatureFamily.MORPHOLOGY, "Volume density (approximate enclosing ellipsoid)"),
    MORPH_AREA_DENS_AEE(
            "RDD2", FeatureFamily.MORPHOLOGY, "Area density (approximate enclosing ellipsoid)"),
    MORPH_VOL_DENS_CONV_HULL("R3ER", FeatureFamily.MORPHOLOGY, "Volume density (convex hull)"),
    MORPH_AREA_DENS_CONV_HULL("7T7F", FeatureFamily.MORPHOLOGY, "Area density (convex hull)"),
    MORPH_INTEG_INT("99N0", FeatureFamily.MORPHOLOGY, "Integrated intensity"),
    MORPH_MORAN_I("N365", FeatureFamily.MORPHOLOGY, "Moran's I index"),
    MORPH_GEARY_C("NPT7", FeatureFamily.MORPHOLOGY, "Geary's C measure"),
    LOC_PEAK_LOC("VJGA", FeatureFamily.LOCAL_INTENSITY, "Local intensity peak"),
    LOC_PEAK_GLOB("0F91", FeatureFamily.LOCAL_INTENSITY, "Global intensity peak"),
    STAT_MEAN("Q4LE", FeatureFamily.INTENSITY_STATISTICS, "Mean intensity"),
    STAT_VAR("ECT3", FeatureFamily.INTENSITY_STATISTICS, "Intensity variance"),
    STAT_SKEW("KE2A", FeatureFamily.INTENSITY_STATISTICS, "Intensity skewness"),
    STAT_KURT("IPH6", FeatureFamily.INTENSITY_STATISTICS, "(Excess) intensity kurtosis"),
    STAT_MEDIAN("Y12H", FeatureFamily.INTENSITY_STATISTICS, "Median intensity"),
    STAT_MIN("1GSF", FeatureFamily.INTENSITY_STATISTICS, "Minimum intensity"),
    STAT_P10("QG58", FeatureFamily.INTENSITY_STATISTICS, "10th intensity percentile"),
    STAT_P90("8DWT", FeatureFamily.INTENSITY_STATISTICS, "90th intensity percentile"),
    STAT_MAX("84IY", FeatureFamily.INTENSITY_STATISTICS, "Maximum intensity"),
    STAT_IQR("SALO", FeatureFamily.INTENSITY_STATISTICS, "Intensity interquartile range"),
    STAT_RANGE("2OJQ", FeatureFamily.INTENSITY_STATISTICS, "Intensity range"),
    STAT_MAD("4FUA", FeatureFamily.INTENSITY_STATISTICS, "Intensity-based mean absolute deviation"),
    STAT_RMAD(
            "1128",
            FeatureFamily.INTENSITY_STATISTICS,
            "Intensity-based robust mean absolute deviation"),
    STAT_MEDAD(
            "N72L",
            FeatureFamily.INTENSITY_STATISTICS,
            "Intensity-based median absolute deviation"),
    STAT_COV(
            "7TET", FeatureFamily.INTENSITY_STATISTICS, "Intensity-based coefficient of variation"),
    STAT_QCOD(
            "9S40",
            FeatureFamily.INTENSITY_STATISTICS,
            "Intensity-based quartile coefficient of dispersion"),
    STAT_ENERGY("N8CA", FeatureFamily.INTENSITY_STATISTICS, "Intensity-based energy"),
    STAT_RMS("5ZWQ", FeatureFamily.INTENSITY_STATISTICS, "Root mean square intensity"),
    IH_MEAN("X6K6", FeatureFamily.INTENSITY_HISTOGRAM, "Mean discretised intensity"),
    IH_VAR("CH89", FeatureFamily.INTENSITY_HISTOGRAM, "Discretised intensity variance"),
    IH_SKEW("88K1", FeatureFamily.INTENSITY_HISTOGRAM, "Discretised intensity skewness"),
    IH_KURT("C3I7", FeatureFamily.INTENSITY_HISTOGRAM, "(Excess) discretised intensity kurtosis"),
    IH_MEDIAN("WIFQ", FeatureFamily.INTENSITY_HISTOGRAM, "Median discretised intensity"),
    IH_MIN("1PR8", FeatureFamily.INTENSITY_HISTOGRAM, "Minimum discretised intensity"),
    IH_P10("1PR8", FeatureFamily.INTENSITY_HISTOGRAM, "10th discretised intensity percentile"),
    IH_P90("GPMT", FeatureFamily.INTENSITY_HISTOGRAM, "90th discretised intensity percentile"),
    IH_MAX("3NCY", FeatureFamily.INTENSITY_HISTOGRAM, "Maximum discretised intensity"),
    IH_MODE("AMMC", FeatureFamily.INTENSITY_HISTOGRAM, "Intensity histogram mode"),
    IH_IQR("WR0O", FeatureFamily.INTENSITY_HISTOGRAM, "Discretised intensity interquartile range"),
    IH_RANGE("5Z3W", FeatureFamily.INTENSITY_HISTOGRAM, "Discretised intensity range"),
    IH_MAD(
            "D2ZX",
            FeatureFamily.INTENSITY_HISTOGRAM,
            "Intensity histogram mean absolute deviation"),
    IH_RMAD(
            "WRZB",
            FeatureFamily.INTENSITY_HISTOGRAM,
            "Intensity histogram robust mean absolute deviation"),
    IH_MEDAD(
            "4RNL",
            FeatureFamily.INTENSITY_HISTOGRAM,
            "Intensity histogram median absolute deviation"),
    IH_COV(
            "CWYJ",
            FeatureFamily.INTENSITY_HISTOGRAM,
            "Intensity histogram coefficient of variation"),
    IH_QCOD(
            "SLWD",
            FeatureFamily.INTENSITY_HISTOGRAM,
            "Intensity histogram quartile coefficient of dispersion"),
    IH_ENTROPY("TLU2", FeatureFamily.INTENSITY_HISTOGRAM, "Discretised intensity entropy"),
    IH_UNIFORMITY("BJ5W", FeatureFamily.INTENSITY_HISTOGRAM, "Discretised intensity uniformity"),
    IH_MAX_GRAD("12CE", FeatureFamily.INTENSITY_HISTOGRAM, "Maximum histogram gradient"),
    IH_MAX_GRAD_G(
            "8E6O", FeatureFamily.INTENSITY_HISTOGRAM, "Maximum histogram gradient intensity"),
    IH_MIN_GRAD("VQB3", FeatureFamily.INTENSITY_HISTOGRAM, "Minimum histogram gradient"),
    IH_MIN_GRAD_G(
            "RHQZ", FeatureFamily.INTENSITY_HISTOGRAM, "Minimum histogram gradient intensity"),
    IVH_V10("BC2M", FeatureFamily.INTENSITY_VOLUME_HISTOGRAM, "Volume at intensity fraction (10%)"),
    IVH_V90("BC2M", FeatureFamily.INTENSITY_VOLUME_HISTOGRAM, "Volume at intensity fraction (90%)"),
    IVH_I10("GBPN", FeatureFamily.INTENSITY_VOLUME_HISTOGRAM, "Intensity at volume fraction (10%)"),
    IVH_I90("GBPN", FeatureFamily.INTENSITY_VOLUME_HISTOGRAM, "Intensity at volume fraction (90%)"),
    IVH_DIFF_V10_V90(
            "DDTU",
            FeatureFamily.INTENSITY_VOLUME_HISTOGRAM,
            "Volume fraction difference between intensity fractions (10%-90%)"),
    IVH_DIFF_I10_I90(
            "CNV2",
            FeatureFamily.INTENSITY_VOLUME_HISTOGRAM,
            "Intensity fraction difference between volume fractions (10%-90%)"),
    CM_JOINT_MAX("GYBY", FeatureFamily.GLCM, "Joint maximum"),
    CM_JOINT_AVG("60VM", FeatureFamily.GLCM, "Joint average"),
    CM_JOINT_VAR("UR99", FeatureFamily.GLCM, "Joint variance"),
    CM_JOINT_ENTR("TU9B", FeatureFamily.GLCM, "Joint entropy"),
    CM_DIFF_AVG("TF7R", FeatureFamily.GLCM, "Difference average"),
    CM_DIFF_VAR("D3YU", FeatureFamily.GLCM, "Difference variance"),
    CM_DIFF_ENTR("NTRS", FeatureFamily.GLCM, "Difference entropy"),
    CM_SUM_AVG("ZGXS", FeatureFamily.GLCM, "Sum average"),
    CM_SUM_VAR("OEEB", FeatureFamily.GLCM, "Sum variance"),
    CM_SUM_ENTR("P6QZ", FeatureFamily.GLCM, "Sum entropy"),
    CM_ENERGY("8ZQL", FeatureFamily.GLCM, "Angular second moment"),
    CM_CONTRAST("ACUI", FeatureFamily.GLCM, "Contrast"),
    CM_DISSIMILARITY("8S9J", FeatureFamily.GLCM, "Dissimilarity"),
    CM_INV_DIFF("IB1Z", FeatureFamily.GLCM, "Inverse difference"),
    CM_INV_DIFF_NORM("NDRX", FeatureFamily.GLCM, "Normalised inverse difference"),
    CM_INV_DIFF_MOM("WF0Z", FeatureFamily.GLCM, "Inverse difference moment"),
    CM_INV_DIFF_MOM_NORM("1QCO", FeatureFamily.GLCM, "Normalised inverse difference moment"),
    CM_INV_VAR("E8JP", FeatureFamily.GLCM, "Inverse variance"),
    CM_CORR("NI2N", FeatureFamily.GLCM, "Correlation"),
    CM_AUTO_CORR("QWB0", FeatureFamily.GLCM, "Autocorrelation"),
    CM_CLUST_TEND("DG8W", FeatureFamily.GLCM, "Cluster tendency"),
    CM_CLUST_SHADE("7NFM", FeatureFamily.GLCM, "Cluster shade"),
    CM_CLUST_PROM("AE86", FeatureFamily.GLCM, "Cluster prominence"),
    CM_INFO_CORR1("R8DG", FeatureFamily.GLCM, "Information correlation 1"),
    CM_INFO_CORR2("JN9H", FeatureFamily.GLCM, "Information correlation 2"),
    RLM_SRE("22OV", FeatureFamily.GLRLM, "Short runs emphasis"),
    RLM_LRE("W4KF", FeatureFamily.GLRLM, "Long runs emphasis"),
    RLM_LGRE("V3SW", FeatureFamily.GLRLM, "Low grey level run emphasis"),
    RLM_HGRE("G3QZ", FeatureFamily.GLRLM, "High grey level run emphasis"),
    RLM_SRLGE("HTZT", FeatureFamily.GLRLM, "Short run low grey level emphasis"),
    RLM_SRHGE("GD3A", FeatureFamily.GLRLM, "Short run high grey level emphasis"),
    RLM_LRLGE("IVPO", FeatureFamily.GLRLM, "Long run low grey level emphasis"),
    RLM_LRHGE("3KUM", FeatureFamily.GLRLM, "Long run high grey level emphasis"),
    RLM_GLNU("R5YN", FeatureFamily.GLRLM, "Grey level non-uniformity"),
    RLM_GLNU_NORM("OVBL", FeatureFamily.GLRLM, "Normalised grey level non-uniformity"),
    RLM_RLNU("W92Y", FeatureFamily.GLRLM, "Run length non-uniformity"),
    RLM_RLNU_NORM("IC23", FeatureFamily.GLRLM, "Normalised run length non-uniformity"),
    RLM_R_PERC("9ZK5", FeatureFamily.GLRLM, "Run percentage"),
    RLM_GL_VAR("8CE5", FeatureFamily.GLRLM, "Grey level variance"),
    RLM_RL_VAR("SXLW", FeatureFamily.GLRLM, "Run length variance"),
    RLM_RL_ENTR("HJ9O", FeatureFamily.GLRLM, "Run entropy"),
    SZM_SZE("9SAK", FeatureFamily.GLSZM, "Small zone emphasis"),
    SZM_LZE("48P8", FeatureFamily.GLSZM, "Large zone emphasis"),
    SZM_LGZE("XMSY", FeatureFamily.GLSZM, "Low grey level zone emphasis"),
    SZM_HGZE("5GN9", FeatureFamily.GLSZM, "High grey level zone emphasis"),
    SZM_SZLGE("5RAI", FeatureFamily.GLSZM, "Small zone low grey level emphasis"),
    SZM_SZHGE("HW1V", FeatureFamily.GLSZM, "Small zone high grey level emphasis"),
    SZM_LZLGE("YH51", FeatureFamily.GLSZM, "Large zone low grey level emphasis"),
    SZM_LZHGE("J17V", FeatureFamily.GLSZM, "Large zone high grey level emphasis"),
    SZM_GLNU("JNSA", FeatureFamily.GLSZM, "Grey level non-uniformity"),
    SZM_GLNU_NORM("Y1RO", FeatureFamily.GLSZM, "Normalised grey level non-uniformity"),
    SZM_ZSNU("4JP3", FeatureFamily.GLSZM, "Zone size non-uniformity"),
    SZM_ZSNU_NORM("VB3A", FeatureFamily.GLSZM, "Normalised zone size non-uniformity"),
    SZM_Z_PERC("P30P", FeatureFamily.GLSZM, "Zone percentage"),
    SZM_GL_VAR("BYLV", FeatureFamily.GLSZM, "Grey level variance"),
    SZM_ZS_VAR("3NSA", FeatureFamily.GLSZM, "Zone size variance"),
    SZM_ZS_ENTR("GU8N", FeatureFamily.GLSZM, "Zone size entropy"),
    DZM_SDE("0GBI", FeatureFamily.GLDZM, "Small distance emphasis"),
    DZM_LDE("MB4I", FeatureFamily.GLDZM, "Large distance emphasis"),
    DZM_LGZE("S1RA", FeatureFamily.GLDZM, "Low grey level zone emphasis"),
    DZM_HGZE("K26C", FeatureFamily.GLDZM, "High grey level zone emphasis"),
    DZM_SDLGE("RUVG", FeatureFamily.GLDZM, "Small distance low grey level emphasis"),
    DZM_SDHGE("DKNJ", FeatureFamily.GLDZM, "Small distance high grey level emphasis"),
    DZM_LDLGE("A7WM", FeatureFamily.GLDZM, "Large distance low grey level emphasis"),
    DZM_LDHGE("KLTH", FeatureFamily.GLDZM, "Large distance high grey level emphasis"),
    DZM_GLNU("VFT7", FeatureFamily.GLDZM, "Grey level non-uniformity"),
    DZM_GLNU_NORM("7HP3", FeatureFamily.GLDZM, "Normalised grey level non-uniformity"),
    DZM_ZDNU("V294", FeatureFamily.GLDZM, "Zone distance non-uniformity"),
    DZM_ZDNU_NORM("IATH", FeatureFamily.GLDZM, "Normalised zone distance non-uniformity"),
    DZM_Z_PERC("VIWW", FeatureFamily.GLDZM, "Zone percentage"),
    DZM_GL_VAR("QK93", FeatureFamily.GLDZM, "Grey level variance"),
    DZM_ZD_VAR("7WT1", FeatureFamily.GLDZM, "Zone distance variance"),
    DZM_ZD_ENTR("GBDU", FeatureFamily.GLDZM, "Zone distance entropy"),
    NGT_COARSENESS("QCDE", FeatureFamily.NGTDM, "Coarseness"),
    NGT_CONTRAST("65HE", FeatureFamily.NGTDM, "Contrast"),
    NGT_BUSYNESS("NQ30", FeatureFamily.NGTDM, "Busyness"),
    NGT_COMPLEXITY("HDEZ", FeatureFamily.NGTDM, "Complexity"),
    NGT_STRENGTH("1X9X", FeatureFamily.NGTDM, "Strength"),
    NGL_LDE("SODN", FeatureFamily.NGLDM, "Low dependence emphasis"),
    NGL_HDE("IMOQ", FeatureFamily.NGLDM, "High dependence emphasis"),
    NGL_LGCE("TL9H", FeatureFamily.NGLDM, "Low grey level count emphasis"),
    NGL_HGCE("OAE7", FeatureFamily.NGLDM, "High grey level count emphasis"),
    NGL_LDLGE("EQ3F", FeatureFamily.NGLDM, "Low dependence low grey level emphasis"),
    NGL_LDHGE("JA6D", FeatureFamily.NGLDM, "Low dependence high grey level emphasis"),
    NGL_HDLGE("NBZI", FeatureFamily.NGLDM, "High dependence low grey level emphasis"),
    NGL_HDHGE("9QMG", FeatureFamily.NGLDM, "High dependence high grey level emphasis"),
    NGL_GLNU("FP8K", FeatureFamily.NGLDM, "Grey level non-uniformity"),
    NGL_GLNU_NORM("5SPA", FeatureFamily.NGLDM, "Normalised grey level non-uniformity"),
    NGL_DCNU("Z87G", FeatureFamily.NGLDM, "Dependence count non-uniformity"),
    NGL_DCNU_NORM("OKJI", FeatureFamily.NGLDM, "Normalised dependence count non-uniformity"),
    NGL_DC_PERC("6XV8", FeatureFamily.NGLDM, "Dependence count percentage"),
    NGL_GL_VAR("1PFV", FeatureFamily.NGLDM, "Grey level variance"),
    NGL_DC_VAR("DNX2", FeatureFamily.NGLDM, "Dependence count variance"),
    NGL_DC_ENTR("FCBV", FeatureFamily.NGLDM, "Dependence count entropy"),
    NGL_DC_ENERGY("CAS9", FeatureFamily.NGLDM, "Dependence count energy");

    private final String code;
    private final FeatureFamily family;
    private final String title;

    Feature(String code, FeatureFamily family, String title) {
        this.code = code;
        this.family = family;
        this.title = title;
    }

    /** The four-character code of the IBSI manual. */
    public String code() {
        return code;
    }

    /** The family that the manual lists it under. */
    public FeatureFamily family() {
        return family;
    }

    /** The name in the manual, in English. */
    public String title() {
        return title;
    }

    /** The tag of the compliance sheet, without aggregation: {@code cm_joint_max}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The features of a family, in the order of the manual. */
    static List<Feature> of(FeatureFamily family) {
        return Arrays.stream(values()).filter(feature -> feature.family == family).toList();
    }
}
