// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.demo.phantom.Body;
import spiders.demo.phantom.Lesion;
import spiders.demo.phantom.Physique;
import spiders.demo.phantom.Plane;
import spiders.demo.phantom.Point;
import spiders.demo.phantom.Scan;
import spiders.demo.phantom.Tissue;
import spiders.dicom.data.TransferSyntax;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** Who the demonstration's patients are, and what was examined of them. */
public final class Catalogue {

    /** The main patient: a cancer of the rectum with a metastasis of the liver that has grown. */
    public static final Person AUGUSTE = person("AUGUSTE", 1958, 3, 14, true);

    /** Another person of the same name. */
    public static final Person AUGUSTE_THE_YOUNGER = person("AUGUSTE", 1984, 11, 2, true);

    /** A cancer of the lung: PET/CT, and a treatment that is planned. */
    public static final Person BEATRICE = person("BEATRICE", 1962, 7, 23, false);

    /** A cancer of the breast: mammography and a cine of the heart. */
    public static final Person CLOTILDE = person("CLOTILDE", 1971, 1, 9, false);

    /** Somebody of whom the examination that the board wants does not exist. */
    public static final Person DESIRE = person("DESIRE", 1949, 12, 30, true);

    /** Somebody whose hospital wrote the name in another way. */
    public static final Person EUGENIE = person("EUGENIE", 1955, 5, 5, false);

    private static final String LILLE = "DEMO LILLE";
    private static final String AMIENS = "DEMO AMIENS";
    private static final String LENS = "DEMO LENS";
    private static final Physique LARGE = new Physique(1, 1.1);
    private static final Physique SLIM = new Physique(0.94, 0.9);
    private static final Lesion METASTASIS =
            new Lesion(Tissue.METASTASIS, new Point(-96, -12, 345), 31);
    private static final Lesion SECOND_METASTASIS =
            new Lesion(Tissue.METASTASIS, new Point(-60, 34, 318), 15);
    private static final Lesion RECTUM = new Lesion(Tissue.TUMOUR, new Point(8, 33, 68), 36);
    private static final Lesion LUNG = new Lesion(Tissue.TUMOUR, new Point(-78, 22, 500), 34);
    private static final Lesion NODE = new Lesion(Tissue.LYMPH_NODE, new Point(-22, -4, 498), 17);

    private final LocalDate today;

    /** Dates count back from a day. */
    public Catalogue(LocalDate today) {
        this.today = today;
    }

    private static Person person(String given, int year, int month, int day, boolean male) {
        return new Person(given, LocalDate.of(year, month, day), male);
    }

    private Study study(
            String name, PatientRecord patient, int daysAgo, String words, String institution) {
        var time = LocalTime.of(8 + Math.floorMod(name.hashCode(), 9), 12, 5);
        return new Study(name, patient, today.minusDays(daysAgo), time, words, institution);
    }

    /** The CT of thorax, abdomen and pelvis of the main patient, 320 images of 2 mm. */
    public Examination currentCT() {
        var patient = new PatientRecord(AUGUSTE, "LIL-240117", LILLE, true);
        var study = study("ct", patient, 9, "TDM thorax abdomen pelvis", LILLE);
        var body = auguste(METASTASIS, SECOND_METASTASIS, RECTUM);
        var series = new Series(study, 2, "CT", "TAP portal 2.0 mm", "CHEST");
        return Examination.of(
                study, List.of(Examination.tasks(ct(series, body, Scan.ct(11, 9), 638, 2, 320))));
    }

    private static CTSeries ct(
            Series series, Body body, Scan scan, double top, double step, int count) {
        return new CTSeries(series, body, scan, top, step, count, CTSeries.SOFT);
    }

    private static Body auguste(Lesion... lesions) {
        return new Body(7, true, LARGE, List.of(lesions));
    }

    /** The CT of half a year before, by another hospital's number, when the lesion was smaller. */
    public Examination priorCT() {
        var patient = new PatientRecord(AUGUSTE, "0099-5521", LENS, false);
        var study = study("prior", patient, 187, "SCANNER TAP", LENS);
        var body = auguste(METASTASIS.ofDiameter(17), RECTUM.ofDiameter(30));
        var series =
                new Series(study, 3, "CT", "TAP 3 mm", "CHEST")
                        .in(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        return Examination.of(
                study, List.of(Examination.tasks(ct(series, body, Scan.ct(12, 13), 637, 3, 212))));
    }

    /** The magnetic resonance images of the main patient's pelvis, four series. */
    public Examination pelvicMR() {
        var patient = new PatientRecord(AUGUSTE, "A-778-1201", AMIENS, true);
        var study = study("mr", patient, 6, "IRM pelvienne", AMIENS);
        var body = auguste(METASTASIS, RECTUM);
        return Examination.of(
                study,
                List.of(
                        axial(study, 2, "T2 TSE axial", body, MRSeries.Sequence.T2, 384, 0.75),
                        sagittal(study, body),
                        axial(
                                study,
                                4,
                                "DWI b800 axial",
                                body,
                                MRSeries.Sequence.DIFFUSION,
                                192,
                                1.5),
                        axial(study, 5, "T1 TSE axial", body, MRSeries.Sequence.T1, 384, 0.75)));
    }

    private static List<Examination.Task> axial(
            Study study,
            int number,
            String words,
            Body body,
            MRSeries.Sequence sequence,
            int size,
            double spacing) {
        var plain = new Series(study, number, "MR", words, "PELVIS");
        var series =
                sequence == MRSeries.Sequence.T1 ? plain.in(TransferSyntax.RLE_LOSSLESS) : plain;
        return Examination.tasks(
                new MRSeries(
                        series,
                        body,
                        sequence.scan(20 + number),
                        sequence,
                        i -> Plane.axial(148 - 4 * (i - 1), spacing, size),
                        30,
                        4));
    }

    private static List<Examination.Task> sagittal(Study study, Body body) {
        var series = new Series(study, 3, "MR", "T2 TSE sagittal", "PELVIS");
        return Examination.tasks(
                new MRSeries(
                        series,
                        body,
                        MRSeries.Sequence.T2.scan(23),
                        MRSeries.Sequence.T2,
                        i -> Plane.sagittal(44 - 4 * (i - 1), 10, 92, 0.75, 384),
                        24,
                        4));
    }

    /** A CT of another person of the main patient's name. */
    public Examination homonymCT() {
        var patient = new PatientRecord(AUGUSTE_THE_YOUNGER, "LIL-311940", LILLE, false);
        var study = study("homonym", patient, 21, "TDM abdomen", LILLE);
        return smallCT(study, new Body(31, true, SLIM, List.of()), 380, 32);
    }

    private static Examination smallCT(Study study, Body body, double top, int count) {
        var series = new Series(study, 2, "CT", "5 mm", "ABDOMEN");
        return Examination.of(
                study,
                List.of(Examination.tasks(ct(series, body, Scan.ct(33, 11), top, 5, count))));
    }

    /** The PET/CT of the lung tumour. */
    public Examination petCT() {
        var patient = new PatientRecord(BEATRICE, "A-640-0032", AMIENS, true);
        var study = study("pet", patient, 13, "TEP-TDM au FDG", AMIENS);
        var body = new Body(41, false, SLIM, List.of(LUNG, NODE));
        var ct =
                ct(
                        new Series(study, 2, "CT", "CT AC 4 mm", "WHOLEBODY"),
                        body,
                        Scan.ct(42, 22),
                        634,
                        4,
                        158);
        var pet =
                new PETSeries(
                        new Series(study, 3, "PT", "FDG corrected", "WHOLEBODY"),
                        body,
                        Scan.pet(43),
                        634,
                        4,
                        158,
                        ct.frameOfReference());
        return Examination.of(study, List.of(Examination.tasks(ct), Examination.tasks(pet)));
    }

    /** The planning CT of the same tumour with structures, dose and plan. */
    public Examination radiotherapy() {
        var patient = new PatientRecord(BEATRICE, "0071-8834", LENS, false);
        var study = study("planning", patient, 4, "SCANNER DOSIMETRIQUE", LENS);
        var body = new Body(41, false, SLIM, List.of(LUNG, NODE));
        var ct =
                ct(
                        new Series(study, 1, "CT", "Dosimetrie 3 mm", "CHEST"),
                        body,
                        Scan.ct(44, 12),
                        620,
                        3,
                        88);
        var irradiation =
                new Irradiation(
                        ct,
                        LUNG,
                        new Series(study, 2, "RTSTRUCT", "Structures", ""),
                        new Series(study, 3, "RTDOSE", "Dose", ""),
                        new Series(study, 4, "RTPLAN", "Plan", ""));
        return Examination.of(
                study, List.of(Examination.tasks(ct), Examination.tasks(irradiation)));
    }

    /** Mammography with a mass on the left. */
    public Examination mammography() {
        var patient = new PatientRecord(CLOTILDE, "LIL-198802", LILLE, true);
        var study = study("mammography", patient, 17, "Mammographie bilaterale", LILLE);
        var series = new Series(study, 1, "MG", "CC et MLO", "BREAST");
        return Examination.of(study, List.of(Examination.tasks(new Mammography(series, 51))));
    }

    /** A cine of the heart before a treatment that may harm it. */
    public Examination echocardiography() {
        var patient = new PatientRecord(CLOTILDE, "0012-4471", LENS, false);
        var study = study("echo", patient, 11, "Echocardiographie", LENS);
        var series = new Series(study, 1, "US", "Apicale 4 cavites", "HEART");
        return Examination.of(study, List.of(Examination.tasks(new UltrasoundCine(series, 61))));
    }

    /** An old and small CT: what the board asks of this patient is missing. */
    public Examination oldCT() {
        var patient = new PatientRecord(DESIRE, "LIL-077120", LILLE, true);
        var study = study("old", patient, 1400, "TDM abdomen", LILLE);
        return smallCT(study, new Body(71, true, LARGE, List.of()), 380, 30);
    }

    /** A CT under a name that was written in another way. */
    public Examination misspeltCT() {
        var misspelt = new Person("EUGENIA", EUGENIE.birthDate(), false);
        var patient = new PatientRecord(misspelt, "0044-1020", LENS, false);
        var study = study("misspelt", patient, 15, "SCANNER ABDOMEN", LENS);
        return smallCT(
                study, new Body(81, false, SLIM, List.of(METASTASIS.ofDiameter(22))), 390, 34);
    }
}
