// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;

/** {@code spiders analysis}: the commands below it. */
@Command(
        name = "analysis",
        description = "Computation on images: contours, dose and radiomics, as tables.",
        mixinStandardHelpOptions = true,
        subcommands = {ContoursCommand.class, DoseCommand.class, RadiomicsCommand.class})
public final class AnalysisCommands {}
