// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.demo.imaging.Catalogue;
import spiders.demo.imaging.Examination;
import spiders.demo.imaging.Person;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Each kind of examination in the viewer, opened from its case: the pixels on the screen. */
@Tag("peer")
class ViewerTest {

    // Places in lists of objects: see Catalogue. The lung lesion is at z = 500 mm.
    private static final int PET_CT_IMAGES = 158;
    private static final int FUSED_FIRST = 24;
    private static final int FUSED_END = 44;
    private static final int PLANNING_IMAGES = 88;
    private static final int PLANNING_FIRST = 34;
    private static final int PLANNING_END = 48;
    private static final int LESION_SLICE = 41;
    private static final int MR_AXIAL_IMAGES = 30;
    private static final int MR_SAGITTAL_IMAGES = 24;
    private static final double[] LESION = {-78, 22, 500};
    private static final double[] HEALTHY_LUNG = {78, 10, 500};
    private static final int VIVID = 50;
    private static final int LOOKS = 150;
    private static final long PAUSE_MILLIS = 400;

    @TempDir static Path folder;
    private static TestHub hub;
    private static Pacs pacs;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub(folder);
        var exams = folder.resolve("exams");
        var pet = TestExams.CATALOGUE.petCT().objects();
        TestExams.write(exams, "ct", pet.subList(FUSED_FIRST, FUSED_END));
        TestExams.write(
                exams, "pet", pet.subList(PET_CT_IMAGES + FUSED_FIRST, PET_CT_IMAGES + FUSED_END));
        var planning = TestExams.CATALOGUE.radiotherapy().objects();
        TestExams.write(exams, "planning", planning.subList(PLANNING_FIRST, PLANNING_END));
        TestExams.write(exams, "rt", planning.subList(PLANNING_IMAGES, PLANNING_IMAGES + 1));
        var mr = TestExams.CATALOGUE.pelvicMR().objects();
        TestExams.write(exams, "mr", mr.subList(0, MR_AXIAL_IMAGES + MR_SAGITTAL_IMAGES));
        TestExams.write(exams, "us", TestExams.CATALOGUE.echocardiography().objects());
        pacs = Pacs.start(PacsSettings.of("DEMO_LILLE", exams).withDestination(hub.node()));
        hub.start(List.of(TestHub.source("lille", pacs, "get, move")));
        chromium = new Chromium(hub.base());
    }

    @AfterAll
    static void stop() throws Exception {
        chromium.close();
        hub.close();
        pacs.close();
    }

    @AfterEach
    void the_viewer_keeps_to_its_policy_and_asks_nobody_else() {
        assertThat(chromium.violations()).isEmpty();
        assertThat(chromium.strangers()).isEmpty();
    }

    private static ViewerWindow open(String board, Person person) throws Exception {
        return ViewerWindow.open(hub, chromium, board, person);
    }

    private static DataSet made(Examination examination, int index) throws Exception {
        return examination.objects().get(index).object().call();
    }

    @Test
    void series_of_a_magnetic_resonance_study_show_their_own_slices() throws Exception {
        var viewer = open("digestif", Catalogue.AUGUSTE);
        var study = TestExams.CATALOGUE.pelvicMR();
        var axial = made(study, 0);

        int first = viewer.awaitNumber("", axial, number -> true);
        assertThat(viewer.likeness(viewer.active(), made(study, first - 1))).isGreaterThan(0.95);
        viewer.openSeries("T2 TSE sagittal");
        var sagittal = made(study, MR_AXIAL_IMAGES);
        int other = viewer.awaitNumber("", sagittal, number -> true);

        Chromium.shoot(viewer.page(), "viewer-mr");
        var slice = made(study, MR_AXIAL_IMAGES + other - 1);
        assertThat(viewer.likeness(viewer.active(), slice)).isGreaterThan(0.95);
    }

    @Test
    void a_pet_ct_opens_with_the_pet_in_colour_over_the_ct() throws Exception {
        var viewer = open("thorax", Catalogue.BEATRICE);
        var study = TestExams.CATALOGUE.petCT();
        viewer.awaitNumber("fusion", made(study, FUSED_FIRST), number -> true);
        awaitColour(viewer);
        // Only now: the slice changes while the volume arrives.
        int shown = viewer.awaitNumber("fusion", made(study, FUSED_FIRST), number -> true);
        var places = List.of(LESION, HEALTHY_LUNG);

        Chromium.shoot(viewer.page(), "viewer-fusion");
        assertThat(viewer.likeness("ct", made(study, shown - 1))).isGreaterThan(0.95);
        var ct = viewer.colours("ct", places);
        var pet = viewer.colours("pet", places);
        var fused = viewer.colours("fusion", places);
        assertThat(ct).allMatch(colour -> vividness(colour) == 0);
        assertThat(pet).allMatch(colour -> vividness(colour) == 0);
        assertThat(pet.get(0)[0]).as("the lesion is dark").isLessThan(pet.get(1)[0] - 60);
        assertThat(vividness(fused.get(1))).as("healthy lung is grey").isLessThan(VIVID / 2);
    }

    /** Waits until the lesion stands in colour on the CT. */
    private static void awaitColour(ViewerWindow viewer) throws Exception {
        int seen = 0;
        for (int i = 0; i < LOOKS; i++) {
            seen = vividness(viewer.colours("fusion", List.of(LESION)).getFirst());
            if (seen > VIVID) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        Chromium.shoot(viewer.page(), "no-colour");
        throw new AssertionError("The lesion's vividness is " + seen + "; see no-colour.png");
    }

    private static int vividness(int[] colour) {
        int[] sorted = colour.clone();
        Arrays.sort(sorted);
        return sorted[2] - sorted[0];
    }

    @Test
    void contours_of_a_structure_set_lie_where_the_file_has_them() throws Exception {
        var viewer = open("thorax", Catalogue.BEATRICE);
        var fused = made(TestExams.CATALOGUE.petCT(), FUSED_FIRST);
        viewer.awaitNumber("fusion", fused, number -> true);
        viewer.openSeries("Structures");
        var planning = TestExams.CATALOGUE.radiotherapy();
        var image = made(planning, LESION_SLICE - 1);
        int shown = viewer.awaitNumber("fusion", image, number -> number > FUSED_END - 6);
        double z = image.reals(Tags.ImagePositionPatient)[2] - 3 * (shown - LESION_SLICE);
        var outline = outline(made(planning, PLANNING_IMAGES), "GTV", z);
        assertThat(outline).hasSizeGreaterThan(20);

        awaitOutline(viewer, outline);
        Chromium.shoot(viewer.page(), "viewer-rtstruct");
        assertThat(viewer.likeness("fusion", made(planning, shown - 1))).isGreaterThan(0.95);
        var middle = List.of(new double[] {LESION[0], LESION[1], z});
        assertThat(viewer.shareOf("fusion", middle, 2, ViewerTest::isRed)).isZero();
    }

    private static void awaitOutline(ViewerWindow viewer, List<double[]> outline) throws Exception {
        double share = 0;
        for (int i = 0; i < LOOKS; i++) {
            share = viewer.shareOf("fusion", outline, 2, ViewerTest::isRed);
            if (share > 0.95) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        Chromium.shoot(viewer.page(), "no-outline");
        throw new AssertionError("Of the outline is drawn " + share + "; see no-outline.png");
    }

    private static boolean isRed(int[] colour) {
        return colour[0] > 120 && colour[0] > 2 * colour[1] && colour[0] > 2 * colour[2];
    }

    @Test
    void a_cine_plays_by_itself() throws Exception {
        var viewer = open("senologie", Catalogue.CLOTILDE);
        var cine = made(TestExams.CATALOGUE.echocardiography(), 0);

        int first = viewer.awaitNumber("", cine, number -> true);
        int second = viewer.awaitNumber("", cine, number -> number != first);
        int third = viewer.awaitNumber("", cine, number -> number != first && number != second);

        Chromium.shoot(viewer.page(), "viewer-cine");
        assertThat(third).isBetween(1, cine.integer(Tags.NumberOfFrames).orElseThrow());
    }

    private static List<double[]> outline(DataSet structures, String name, double z) {
        int number =
                structures.items(Tags.StructureSetROISequence).stream()
                        .filter(region -> region.string(Tags.ROIName).orElse("").equals(name))
                        .findFirst()
                        .orElseThrow()
                        .integer(Tags.ROINumber)
                        .orElseThrow();
        var points = new ArrayList<double[]>();
        for (var region : structures.items(Tags.ROIContourSequence)) {
            if (region.integer(Tags.ReferencedROINumber).orElseThrow() != number) {
                continue;
            }
            for (var contour : region.items(Tags.ContourSequence)) {
                double[] data = contour.reals(Tags.ContourData);
                for (int i = 0; i + 2 < data.length && Math.abs(data[2] - z) < 0.01; i += 3) {
                    points.add(new double[] {data[i], data[i + 1], data[i + 2]});
                }
            }
        }
        return points;
    }
}
