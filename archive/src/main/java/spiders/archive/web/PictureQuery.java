// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.web.servlet.function.ServerRequest;

import spiders.archive.viewing.PictureRequest;
import spiders.archive.viewing.PictureRequest.Values;
import spiders.dicom.pixel.Window;
import spiders.web.Params;

/** What a request for a picture may say (PS3.18 section 8.3.5). */
record PictureQuery(Values values, int width, int height, int quality) {

    private static final int QUALITY = 90;
    private static final int LARGEST = 16_384;
    private static final int THUMBNAIL = 128;

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
                Params.optional(request, "viewport", PictureQuery::viewport)
                        .orElse(new int[] {side, side});
        return new PictureQuery(
                Params.optional(request, "window", PictureQuery::window)
                        .orElse(new Values.OfObject()),
                viewport[0],
                viewport[1],
                Params.optional(request, "quality", PictureQuery::quality).orElse(QUALITY));
    }

    PictureRequest of(int frame) {
        return new PictureRequest(frame, values, width, height);
    }

    /** Width and height; a part of the image alone is not offered. */
    private static int[] viewport(String text) {
        var parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("viewport=width,height");
        }
        return new int[] {side(parts[0]), side(parts[1])};
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
