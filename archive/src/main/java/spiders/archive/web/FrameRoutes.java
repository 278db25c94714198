// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.ingest.BulkTable;
import spiders.archive.store.ServedInstance;
import spiders.archive.viewing.GrantedStudies;
import spiders.archive.viewing.StudyNotGrantedException;
import spiders.archive.web.Representation.Offer;
import spiders.dicom.data.AttributePath;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.security.Permission;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * WADO-RS frames and bulk data (PS3.18 sections 10.4.1.1.4 and 10.4.1.1.5): read where they stand
 * in the file, or made in the transfer syntax that is asked for.
 */
final class FrameRoutes {

    private static final String PIXEL_DATA = AttributePath.of(Tags.PixelData).toString();
    private static final String EXPLICIT_VR_LITTLE_ENDIAN =
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid().value();

    private final GrantedStudies studies;

    FrameRoutes(GrantedStudies studies) {
        this.studies = studies;
    }

    void register(SecuredRoutes routes) {
        routes.get(Paths.INSTANCE + "/frames/{frames}", Permission.VIEW_IMAGES, this::frames)
                .get(Paths.INSTANCE + "/bulkdata/{*path}", Permission.VIEW_IMAGES, this::bulkData);
    }

    private ServerResponse frames(ServerRequest request) throws IOException, InterruptedException {
        var instance = instance(request);
        var numbers = Params.path(request, "frames", FrameRoutes::numbers);
        var root = Paths.root(request) + path(instance) + "/frames/";
        return frames(request, instance, numbers, root, false);
    }

    private ServerResponse bulkData(ServerRequest request)
            throws IOException, InterruptedException {
        var instance = instance(request);
        var path = Params.path(request, "path", text -> AttributePath.parse(text.substring(1)));
        var location = Paths.root(request) + path(instance) + "/bulkdata/" + path;
        var table = studies.bulk(instance);
        var value = table.value(path.toString());
        if (value.isPresent()) {
            var segments = List.of(value.get().segment());
            var bytes = studies.bytes(instance);
            var piece = new Piece.Stored(bytes, value.get().vr(), segments, location);
            var offer = new Offer(FrameMediaType.BYTES, EXPLICIT_VR_LITTLE_ENDIAN, true);
            var chosen =
                    Representation.choose(MediaRange.of(request), List.of(offer), true)
                            .orElseThrow(NotAcceptableException::new);
            return PieceAnswer.of(request, instance, List.<Piece>of(piece), chosen);
        }
        if (table.frames() == 0 || !path.toString().equals(PIXEL_DATA)) {
            throw new StudyNotGrantedException();
        }
        var numbers = new ArrayList<Integer>();
        for (int number = 1; number <= table.frames(); number++) {
            numbers.add(number);
        }
        return frames(request, instance, numbers, location, true);
    }

    /**
     * Answers frames.
     *
     * @param location of each of them, or what their numbers follow
     */
    private ServerResponse frames(
            ServerRequest request,
            ServedInstance instance,
            List<Integer> numbers,
            String location,
            boolean isWhole)
            throws IOException, InterruptedException {
        var table = studies.bulk(instance);
        if (numbers.stream().anyMatch(number -> number < 1 || number > table.frames())) {
            throw new StudyNotGrantedException();
        }
        var offers = Offers.ofFrames(instance, studies.transcodes());
        var chosen = offers.choose(MediaRange.of(request), numbers.size() == 1);
        var target = offers.made(chosen);
        var pieces = new ArrayList<Piece>();
        if (target.isPresent()) {
            var made = studies.transcodes().frames(instance, target.get());
            for (int number : numbers) {
                pieces.add(new Piece.Made(made, number, isWhole ? location : location + number));
            }
        } else {
            var bytes = studies.bytes(instance);
            var vr = table.value(PIXEL_DATA).map(BulkTable.Value::vr).orElse(VR.OB);
            for (int number : numbers) {
                var place = isWhole ? location : location + number;
                pieces.add(new Piece.Stored(bytes, vr, table.frame(number), place));
            }
        }
        return PieceAnswer.of(request, instance, pieces, chosen);
    }

    private ServedInstance instance(ServerRequest request) {
        return studies.instances(Session.user(request), Paths.instance(request)).getFirst();
    }

    private static String path(ServedInstance instance) {
        return "/studies/%s/series/%s/instances/%s"
                .formatted(
                        instance.stored().studyInstanceUID().value(),
                        instance.stored().seriesInstanceUID().value(),
                        instance.stored().sopInstanceUID().value());
    }

    static List<Integer> numbers(String text) {
        var numbers = new ArrayList<Integer>();
        for (var number : text.split(",", -1)) {
            numbers.add(Integer.parseUnsignedInt(number));
        }
        return numbers;
    }
}
