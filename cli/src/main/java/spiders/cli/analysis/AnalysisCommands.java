// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;

/** {@code spiders analysis}: the commands below it. */
@Command(
        name = "analysis",
        description = "Computation on images, as tables (CSV, JSON) and reports.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ContoursCommand.class,
            CompareCommand.class,
            DoseCommand.class,
            GammaCommand.class,
            MonitoringCommand.class,
            RadiomicsCommand.class,
            DistortionCommand.class,
            BolusCommand.class
        })
public final class AnalysisCommands {}
