// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import spiders.demo.imaging.Person;
import spiders.demo.phantom.Marking;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/**
 * The viewer in a window of the browser: what stands on the screen, read from its pixels. Only
 * where on the screen a place of the body is drawn is asked of the viewer.
 */
final class ViewerWindow {

    private static final int BRIGHT = 110;
    private static final int LOOKS = 600;
    private static final long PAUSE_MILLIS = 200;
    private static final int STEP = 8;
    private static final int MARGIN = 8;
    private static final String VIEWPORT =
            "const viewport = window.services?.cornerstoneViewportService"
                    + "?.getCornerstoneViewport(id);";
    private static final String ACTIVE =
            "() => { try {"
                    + " return window.services.viewportGridService.getActiveViewportId() ?? '';"
                    + " } catch (notYet) { return ''; } }";
    private static final String SHOWN =
            "id => {" + VIEWPORT + " return viewport?.getCornerstoneImage?.()?.imageId ?? ''; }";
    private static final String CANVAS = "id => {" + VIEWPORT + " return viewport?.canvas; }";
    private static final String PLACES =
            "([id, places]) => {"
                    + VIEWPORT
                    + " return places.map(place => viewport.worldToCanvas(place)).flat(); }";
    private static final String PIXELS =
            "([id, pixels]) => {"
                    + VIEWPORT
                    + " const image = viewport.getImageData().imageData;"
                    + " return pixels.map(pixel => viewport.worldToCanvas("
                    + "image.indexToWorld([...pixel, 0]))).flat(); }";

    private final Page page;

    /** The window that a click has just opened. */
    ViewerWindow(Page page) {
        page.waitForURL(url -> url.contains("/viewer/viewer"));
        page.setViewportSize(1500, 950);
        this.page = page;
    }

    /** Registers the person's case, has all that is found fetched, and opens it in the viewer. */
    static ViewerWindow open(TestHub hub, Chromium chromium, String board, Person person)
            throws Exception {
        var story = new CaseStory(board, person, true, "Question ?", CaseStory.Until.ALL_ORDERED);
        String id;
        try (var api = hub.clinician()) {
            var job = new MainJob(api, hub.process(), Screen.standard());
            var outcome = job.run(story, false);
            assertThat(outcome.isVerified()).isTrue();
            id = outcome.boardCase().id();
        }
        var page = chromium.clinician();
        page.navigate(hub.base() + "/cases/" + id);
        var popup = page.waitForPopup(() -> page.keyboard().press("v"));
        return new ViewerWindow(popup);
    }

    /** Opens a series in the viewport that has the focus. */
    void openSeries(String description) {
        page.locator("[data-cy^=study-browser-thumbnail]")
                .filter(new Locator.FilterOptions().setHasText(description))
                .first()
                .dblclick();
    }

    /** Waits until the viewport that has the focus shows an image of a series. */
    void awaitSeries(UID series) throws InterruptedException {
        String shown = "";
        for (int i = 0; i < LOOKS; i++) {
            shown = (String) page.evaluate(SHOWN, active());
            if (shown.contains("/series/" + series.value() + "/")) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        Chromium.shoot(page, "not-seen");
        throw new AssertionError("Shown at last: " + shown + "; see not-seen.png");
    }

    Page page() {
        return page;
    }

    /** The name of the viewport that has the focus; empty while there is none. */
    String active() {
        return (String) page.evaluate(ACTIVE);
    }

    /** A viewport as it stands on the screen, with what is drawn over it; empty while not there. */
    private BufferedImage picture(String viewport) throws IOException {
        JSHandle canvas = page.evaluateHandle(CANVAS, viewport);
        var element = canvas.asElement();
        if (element == null || element.boundingBox() == null) {
            return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        }
        return ImageIO.read(new ByteArrayInputStream(element.screenshot()));
    }

    /**
     * Colours, as red, green and blue, of places of the body in mm, where a viewport draws them.
     */
    List<int[]> colours(String viewport, List<double[]> places) throws IOException {
        var picture = picture(viewport);
        return spots(PLACES, viewport, places).stream().map(spot -> colour(picture, spot)).toList();
    }

    /** The share of places that have a colour of that kind no further away than some pixels. */
    double shareOf(
            String viewport, List<double[]> places, int pixels, Predicate<int[]> isOfThatKind)
            throws IOException {
        var picture = picture(viewport);
        long found =
                spots(PLACES, viewport, places).stream()
                        .filter(spot -> around(picture, spot, pixels).anyMatch(isOfThatKind))
                        .count();
        return found / (double) places.size();
    }

    private static Stream<int[]> around(BufferedImage picture, double[] spot, int pixels) {
        var colours = Stream.<int[]>builder();
        for (int x = -pixels; x <= pixels; x++) {
            for (int y = -pixels; y <= pixels; y++) {
                colours.add(colour(picture, new double[] {spot[0] + x, spot[1] + y}));
            }
        }
        return colours.build();
    }

    private List<double[]> spots(String script, String viewport, List<double[]> places) {
        var boxed = places.stream().map(place -> Arrays.stream(place).boxed().toList()).toList();
        var flat = (List<?>) page.evaluate(script, List.of(viewport, boxed));
        var spots = new ArrayList<double[]>();
        for (int i = 0; i < flat.size(); i += 2) {
            spots.add(
                    new double[] {
                        ((Number) flat.get(i)).doubleValue(),
                        ((Number) flat.get(i + 1)).doubleValue()
                    });
        }
        return spots;
    }

    private static int[] colour(BufferedImage picture, double[] spot) {
        int x = (int) Math.floor(spot[0]);
        int y = (int) Math.floor(spot[1]);
        if (x < 0 || y < 0 || x >= picture.getWidth() || y >= picture.getHeight()) {
            return new int[3];
        }
        int colour = picture.getRGB(x, y);
        return new int[] {colour >> 16 & 255, colour >> 8 & 255, colour & 255};
    }

    private static int grey(int[] colour) {
        return (colour[0] + colour[1] + colour[2]) / 3;
    }

    /**
     * Where a viewport draws pixels, given as column and row, of an image of the series it shows.
     */
    private List<double[]> drawn(String viewport, DataSet image, List<double[]> pixels) {
        if (!image.has(Tags.ImagePositionPatient)) {
            return spots(PIXELS, viewport, pixels);
        }
        double[] first = image.reals(Tags.ImagePositionPatient);
        double[] axes = image.reals(Tags.ImageOrientationPatient);
        double[] spacing = image.reals(Tags.PixelSpacing);
        var places =
                pixels.stream()
                        .map(pixel -> {
                            var place = new double[3];
                            for (int i = 0; i < 3; i++) {
                                place[i] =
                                        first[i]
                                                + axes[i] * spacing[1] * pixel[0]
                                                + axes[i + 3] * spacing[0] * pixel[1];
                            }
                            return place;
                        })
                        .toList();
        return spots(PLACES, viewport, places);
    }

    /**
     * The number that the squares of a synthetic image tell; empty when there are none.
     *
     * @param image one of the series that the viewport shows
     */
    OptionalInt number(String viewport, DataSet image) throws IOException {
        int columns = image.integer(Tags.Columns).orElseThrow();
        int rows = image.integer(Tags.Rows).orElseThrow();
        int side = Marking.CELL * Math.max(1, Math.min(columns, rows) / 400);
        var pixels = new ArrayList<double[]>();
        for (int i = 0; i < Marking.CELLS; i++) {
            pixels.add(
                    new double[] {
                        Marking.MARGIN + (i + 0.5) * side - 0.5,
                        rows - Marking.MARGIN - 0.5 * side - 0.5
                    });
        }
        var picture = picture(viewport);
        if (picture.getWidth() == 1) {
            return OptionalInt.empty();
        }
        var cells =
                drawn(viewport, image, pixels).stream()
                        .map(spot -> grey(colour(picture, spot)) > BRIGHT)
                        .toList();
        int number = 0;
        for (int i = 2; i < Marking.CELLS - 1; i++) {
            number = 2 * number + (cells.get(i) ? 1 : 0);
        }
        for (int i = 0; i < Marking.CELLS; i++) {
            if (cells.get(i) != Marking.cell(number, i)) {
                return OptionalInt.empty();
            }
        }
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Waits for an image whose number is as wanted, and returns the number. */
    int awaitNumber(String viewport, DataSet image, Predicate<Integer> isWanted)
            throws IOException, InterruptedException {
        var seen = OptionalInt.empty();
        for (int i = 0; i < LOOKS; i++) {
            var name = viewport.isEmpty() ? active() : viewport;
            if (isThere(name)) {
                seen = number(name, image);
                if (seen.isPresent() && isWanted.test(seen.getAsInt())) {
                    return seen.getAsInt();
                }
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        Chromium.shoot(page, "not-seen");
        throw new AssertionError("Seen at last: " + seen + "; see not-seen.png");
    }

    private boolean isThere(String viewport) {
        return Boolean.TRUE.equals(
                page.evaluate(
                        "id => {" + VIEWPORT + " return Boolean(viewport?.getImageData?.()); }",
                        viewport));
    }

    /** How alike a viewport and an uncompressed image are, 1 being the same; the edges left out. */
    double likeness(String viewport, DataSet image) throws IOException {
        int columns = image.integer(Tags.Columns).orElseThrow();
        int rows = image.integer(Tags.Rows).orElseThrow();
        var stored =
                image.bytes(Tags.PixelData)
                        .orElseThrow()
                        .buffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer();
        var pixels = new ArrayList<double[]>();
        var wanted = new ArrayList<Double>();
        for (int row = rows / MARGIN; row < rows - rows / MARGIN; row += STEP) {
            for (int column = columns / MARGIN;
                    column < columns - columns / MARGIN;
                    column += STEP) {
                pixels.add(new double[] {column, row});
                wanted.add(shade(image, stored.get(row * columns + column)));
            }
        }
        var picture = picture(viewport);
        var seen =
                drawn(viewport, image, pixels).stream()
                        .map(spot -> (double) grey(colour(picture, spot)))
                        .toList();
        return correlation(wanted, seen);
    }

    /** From 0 for black to 1 for white, in the window of the image (PS3.3 section C.11.2.1.2). */
    private static double shade(DataSet image, short stored) {
        double slope = image.real(Tags.RescaleSlope).orElse(1);
        double value = stored * slope + image.real(Tags.RescaleIntercept).orElse(0);
        double centre = image.real(Tags.WindowCenter).orElseThrow();
        double width = image.real(Tags.WindowWidth).orElseThrow();
        return Math.clamp((value - centre) / width + 0.5, 0.0, 1.0);
    }

    private static double correlation(List<Double> wanted, List<Double> seen) {
        double meanWanted = mean(wanted);
        double meanSeen = mean(seen);
        double both = 0;
        double squaresWanted = 0;
        double squaresSeen = 0;
        for (int i = 0; i < wanted.size(); i++) {
            double a = wanted.get(i) - meanWanted;
            double b = seen.get(i) - meanSeen;
            both += a * b;
            squaresWanted += a * a;
            squaresSeen += b * b;
        }
        return both / Math.sqrt(squaresWanted * squaresSeen);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
