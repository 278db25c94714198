// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.web.servlet.function.ServerRequest;

import spiders.archive.viewing.PictureRequest;
import spiders.archive.viewing.PictureRequest.Values;
import spiders.archive.viewing.Region;
import spiders.dicom.pixel.Window;
import spiders.dicom.presentation.Viewport;
import spiders.web.InvalidParamException;
import spiders.web.Params;

import java.util.ArrayList;
import java.util.List;

/**
 * What a request for a picture may say (PS3.18 section 8.3.5).
 *
 * @param hasViewport whether width and height were asked for, and are not merely limits
 * @param warnings what it asks and does not get
 */
record PictureQuery(
        Values values,
        Region region,
        int width,
        int height,
        boolean hasViewport,
        int quality,
        List<String> warnings) {

    private static final String WINDOW = "window";
    private static final String VIEWPORT = "viewport";
    private static final String RATE = "quality";
    private static final String PRESENTATION = "presentation";

    /** What a picture can be asked with. */
    static final List<String> PARAMETERS = List.of(WINDOW, VIEWPORT, RATE, PRESENTATION);

    private static final int QUALITY = 90;
    private static final int LARGEST = Viewport.LARGEST;
    private static final int THUMBNAIL = 128;

    /** Width and height of the picture, and which part of the frame it shows. */
    private record Seen(int width, int height, Region region) {}

    PictureQuery {
        warnings = List.copyOf(warnings);
    }

    /** The parameters {@code window}, {@code viewport} and {@code quality}. */
    static PictureQuery rendered(ServerRequest request) {
        return of(request, LARGEST);
    }

    /** The parameter {@code viewport} alone, small where it is missing. */
    static PictureQuery thumbnail(ServerRequest request) {
        return of(request, THUMBNAIL);
    }

    private static PictureQuery of(ServerRequest request, int side) {
        var viewport =
                Params.optional(request, VIEWPORT, PictureQuery::viewport)
                        .orElse(new Seen(side, side, Region.whole()));
        return new PictureQuery(
                Params.optional(request, WINDOW, PictureQuery::window)
                        .orElse(new Values.OfObject()),
                viewport.region(),
                viewport.width(),
                viewport.height(),
                side == LARGEST && request.param(VIEWPORT).isPresent(),
                Params.optional(request, RATE, PictureQuery::quality).orElse(QUALITY),
                warnings(request));
    }

    /**
     * Nothing is written on a picture, so that no name leaves with it, and none carries a colour
     * profile: both are said, as PS3.18 section 8.3.5.1.1 has it.
     */
    private static List<String> warnings(ServerRequest request) {
        var warnings = new ArrayList<String>();
        Params.optional(request, "annotation", PictureQuery::words)
                .ifPresent(words ->
                        warnings.add(
                                "The following annotation values are not supported: " + words));
        Params.optional(request, "iccprofile", PictureQuery::words)
                .filter(words -> !words.equals("no"))
                .ifPresent(words ->
                        warnings.add(
                                "The following iccprofile values are not supported: " + words));
        return warnings;
    }

    /** What can stand in a header. */
    private static String words(String text) {
        if (!text.matches("[a-z]{1,16}(,[a-z]{1,16}){0,3}")) {
            throw new IllegalArgumentException("One to four words are expected");
        }
        return text;
    }

    /** What a picture by a presentation state is to fit into (PS3.18 section 9.5.2.3). */
    Viewport viewport() {
        return new Viewport(
                width, height, hasViewport ? Viewport.Fitting.FILLED : Viewport.Fitting.SHRUNK);
    }

    /** Refuses what a presentation state decides: values of interest, and which part is seen. */
    void requireNothingDecided() {
        if (!(values instanceof Values.OfObject)) {
            throw new InvalidParamException(WINDOW);
        }
        if (!region.equals(Region.whole())) {
            throw new InvalidParamException(VIEWPORT);
        }
    }

    PictureRequest of(int frame) {
        return new PictureRequest(frame, values, region, width, height);
    }

    /**
     * Width and height, then x, y, width and height of what is seen of the frame; an empty offset
     * is 0, an empty extent reaches to the edge, and a negative one mirrors.
     */
    private static Seen viewport(String text) {
        var parts = text.split(",", -1);
        if (parts.length != 2 && parts.length != 6) {
            throw new IllegalArgumentException("viewport=vw,vh or vw,vh,sx,sy,sw,sh");
        }
        var region = parts.length == 2 ? Region.whole() : region(parts);
        return new Seen(side(parts[0]), side(parts[1]), region);
    }

    private static Region region(String[] parts) {
        int width = whole(parts[4], Integer.MAX_VALUE);
        int height = whole(parts[5], Integer.MAX_VALUE);
        return new Region(
                whole(parts[2], 0),
                whole(parts[3], 0),
                Math.abs(width),
                Math.abs(height),
                width < 0,
                height < 0);
    }

    private static int whole(String text, int otherwise) {
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    private static int side(String text) {
        int side = Integer.parseInt(text);
        if (side < 1 || side > LARGEST) {
            throw new IllegalArgumentException("A viewport of 1 to %d pixels".formatted(LARGEST));
        }
        return side;
    }

    /** Centre, width, and the function in lower case with dashes. */
    private static Values window(String text) {
        var parts = text.split(",", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("window=center,width,function");
        }
        var function =
                switch (parts.length == 2 ? "linear" : parts[2]) {
                    case "linear" -> Window.Function.LINEAR;
                    case "linear-exact" -> Window.Function.LINEAR_EXACT;
                    case "sigmoid" -> Window.Function.SIGMOID;
                    default -> throw new IllegalArgumentException("No function " + parts[2]);
                };
        return new Values.Chosen(
                new Window(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), function));
    }

    private static int quality(String text) {
        int quality = Integer.parseInt(text);
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("A quality of 1 to 100");
        }
        return quality;
    }
}
