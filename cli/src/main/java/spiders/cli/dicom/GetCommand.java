// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RetrieveOutcome;
import spiders.dicom.net.StorageClasses;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code spiders dicom get}: C-GET into a folder. */
@Command(
        name = "get",
        description = "Fetches from a node into a folder (C-GET), on one outgoing connection.",
        mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NetworkArguments network = new NetworkArguments();
    @Mixin private QueryArguments query = new QueryArguments();

    @Parameters(paramLabel = "AET@HOST:PORT", description = "Whom to ask.")
    private String node = "";

    @Option(names = "--out", required = true, description = "The folder to write to.")
    private Path out = Path.of("");

    @Option(
            names = "--class",
            paramLabel = "UID",
            description = "A storage class to receive, by UID or keyword; else the usual ones.")
    private List<String> classes = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        var model =
                query.isPatientRoot()
                        ? UIDs.PatientRootQueryRetrieveInformationModelGet
                        : UIDs.StudyRootQueryRetrieveInformationModelGet;
        var identifier = query.identifier();
        var request = AssociationRequest.forGet(network.calling(), model, storageClasses());
        try (var progress = new Progress(spec.commandLine().getErr(), "received");
                var association =
                        Association.open(network.node(node), request, network.options())) {
            var files = new ReceivedFiles(out, progress);
            var outcome = association.get(model, identifier, files, _ -> Proceed.CONTINUE);
            return told(outcome, files.received().size());
        }
    }

    /** What the node claims, beside what is here: they must agree. */
    private int told(RetrieveOutcome outcome, int here) {
        var err = spec.commandLine().getErr();
        var counts = outcome.subOperations();
        outcome.failedSOPInstanceUIDs().forEach(uid -> err.println("failed: " + uid.value()));
        if (outcome.status().isSuccess() && here == counts.completed() && here > 0) {
            return Cli.DONE;
        }
        if (outcome.status().isSuccess() && here == 0 && counts.done() == 0) {
            err.println("spiders: the node has nothing that matches");
            return Cli.NOT_DONE;
        }
        err.printf(
                "spiders: the node says %s, %d sent, %d failed; %d are here%n",
                outcome.status().explained(), counts.completed(), counts.failed(), here);
        return Cli.NOT_DONE;
    }

    private List<UID> storageClasses() {
        if (classes.isEmpty()) {
            return StorageClasses.usual();
        }
        return classes.stream().map(GetCommand::storageClass).toList();
    }

    private static UID storageClass(String text) {
        return Dictionary.uid(text).orElseGet(() -> new UID(text));
    }
}
