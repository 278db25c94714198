// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.analysis.naming.StructureName.Doubtful;
import spiders.analysis.naming.StructureName.Mapped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

class StructureNamingTest {

    private static final Pattern COMMA = Pattern.compile(",");

    private final StructureNaming naming = new StructureNaming();

    @Test
    void the_held_out_names_are_read_as_a_person_reads_them() {
        var wrong = new ArrayList<String>();
        List<List<String>> rows = rows("name_mapping_examples.csv");
        for (var row : rows) {
            var found = naming.map(row.get(0), site(row.get(1)));
            if (!isRight(found, row.get(2), row.get(3))) {
                wrong.add(row + " but " + found);
            }
        }
        assertThat(rows).hasSize(40);
        assertThat(wrong).isEmpty();
    }

    /** A doubt is right where the rule says so, with what is expected among its candidates. */
    private static boolean isRight(StructureName found, String expected, String rule) {
        boolean mapped = found instanceof Mapped;
        if (expected.isEmpty()) {
            return !mapped;
        }
        if (rule.startsWith("ambiguous:")) {
            return found instanceof Doubtful doubtful && doubtful.candidates().contains(expected);
        }
        return mapped && ((Mapped) found).name().equals(expected);
    }

    private static Site site(String name) {
        return switch (name) {
            case "pelvis" -> Site.PELVIS;
            case "thorax" -> Site.THORAX;
            case "headneck" -> Site.HEAD_AND_NECK;
            default -> Site.UNKNOWN;
        };
    }

    @Test
    void every_name_of_the_list_is_itself_unless_it_lacks_a_side() {
        int mapped = 0;
        for (var row : rows("tg263_names.csv")) {
            var name = row.get(0).strip();
            var found = naming.map(name);
            if (found instanceof Mapped(var raw, var same, var confidence)) {
                assertThat(same).isEqualTo(name);
                assertThat(confidence).isEqualTo(1);
                mapped++;
            } else {
                assertThat(found).isInstanceOf(Doubtful.class);
                assertThat(((Doubtful) found).candidates())
                        .contains(name + "_L", name + "_R", name);
            }
        }
        assertThat(mapped).isGreaterThan(640);
    }

    @ParameterizedTest
    @CsvSource({
        "Rein gauche, Kidney_L",
        "rein_D, Kidney_R",
        "Reins, Kidneys",
        "LKidney, Kidney_L",
        "KidneyRight, Kidney_R",
        "Foie, Liver",
        "Nerf optique droit, OpticNrv_R",
        "Optic Nerve-Lt, OpticNrv_L",
        "Optic Nerve - Rt, OpticNrv_R",
        "NERF_OPTIQUE_G, OpticNrv_L",
        "Chiasma, OpticChiasm",
        "Optic Chiasm, OpticChiasm",
        "BRSTEM, Brainstem",
        "brain_stem, Brainstem",
        "Lens - left, Lens_L",
        "Cristallin D, Lens_R",
        "Orbit - right, Orbit_R",
        "Oeil gauche, Eye_L",
        "Œsophage, Esophagus",
        "l'oesophage, Esophagus",
        "Moelle épinière, SpinalCord",
        "Canal médullaire, SpinalCanal",
        "PRV moelle 5mm, SpinalCord_PRV05",
        "Moelle + 3 mm, SpinalCord_PRV03",
        "SpinalCord_PRV03, SpinalCord_PRV03",
        "Tronc cérébral PRV 3mm, Brainstem_PRV03",
        "Tumor Bed, TumorBed",
        "Lit tumoral, TumorBed",
        "Mandibule, Bone_Mandible",
        "Parotide gauche, Parotid_L",
        "Parotid_Rt, Parotid_R",
        "Glande sous-maxillaire D, Glnd_Submand_R",
        "Canal anal, Canal_Anal",
        "Col fémoral gauche, Femur_Neck_L",
        "femoral_head_left, Femur_Head_L",
        "Plexus brachial D, BrachialPlex_R",
        "plexus_brachial_g, BrachialPlex_L",
        "Cavité buccale, Cavity_Oral",
        "Sigmoïde, Colon_Sigmoid",
        "Grêle, Bowel_Small",
        "Bowel bag, Bag_Bowel",
        "Cochlée droite, Cochlea_R",
        "Hippocampe G, Hippocampus_L",
        "Vertebra L3, VB_L3",
        "vertèbre T4, VB_T04",
        "Rib 3 left, Rib03_L",
        "Côte 10 D, Rib10_R",
        "Bolus 5mm, Bolus_05mm",
        "GTV, GTV",
        "ctv, CTV",
        "GTVp, GTVp",
        "PTVn_5000, PTVn_5000",
        "PTV_50.4Gy, PTV_5040",
        "PTV 4600 cGy, PTV_4600",
        "Lungs-GTV, Lungs-GTV",
        "heart_mbs, Heart",
    })
    void names_of_centres_and_vendors_are_mapped(String raw, String expected) {
        var found = naming.map(raw);

        assertThat(found).isInstanceOf(Mapped.class);
        assertThat(((Mapped) found).name()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optBRAIN",
                "optOptic",
                "zRing",
                "z_Heart",
                "zPTV_opt",
                "_Heart",
                "ring 2cm PTV",
                "Anneau PTV",
                "Dose 5200[cGy]",
                "isodose 95%",
                "PTV_opt",
                "PTV-Rectum",
                "Rectum-PTV",
                "Rectum - PTV50",
                "Bladder sub PTV",
                "Heart+Lungs",
                "Heart & Lungs",
                "Poumons et coeur",
                "PTV+5mm",
                "avoid_cord",
                "Tumor Bed Block",
                "Lung_L_opt",
                "Poumon G hors PTV",
                "Not heart",
                "non_parotid_L",
                "sans vessie",
                "no bladder",
                "Body-PTV 5mm",
                "NonLung_R",
                "Breast_L minus CTV",
                "OPT_Heart",
                "shell_1",
                "Rectum in PTV",
                "Rectum_overlap",
                "Foie moins GTV",
                "ring+3mm",
                "dummy heart",
                "Liver not GTV",
                "brain exclu",
                "CouchSurface",
                "Table",
                "masque",
                "Lungs-Heart"
            })
    void a_helper_or_negated_structure_is_never_mapped(String raw) {
        assertThat(naming.map(raw)).isNotInstanceOf(Mapped.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kidney",
                "rein",
                "Lung",
                "poumon",
                "Femoral head",
                "tête fémorale",
                "Breast",
                "sein",
                "Parotid",
                "Eye",
                "Lens",
                "lens",
                "Cochlea",
                "cristallin",
                "Optic nerve",
                "OpticNrv",
                "Hippocampus",
                "Ovary",
                "Chestwall",
                "Bronchus",
                "Orbit",
                "rib 3",
                "Plexus brachial",
                "Kidney PRV 5mm",
                "Lung_auto",
                "Kidney^1",
                "A_Carotid"
            })
    void a_paired_organ_without_side_is_left_to_a_person(String raw) {
        assertThat(naming.map(raw)).isInstanceOf(Doubtful.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kidney L R",
                "Heart_L",
                "Vessie G",
                "bladder_old",
                "PTV50",
                "PTV sein G",
                "hart",
                "Rectun",
                "SV",
                "Cord PRV",
                "heart+3mm",
                "LungLR left right"
            })
    void what_has_two_readings_is_not_mapped(String raw) {
        assertThat(naming.map(raw)).isNotInstanceOf(Mapped.class);
    }

    @Test
    void a_site_decides_an_abbreviation() {
        assertThat(naming.map("SV", Site.PELVIS)).isEqualTo(new Mapped("SV", "SeminalVes", 0.95));
        assertThat(naming.map("SV", Site.THORAX)).isInstanceOf(Doubtful.class);
    }

    @Test
    void names_of_any_kind_have_an_answer() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var alphabet = "aAlLrRdgPTVz_-+^ ~'é0379mGy\u0000\ud83d";
        for (int n = 0; n < 20_000; n++) {
            var name = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(naming.map(name.toString()).raw())
                    .as("seed %d", seed)
                    .isEqualTo(name.toString());
        }
    }

    @Test
    void a_name_longer_than_any_is_not_looked_at() {
        var longest = "Heart" + " ".repeat(StructureNaming.MAX_LENGTH - 5);

        assertThat(naming.map(longest)).isInstanceOf(Mapped.class);
        assertThat(naming.map(longest + " ")).isInstanceOf(StructureName.Unknown.class);
        assertThat(naming.map(" ")).isInstanceOf(StructureName.Unknown.class);
    }

    private static List<List<String>> rows(String name) {
        try (var in = StructureNaming.class.getResourceAsStream(name)) {
            var bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(COMMA.split(line, 4)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
