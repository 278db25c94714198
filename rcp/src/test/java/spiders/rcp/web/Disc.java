// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.web.Browser;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a browser sends of a disc for a case, without the browser. */
record Disc(Browser browser, UUID boardCase) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BOUNDARY = "disc-0123456789";

    /** The files of a folder, in the order of their names. */
    static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataSet read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return Part10.read(in, ReadOptions.defaults()).dataSet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Announces the files, which are of one study and series, as they describe themselves. */
    HttpResponse<String> begin(List<Path> files, String reason) {
        return begin(files, reason, read(files.getFirst()));
    }

    /** The same with the traits of another object. */
    HttpResponse<String> begin(List<Path> files, String reason, DataSet traits) {
        var first = read(files.getFirst());
        var objects =
                files.stream()
                        .map(file -> read(file).uid(Tags.SOPInstanceUID).orElseThrow().value())
                        .toList();
        var body =
                Map.of(
                        "study", first.string(Tags.StudyInstanceUID).orElseThrow(),
                        "identity", identity(traits),
                        "reason", reason,
                        "series",
                                List.of(
                                        Map.of(
                                                "series",
                                                first.string(Tags.SeriesInstanceUID).orElseThrow(),
                                                "objects",
                                                objects)));
        return json("/imports", JSON.writeValueAsString(body));
    }

    static Map<String, String> identity(DataSet object) {
        return Map.of(
                "id", object.string(Tags.PatientID).orElse(""),
                "issuer", object.string(Tags.IssuerOfPatientID).orElse(""),
                "name", object.string(Tags.PatientName).orElse(""),
                "birthDate", object.string(Tags.PatientBirthDate).orElse(""),
                "sex", object.string(Tags.PatientSex).orElse(""));
    }

    /** Sends JSON to a route of the disc, as the page does. */
    HttpResponse<String> json(String route, String body) {
        return browser.json("POST", path() + route, body, "X-CSRF-TOKEN", browser.csrfToken());
    }

    /** Sends bodies for the study of a file. */
    HttpResponse<String> send(Path study, List<byte[]> objects) {
        var uid = read(study).string(Tags.StudyInstanceUID).orElseThrow();
        return browser.send(
                browser.request(
                                path() + "/imports/" + uid + "/objects",
                                "Content-Type",
                                "multipart/related; type=\"application/dicom\"; boundary="
                                        + BOUNDARY,
                                "X-CSRF-TOKEN",
                                browser.csrfToken())
                        .POST(BodyPublishers.ofByteArray(multipart(objects))));
    }

    private static byte[] multipart(List<byte[]> objects) {
        var body = new ByteArrayOutputStream();
        for (var object : objects) {
            body.writeBytes(text("--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n"));
            body.writeBytes(object);
            body.writeBytes(text("\r\n"));
        }
        body.writeBytes(text("--" + BOUNDARY + "--\r\n"));
        return body.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode answer(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    String path() {
        return "/cases/" + boardCase + "/disc";
    }
}
