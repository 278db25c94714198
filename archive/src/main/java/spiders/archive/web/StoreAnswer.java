// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.Ingested;
import spiders.archive.Refusal;
import spiders.archive.StoredInstance;
import spiders.archive.receiving.Deposit;
import spiders.archive.receiving.Flaw;
import spiders.dicom.data.UID;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;
import spiders.dicom.web.StoreResponse;
import spiders.dicom.xml.XmlModel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Gathers what became of each object of a request, for its answer (PS3.18 section 10.5.3). */
final class StoreAnswer {

    static final String XML = "application/dicom+xml";

    /** Stored, and not shown before a person has chosen: as C-STORE answers it. */
    private static final int KEPT_APART = 0xB000;

    private static final Set<String> ANYTHING = Set.of("*/*", "application/*");
    private static final Set<String> JSON = Set.of(JsonAnswer.MEDIA_TYPE, "application/json");

    private final String root;
    private final List<StoreResponse.Stored> stored = new ArrayList<>();
    private final List<StoreResponse.Failed> failed = new ArrayList<>();
    private final List<Integer> others = new ArrayList<>();
    private String study = "";
    private boolean hasSeveralStudies;

    /** The root is the address of DICOMweb as the client reached it. */
    StoreAnswer(String root) {
        this.root = root;
    }

    /** Throws where the request takes neither JSON nor XML, before anything is stored. */
    static void requireAccepted(ServerRequest request) {
        isXml(request);
    }

    private static boolean isXml(ServerRequest request) {
        for (var range : MediaRange.of(request)) {
            if (range.quality() > 0) {
                if (ANYTHING.contains(range.content()) || JSON.contains(range.content())) {
                    return false;
                }
                if (range.content().equals(XML)) {
                    return true;
                }
            }
        }
        throw new NotAcceptableException();
    }

    void add(Deposit deposit) {
        switch (deposit) {
            case Deposit.Named(UID sopClass, UID instance, Ingested outcome) ->
                    add(sopClass, instance, outcome);
            case Deposit.Nameless(Ingested.Refused refused) ->
                    others.add(StoreFailure.of(refused.reason()).code());
            case Deposit.Failed(UID sopClass, UID instance) ->
                    fail(sopClass, instance, StoreFailure.PROCESSING_FAILURE);
            case Deposit.Unfit(UID sopClass, UID instance, Flaw flaw) ->
                    fail(sopClass, instance, StoreFailure.of(flaw));
        }
    }

    private void add(UID sopClass, UID instance, Ingested outcome) {
        switch (outcome) {
            case Ingested.Stored(var object) -> add(object, StoreResponse.NO_WARNING);
            case Ingested.AlreadyThere(var object) -> add(object, StoreResponse.NO_WARNING);
            case Ingested.KeptApart(var object) -> add(object, KEPT_APART);
            case Ingested.Refused(Refusal reason, String _) ->
                    fail(sopClass, instance, StoreFailure.of(reason));
        }
    }

    private void fail(UID sopClass, UID instance, StoreFailure why) {
        failed.add(new StoreResponse.Failed(sopClass, instance, why.code()));
    }

    private void add(StoredInstance object, int warning) {
        var of = "%s/studies/%s".formatted(root, object.studyInstanceUID().value());
        hasSeveralStudies |= !study.isEmpty() && !study.equals(of);
        study = of;
        var url =
                "%s/series/%s/instances/%s"
                        .formatted(
                                of,
                                object.seriesInstanceUID().value(),
                                object.sopInstanceUID().value());
        stored.add(
                new StoreResponse.Stored(
                        object.sopClassUID(), object.sopInstanceUID(), url, warning));
    }

    /** A part of another media type than objects have. */
    void addUnsupported() {
        others.add(StoreFailure.CANNOT_UNDERSTAND.code());
    }

    /** Parts of bulk data that no metadata name. */
    void addUnnamed(int parts) {
        others.addAll(Collections.nCopies(parts, StoreFailure.UNNAMED_PART.code()));
    }

    ServerResponse response(ServerRequest request) {
        var result = new StoreResponse(hasSeveralStudies ? "" : study, stored, failed, others);
        var answer =
                ServerResponse.status(result.status())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!isXml(request)) {
            return JsonAnswer.of(
                    answer, out -> JsonModel.write(result.dataSet(), out, BulkDataURI.inline()));
        }
        return answer.header(HttpHeaders.CONTENT_TYPE, XML)
                .build((_, response) -> {
                    XmlModel.write(
                            result.dataSet(), response.getOutputStream(), BulkDataURI.inline());
                    return null;
                });
    }
}
