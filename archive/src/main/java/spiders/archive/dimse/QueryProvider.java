// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.archive.Disclosures;
import spiders.archive.store.Search;
import spiders.archive.viewing.WholeArchive;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.net.FindHandler;
import spiders.dicom.net.FindRequest;
import spiders.dicom.net.MatchSink;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.QueryOptions;
import spiders.dicom.net.Status;
import spiders.security.Action;
import spiders.security.UserName;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * C-FIND in the Patient Root and Study Root models (PS3.4 section C.4.1): each match goes to the
 * caller while the next is read. Every question is recorded with how many answers it got.
 */
public final class QueryProvider implements FindHandler {

    private static final long LOOK_MILLIS = 250;

    private final WholeArchive archive;
    private final CallerRights rights;
    private final Disclosures disclosures;
    private final int mostMatches;

    /** Each search holds a connection to the database for as long as its caller reads. */
    private final Semaphore turns;

    /**
     * Answers callers that may query.
     *
     * @param mostMatches above these a search ends as out of resources (A700)
     * @param atOnce so many searches run, others wait
     */
    public QueryProvider(
            WholeArchive archive,
            CallerRights rights,
            Disclosures disclosures,
            int mostMatches,
            int atOnce) {
        this.archive = archive;
        this.rights = rights;
        this.disclosures = disclosures;
        this.mostMatches = mostMatches;
        this.turns = new Semaphore(atOnce, true);
    }

    @Override
    public Status find(FindRequest request, MatchSink sink) {
        rights.require(request.peer(), CallerRight.QUERY);
        var options = request.options();
        var identifier = Identifier.of(request.sopClassUID(), request.keys(), options.relational());
        var search =
                new Search(
                        identifier.level(),
                        identifier.keys(),
                        matching(options),
                        mostMatches + 1,
                        0);
        var answers = new Answers(request, identifier, search, sink);
        if (!waitedForTurn(sink)) {
            return Status.CANCEL;
        }
        try {
            archive.find(search, answers::take);
        } finally {
            turns.release();
        }
        disclosures.done(
                UserName.SYSTEM,
                Action.QUERY_ARCHIVE,
                "%s at level %s: %d answers%s"
                        .formatted(
                                request.peer().aeTitle().value(),
                                identifier.levelText(),
                                answers.given,
                                answers.isCut ? ", and more" : ""));
        return answers.isCut
                ? Status.OUT_OF_RESOURCES.withComment(
                        "more than %d matches: ask more narrowly".formatted(mostMatches))
                : Status.SUCCESS;
    }

    private boolean waitedForTurn(MatchSink sink) {
        try {
            while (!turns.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (sink.isCancelled()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Set<Search.Matching> matching(QueryOptions options) {
        var matching = EnumSet.noneOf(Search.Matching.class);
        if (options.fuzzyNames()) {
            matching.add(Search.Matching.FUZZY);
        }
        if (options.dateTimeMatching()) {
            matching.add(Search.Matching.COMBINED_DATE_TIME);
        }
        return matching;
    }

    /** The answers to one question, on their way. */
    private final class Answers {

        private final Identifier identifier;
        private final Search search;
        private final MatchSink sink;
        private final AnswerText text;
        private final String title;
        private final boolean areKeysSupported;
        private int given;
        private boolean isCut;

        Answers(FindRequest request, Identifier identifier, Search search, MatchSink sink) {
            this.identifier = identifier;
            this.search = search;
            this.sink = sink;
            this.text = new AnswerText(request.keys());
            this.areKeysSupported = identifier.isSupported();
            this.title = request.peer().localAETitle().value();
        }

        boolean take(DataSet result) {
            if (given == mostMatches) {
                isCut = true;
                return false;
            }
            if (sink.match(answer(result), areKeysSupported) == Proceed.CANCEL) {
                return false;
            }
            given++;
            return true;
        }

        private DataSet answer(DataSet result) {
            return text.of(search.identifier(result))
                    .with(Tags.QueryRetrieveLevel, identifier.levelText())
                    .with(Tags.RetrieveAETitle, title);
        }
    }
}
