// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks for studies, series and instances (QIDO-RS, PS3.18 section 10.6). */
public final class QidoClient {

    private static final int PAGE = 1_000;
    private static final int MAX_PAGES = 10_000;

    private final WebClient client;

    public QidoClient(WebClient client) {
        this.client = client;
    }

    /**
     * Studies that match: as many as there are, from a service that gives fewer at once too.
     *
     * @param keys attribute keyword or tag and value, with the wildcards of C-FIND
     * @param fields attributes asked for beside those that always come
     * @param limit how many are taken at most
     */
    public List<DataSet> studies(Map<String, String> keys, List<Tag> fields, int limit)
            throws InterruptedException {
        return pages("/studies?" + query(keys, fields), Tags.StudyInstanceUID, limit);
    }

    /** All series of a study. */
    public List<DataSet> series(UID study, List<Tag> fields) throws InterruptedException {
        var path = "/studies/%s/series?".formatted(study.value()) + query(Map.of(), fields);
        return pages(path, Tags.SeriesInstanceUID, Integer.MAX_VALUE);
    }

    /** All instances of a study, with SeriesInstanceUID. */
    public List<DataSet> instances(UID study, List<Tag> fields) throws InterruptedException {
        var path = "/studies/%s/instances?".formatted(study.value()) + query(Map.of(), fields);
        return pages(path, Tags.SOPInstanceUID, Integer.MAX_VALUE);
    }

    /** All instances of a series. */
    public List<DataSet> instances(UID study, UID series, List<Tag> fields)
            throws InterruptedException {
        var path =
                "/studies/%s/series/%s/instances?".formatted(study.value(), series.value())
                        + query(Map.of(), fields);
        return pages(path, Tags.SOPInstanceUID, Integer.MAX_VALUE);
    }

    /**
     * Until a page brings nothing new: some services know no offset, and a page that is not full is
     * not the last one of a service whose own limit is lower than ours.
     */
    private List<DataSet> pages(String path, Tag key, int limit) throws InterruptedException {
        var all = new ArrayList<DataSet>();
        var seen = new HashSet<UID>();
        var allowance = new JsonAllowance(client.options().maxJsonBytes());
        int offset = 0;
        for (int page = 0; page < MAX_PAGES; page++) {
            int wanted = Math.min(PAGE, limit - all.size());
            var where = path + "limit=%d&offset=%d".formatted(wanted, offset);
            var found = client.dataSets(where, allowance);
            var fresh = found.stream().filter(match -> isNew(match, key, seen)).toList();
            all.addAll(fresh);
            if (fresh.isEmpty() || all.size() >= limit) {
                return all.size() > limit ? List.copyOf(all.subList(0, limit)) : all;
            }
            offset += found.size();
        }
        throw client.failure(
                new MalformedBodyException(0, "more than %d pages".formatted(MAX_PAGES)));
    }

    private static boolean isNew(DataSet match, Tag key, Set<UID> seen) {
        return match.uid(key).map(seen::add).orElse(false);
    }

    private static String query(Map<String, String> keys, List<Tag> fields) {
        var text = new StringBuilder();
        keys.forEach((key, value) ->
                text.append(encoded(key)).append('=').append(encoded(value)).append('&'));
        if (!fields.isEmpty()) {
            var names = fields.stream().map(QidoClient::hexadecimal);
            text.append("includefield=").append(names.collect(Collectors.joining("%2C")));
            text.append('&');
        }
        return text.toString();
    }

    /** A space is %20 here, not a plus. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String hexadecimal(Tag tag) {
        return "%04X%04X".formatted(tag.group(), tag.element());
    }
}
