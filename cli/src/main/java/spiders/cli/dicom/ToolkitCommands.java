// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import picocli.CommandLine.Command;

/** {@code spiders dicom}: the commands below it. */
@Command(
        name = "dicom",
        description = "DICOM files and nodes.",
        mixinStandardHelpOptions = true,
        subcommands = {
            EchoCommand.class,
            FindCommand.class,
            GetCommand.class,
            MoveCommand.class,
            StoreCommand.class,
            ScpCommand.class,
            DumpCommand.class,
            JsonCommand.class,
            IndexCommand.class,
            TranscodeCommand.class,
            DeidentifyCommand.class,
            ValidateCommand.class
        })
public final class ToolkitCommands {}
