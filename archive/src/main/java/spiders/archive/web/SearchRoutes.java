// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.store.Search;
import spiders.archive.store.Search.Level;
import spiders.archive.viewing.GrantedStudies;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;
import spiders.dicom.net.AETitle;
import spiders.security.Permission;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.List;

/** QIDO-RS: searches among the studies that the user may view (PS3.18 section 10.6). */
final class SearchRoutes {

    static final int LIMIT = 1000;
    static final int MOST = 10_000;
    private final GrantedStudies studies;
    private final AETitle aeTitle;

    SearchRoutes(GrantedStudies studies, AETitle aeTitle) {
        this.studies = studies;
        this.aeTitle = aeTitle;
    }

    void register(SecuredRoutes routes) {
        routes.get(Paths.ROOT + "/studies", Permission.VIEW_IMAGES, this::studies)
                .get(Paths.ROOT + "/series", Permission.VIEW_IMAGES, this::series)
                .get(Paths.STUDY + "/series", Permission.VIEW_IMAGES, this::series)
                .get(Paths.ROOT + "/instances", Permission.VIEW_IMAGES, this::instances)
                .get(Paths.STUDY + "/instances", Permission.VIEW_IMAGES, this::instances)
                .get(Paths.SERIES + "/instances", Permission.VIEW_IMAGES, this::instances);
    }

    private ServerResponse studies(ServerRequest request) {
        return found(request, Level.STUDY);
    }

    private ServerResponse series(ServerRequest request) {
        return found(request, Level.SERIES);
    }

    private ServerResponse instances(ServerRequest request) {
        return found(request, Level.INSTANCE);
    }

    private ServerResponse found(ServerRequest request, Level level) {
        JsonAnswer.requireAccepted(request);
        var keys = new SearchKeys(request, level);
        var search =
                keys.search(
                        Math.clamp(number(request, "limit", LIMIT), 1, MOST),
                        Math.max(0, number(request, "offset", 0)));
        var root = Paths.root(request);
        boolean isTitleAsked =
                search.keys().has(Tags.RetrieveAETitle)
                        || search.options().contains(Search.Matching.EVERY_ATTRIBUTE);
        var results =
                found(request, search).stream()
                        .map(result -> isTitleAsked ? withTitle(result) : result)
                        .map(result -> withURL(result, level, root))
                        .toList();
        var answer = ServerResponse.ok().header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        for (var warning : keys.warnings()) {
            answer.header("Warning", "299 " + root + " \"" + warning + "\"");
        }
        return JsonAnswer.of(answer, out -> JsonModel.write(results, out, BulkDataURI.inline()));
    }

    private List<DataSet> found(ServerRequest request, Search search) {
        var user = Session.user(request);
        return request.pathVariables().containsKey("study")
                ? studies.searchWithin(user, Params.path(request, "study", UID::new), search)
                : studies.search(user, search);
    }

    private DataSet withTitle(DataSet result) {
        return result.with(Tags.RetrieveAETitle, aeTitle.value());
    }

    private static DataSet withURL(DataSet result, Level level, String root) {
        var url = new StringBuilder(root);
        url.append("/studies/").append(result.string(Tags.StudyInstanceUID).orElse(""));
        if (level != Level.STUDY) {
            url.append("/series/").append(result.string(Tags.SeriesInstanceUID).orElse(""));
        }
        if (level == Level.INSTANCE) {
            url.append("/instances/").append(result.string(Tags.SOPInstanceUID).orElse(""));
        }
        return result.with(Tags.RetrieveURL, url.toString());
    }

    private static int number(ServerRequest request, String name, int otherwise) {
        return Params.optional(request, name, Integer::parseUnsignedInt).orElse(otherwise);
    }
}
