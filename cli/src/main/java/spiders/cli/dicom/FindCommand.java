// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.Status;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** {@code spiders dicom find}: C-FIND, one line a match as it comes. */
@Command(
        name = "find",
        description = "Asks a node what it has (C-FIND); a line a match.",
        mixinStandardHelpOptions = true)
final class FindCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NetworkArguments network = new NetworkArguments();
    @Mixin private QueryArguments query = new QueryArguments();

    @Parameters(paramLabel = "AET@HOST:PORT", description = "Whom to ask.")
    private String node = "";

    @Option(names = "--limit", description = "Matches after which to stop (${DEFAULT-VALUE}).")
    private int limit = 1000;

    @Option(names = "--json", description = "A DICOM JSON object a line, not a table.")
    private boolean isJson;

    @Override
    public Integer call() throws IOException {
        var columns = columns(query.level());
        var identifier = query.identifier(columns);
        var model = model();
        var asked = network.node(node);
        var out = spec.commandLine().getOut();
        try (var association =
                Association.open(
                        asked,
                        AssociationRequest.forServices(network.calling(), model),
                        network.options())) {
            if (!isJson) {
                out.println(Table.heading(columns));
            }
            var outcome =
                    association.find(
                            model,
                            identifier,
                            limit,
                            match -> {
                                print(out, match, columns);
                                return Proceed.CONTINUE;
                            });
            return told(outcome.matches(), outcome.limited(), outcome.status());
        }
    }

    private int told(int matches, boolean isLimited, Status status) {
        var err = spec.commandLine().getErr();
        err.printf(
                "%d %s%s%n",
                matches,
                matches == 1 ? "match" : "matches",
                isLimited ? ", and maybe more: --limit" : "");
        if (isLimited || status.isSuccess()) {
            return Cli.DONE;
        }
        err.println("spiders: the node ended the search with " + status.explained());
        return Cli.NOT_DONE;
    }

    private UID model() {
        return query.isPatientRoot()
                ? UIDs.PatientRootQueryRetrieveInformationModelFind
                : UIDs.StudyRootQueryRetrieveInformationModelFind;
    }

    private static Tag[] columns(QueryArguments.Level level) {
        return switch (level) {
            case PATIENT ->
                    new Tag[] {
                        Tags.PatientID, Tags.PatientName, Tags.PatientBirthDate, Tags.PatientSex
                    };
            case STUDY ->
                    new Tag[] {
                        Tags.StudyInstanceUID,
                        Tags.PatientID,
                        Tags.PatientName,
                        Tags.StudyDate,
                        Tags.ModalitiesInStudy,
                        Tags.StudyDescription,
                        Tags.NumberOfStudyRelatedInstances
                    };
            case SERIES ->
                    new Tag[] {
                        Tags.StudyInstanceUID,
                        Tags.SeriesInstanceUID,
                        Tags.Modality,
                        Tags.SeriesNumber,
                        Tags.SeriesDescription,
                        Tags.NumberOfSeriesRelatedInstances
                    };
            case IMAGE ->
                    new Tag[] {
                        Tags.SeriesInstanceUID,
                        Tags.SOPInstanceUID,
                        Tags.SOPClassUID,
                        Tags.InstanceNumber
                    };
        };
    }

    private void print(PrintWriter out, DataSet match, Tag... columns) {
        out.println(isJson ? json(match) : Table.row(match, columns));
    }

    private static String json(DataSet match) {
        var bytes = new ByteArrayOutputStream();
        try {
            JsonModel.write(match, bytes, BulkDataURI.inline());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
