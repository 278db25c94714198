// SPDX-License-Identifier: Apache-2.0
package spiders.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** What exceptions mean to who typed the command: those of files say no more than a path. */
public final class Reasons {

    private Reasons() {}

    /** What happened, and to which file where that is known. */
    public static String withFile(Throwable thrown) {
        return switch (thrown) {
            case UncheckedIOException wrapped -> withFile(cause(wrapped));
            case FileSystemException file when file.getFile() != null ->
                    file.getFile() + ": " + of(file);
            default -> of(thrown);
        };
    }

    /** What happened to a file that is named already. */
    public static String of(Throwable thrown) {
        return switch (thrown) {
            case UncheckedIOException wrapped -> of(cause(wrapped));
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "we have no permission for it";
            case FileAlreadyExistsException _ -> "a file of that name is there already";
            case NotDirectoryException _ -> "it is no folder";
            case DirectoryNotEmptyException _ -> "a folder that is not empty is in the way";
            case FileSystemLoopException _ -> "its links lead back to it";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            case ClosedByInterruptException _ -> "stopped";
            default ->
                    Objects.requireNonNullElse(
                            thrown.getMessage(), thrown.getClass().getSimpleName());
        };
    }

    private static Throwable cause(UncheckedIOException wrapped) {
        return Objects.requireNonNullElse(wrapped.getCause(), new IOException("unknown"));
    }
}
