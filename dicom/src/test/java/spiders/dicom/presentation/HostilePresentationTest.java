// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.presentation.States.WHITE_LAYER;
import static spiders.dicom.presentation.States.area;
import static spiders.dicom.presentation.States.boxed;
import static spiders.dicom.presentation.States.drawn;
import static spiders.dicom.presentation.States.graphic;
import static spiders.dicom.presentation.States.state;
import static spiders.dicom.presentation.States.written;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.SyntheticImages;
import spiders.dicom.presentation.UnsupportedPresentationException.Reason;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class HostilePresentationTest {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private static DataSet annotated(DataSet... annotations) {
        return state().sequence(Tags.GraphicAnnotationSequence, annotations).build();
    }

    private static DataSet shown(DataSet area) {
        return state().sequence(Tags.DisplayedAreaSelectionSequence, area).build();
    }

    private static DataSet interest(DataSet item) {
        return state().sequence(Tags.SoftcopyVOILUTSequence, item).build();
    }

    static List<DataSet> broken() {
        var magnified = area("MAGNIFY", 1, 1, 5, 5).toBuilder();
        var lut =
                DataSet.builder()
                        .set(Tags.LUTDescriptor, VR.US, 256, 0, 16)
                        .set(Tags.LUTData, VR.OW, new byte[256])
                        .build();
        return List.of(
                state().remove(Tags.ReferencedSeriesSequence).build(),
                state().set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.11.2").build(),
                state().set(Tags.ImageRotation, 45).build(),
                state().set(Tags.ImageRotation, 360).build(),
                state().set(Tags.PresentationLUTShape, "OD").build(),
                state().sequence(Tags.PresentationLUTSequence, lut).build(),
                state().sequence(Tags.ModalityLUTSequence, lut).build(),
                interest(DataSet.builder().sequence(Tags.VOILUTSequence, lut).build()),
                interest(DataSet.builder().set(Tags.WindowCenter, 5.0).build()),
                state().set(Tags.ShutterShape, "OVAL").build(),
                state().set(Tags.ShutterShape, "CIRCULAR").build(),
                state().set(Tags.ShutterShape, "POLYGONAL")
                        .set(Tags.VerticesOfThePolygonalShutter, new int[2 * 4097])
                        .build(),
                shown(area("SCALE TO FIT", 1, 1, 1 << 18, 5)),
                shown(area("SCALE TO FIT", Integer.MIN_VALUE, 1, Integer.MAX_VALUE, 5)),
                shown(area("LARGE", 1, 1, 5, 5)),
                shown(magnified.build()),
                shown(magnified.set(Tags.PresentationPixelMagnificationRatio, 65.0).build()),
                shown(
                        area("TRUE SIZE", 1, 1, 5, 5).toBuilder()
                                .set(Tags.PresentationPixelSpacing, 0.0, 1.0)
                                .build()),
                annotated(drawn(WHITE_LAYER, graphic("CIRCLE", "PIXEL", false, 1, 2))),
                annotated(drawn(WHITE_LAYER, graphic("POLYLINE", "PIXEL", false, 1, 2))),
                annotated(drawn(WHITE_LAYER, graphic("SPLINE", "PIXEL", false, 1, 2))),
                annotated(drawn(WHITE_LAYER, graphic("POINT", "MM", false, 1, 2))),
                annotated(drawn(WHITE_LAYER, graphic("POINT", "PIXEL", false, Double.NaN, 2))),
                annotated(drawn(WHITE_LAYER, many(60_000), many(40_001))),
                annotated(
                        written(
                                WHITE_LAYER,
                                boxed("x", 1, 1, 5, 5).toBuilder()
                                        .set(Tags.UnformattedTextValue, VR.UT, "x".repeat(1025))
                                        .build())),
                annotated(written(WHITE_LAYER, boxed("\n".repeat(64) + "x", 1, 1, 5, 5))),
                annotated(
                        written(
                                WHITE_LAYER,
                                DataSet.builder()
                                        .set(Tags.UnformattedTextValue, "nowhere")
                                        .build())),
                state().sequence(
                                Tags.GraphicAnnotationSequence,
                                Collections.nCopies(10_001, DataSet.empty()))
                        .build(),
                state().sequence(
                                Tags.GraphicLayerSequence,
                                Collections.nCopies(1001, DataSet.empty()))
                        .build());
    }

    private static DataSet many(int points) {
        return graphic("MULTIPOINT", "PIXEL", false, new double[2 * points]);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_broken_or_excessive_state_is_refused(DataSet state) {
        assertThatExceptionOfType(InvalidPresentationException.class)
                .isThrownBy(() -> PresentationState.of(state));
    }

    @Test
    void what_is_at_the_limit_is_read() {
        for (var state :
                List.of(
                        shown(area("SCALE TO FIT", -(1 << 17), 1, 1 << 17, 5)),
                        annotated(drawn(WHITE_LAYER, many(60_000), many(40_000))),
                        annotated(written(WHITE_LAYER, boxed("x".repeat(1024), 1, 1, 5, 5))))) {
            assertThatCode(() -> draw(state)).doesNotThrowAnyException();
        }
    }

    private static void draw(DataSet state) throws IOException {
        Pictures.of(state, States.black(), new Viewport(128, 128, Viewport.Fitting.SHRUNK));
    }

    private static void requireUnsupported(Reason reason, DataSet state, DataSet image) {
        assertThatExceptionOfType(UnsupportedPresentationException.class)
                .isThrownBy(() -> Pictures.of(state, image, Viewport.unbounded()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void what_is_not_drawn_is_named() {
        var colour =
                SyntheticImages.dataSet(
                        SyntheticImages.frame(SyntheticImages.colour(8, 8, false), 1));
        requireUnsupported(Reason.NO_GREY_IMAGE, state().build(), colour);
        requireUnsupported(
                Reason.MASK,
                state().sequence(Tags.MaskSubtractionSequence, DataSet.empty()).build(),
                States.black());
        requireUnsupported(
                Reason.MATRIX,
                annotated(drawn(WHITE_LAYER, graphic("POINT", "MATRIX", false, 1, 1))),
                States.black());
        var huge =
                area("MAGNIFY", -9999, -9999, 9999, 9999).toBuilder()
                        .set(Tags.PresentationPixelMagnificationRatio, 64.0)
                        .build();
        assertThatExceptionOfType(UnsupportedPresentationException.class)
                .isThrownBy(() ->
                        Pictures.of(
                                shown(huge),
                                States.black(),
                                new Viewport(16384, 16384, Viewport.Fitting.FILLED)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void drawing_ends_though_a_state_draws_without_end() {
        var figure = graphic("CIRCLE", "DISPLAY", true, 0.5, 0.5, 3, 3);
        var state =
                annotated(
                        drawn(
                                WHITE_LAYER,
                                Collections.nCopies(9000, figure).toArray(DataSet[]::new)));
        assertThatExceptionOfType(InvalidPresentationException.class)
                .isThrownBy(() ->
                        Pictures.of(
                                state,
                                States.black(),
                                new Viewport(4096, 4096, Viewport.Fitting.FILLED)));
    }

    @Test
    void damaged_anywhere_a_state_is_drawn_or_refused() throws IOException {
        var state =
                States.overlay(state(), 1, 1, "#.#.", ".#.#")
                        .set(Tags.OverlayActivationLayer, VR.CS, WHITE_LAYER)
                        .set(Tags.ImageRotation, 90)
                        .set(Tags.ShutterShape, "RECTANGULAR", "CIRCULAR", "POLYGONAL")
                        .set(Tags.ShutterLeftVerticalEdge, 11)
                        .set(Tags.ShutterRightVerticalEdge, 50)
                        .set(Tags.ShutterUpperHorizontalEdge, 3)
                        .set(Tags.ShutterLowerHorizontalEdge, 38)
                        .set(Tags.CenterOfCircularShutter, 20, 30)
                        .set(Tags.RadiusOfCircularShutter, 19)
                        .set(Tags.VerticesOfThePolygonalShutter, 1, 1, 1, 60, 60, 1)
                        .sequence(
                                Tags.DisplayedAreaSelectionSequence,
                                area("SCALE TO FIT", 1, 1, 60, 40))
                        .sequence(
                                Tags.GraphicAnnotationSequence,
                                drawn(
                                        WHITE_LAYER,
                                        graphic("CIRCLE", "PIXEL", true, 9, 9, 20, 20),
                                        graphic("INTERPOLATED", "PIXEL", true, 9, 9, 20, 20, 5, 6)),
                                written(WHITE_LAYER, boxed("a text", 1, 1, 50, 30)))
                        .build();
        var out = new ByteArrayOutputStream();
        Part10.write(out, state, SYNTAX);
        byte[] whole = out.toByteArray();
        int start = whole.length - DataSetWriter.bytes(state, SYNTAX).length;
        for (long seed = 0; seed < 3000; seed++) {
            var random = new Random(seed);
            byte[] damaged = whole.clone();
            for (int i = 0; i <= seed % 4; i++) {
                int at = start + random.nextInt(whole.length - start);
                damaged[at] = (byte) random.nextInt();
            }
            requireDrawnOrRefused(damaged, seed);
        }
    }

    private static void requireDrawnOrRefused(byte[] file, long seed) {
        try {
            draw(Part10.read(new ByteArrayInputStream(file), ReadOptions.defaults()).dataSet());
        } catch (MalformedDataSetException
                | InvalidPresentationException
                | UnsupportedPresentationException
                | InvalidImageException e) {
            assertThat(e).isNotNull();
        } catch (IOException | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
