// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.SubOperations;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code spiders dicom move}: has a node send to another. */
@Command(
        name = "move",
        description = "Has a node send to another one (C-MOVE).",
        mixinStandardHelpOptions = true)
final class MoveCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NetworkArguments network = new NetworkArguments();
    @Mixin private QueryArguments query = new QueryArguments();

    @Parameters(index = "0", paramLabel = "AET@HOST:PORT", description = "Who is to send.")
    private String node = "";

    @Parameters(index = "1", paramLabel = "AET", description = "To whom, as the node knows it.")
    private String destination = "";

    @Override
    public Integer call() throws IOException {
        var model =
                query.isPatientRoot()
                        ? UIDs.PatientRootQueryRetrieveInformationModelMove
                        : UIDs.StudyRootQueryRetrieveInformationModelMove;
        var identifier = query.identifier();
        var to = new AETitle(destination);
        var request = AssociationRequest.forServices(network.calling(), model);
        var err = spec.commandLine().getErr();
        try (var progress = new Progress(err, "moved");
                var association =
                        Association.open(network.node(node), request, network.options())) {
            var outcome =
                    association.move(model, identifier, to, counts -> moved(progress, counts));
            outcome.failedSOPInstanceUIDs().forEach(uid -> err.println("failed: " + uid.value()));
            var counts = outcome.subOperations();
            progress.reached(counts.done(), counts.done());
            err.printf(
                    "%s says: %s, %d sent, %d failed, %d with a warning%n",
                    association.node(),
                    outcome.status().explained(),
                    counts.completed(),
                    counts.failed(),
                    counts.warning());
            boolean isDone = outcome.status().isSuccess() && counts.failed() == 0;
            return isDone && counts.completed() > 0 ? Cli.DONE : Cli.NOT_DONE;
        }
    }

    private static Proceed moved(Progress progress, SubOperations counts) {
        progress.reached(counts.done(), (long) counts.done() + counts.remaining());
        return Proceed.CONTINUE;
    }
}
