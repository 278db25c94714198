// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a folder as a medium to hand out: instances by patient, study and series, and a DICOMDIR
 * of them (PS3.10 section 8, PS3.11 general purpose profiles). For one thread.
 *
 * <p>The DICOMDIR is written when the writer is closed, whole or not at all.
 */
public final class MediaWriter implements Closeable {

    private static final String PART = ".part";
    private static final Pattern FILE_SET_ID = Pattern.compile("[A-Z0-9 _]{0,16}");

    private final Path folder;
    private final String fileSetID;
    private final MediaProfile profile;
    private final RecordTree tree = new RecordTree();
    private final Set<UID> added = new HashSet<>();

    /**
     * Starts on a folder, which is made if it is not there.
     *
     * @param fileSetID of at most 16 capital letters, digits, spaces and underscores; may be empty
     * @throws IOException if the folder has a DICOMDIR already
     */
    public MediaWriter(Path folder, String fileSetID, MediaProfile profile) throws IOException {
        if (!FILE_SET_ID.matcher(fileSetID).matches()) {
            throw new IllegalArgumentException("Not a File-set ID (PS3.10 section 8.1)");
        }
        Files.createDirectories(folder);
        if (Files.exists(folder.resolve("DICOMDIR"))) {
            throw new IOException("The folder has a DICOMDIR already");
        }
        this.folder = folder;
        this.fileSetID = fileSetID;
        this.profile = profile;
    }

    /**
     * Copies an instance to the medium, in Explicit VR Little Endian if it is not compressed. One
     * that fails leaves neither file nor record behind.
     *
     * @return its place on the medium
     * @throws IllegalArgumentException if the profile does not let its transfer syntax in, if no
     *     record of the standard is for its SOP Class, if it lacks a UID, or is there already
     */
    public FileID add(Path file) throws IOException {
        var object = Part10.read(file, ReadOptions.withoutBulkData());
        var dataSet = object.dataSet();
        var syntax = syntax(object.meta().transferSyntax());
        var sopClassUID = required(dataSet, Tags.SOPClassUID);
        var type =
                RecordType.of(sopClassUID, dataSet)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "No directory record is for " + sopClassUID));
        var sopInstanceUID = required(dataSet, Tags.SOPInstanceUID);
        if (added.contains(sopInstanceUID)) {
            throw new IllegalArgumentException("The instance is on the medium already");
        }
        required(dataSet, Tags.StudyInstanceUID);
        required(dataSet, Tags.SeriesInstanceUID);
        var place = tree.place(type, dataSet, syntax);
        write(file, object, syntax, target(place.fileID()));
        place.take();
        added.add(sopInstanceUID);
        return place.fileID();
    }

    private Path target(FileID id) {
        var target = folder;
        for (var component : id.components()) {
            target = target.resolve(component);
        }
        return target;
    }

    /** The file has its name once it is whole. */
    private static void write(Path file, Part10Object object, TransferSyntax syntax, Path target)
            throws IOException {
        Files.createDirectories(target.resolveSibling(""));
        var part = target.resolveSibling(target.getFileName() + PART);
        try {
            copy(file, object.meta().transferSyntax(), object.dataSet(), syntax, part);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private TransferSyntax syntax(TransferSyntax given) {
        var written = given.isEncapsulated() ? given : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        if (!profile.transferSyntaxes().contains(written)) {
            throw new IllegalArgumentException(
                    "%s has no %s".formatted(profile.identifier(), given.name()));
        }
        return written;
    }

    private static void copy(
            Path file, TransferSyntax given, DataSet dataSet, TransferSyntax syntax, Path target)
            throws IOException {
        // The places of bulk data in a deflated data set are not places in its file.
        boolean isWhole = given.isDeflated();
        var source = isWhole ? Part10.read(file).dataSet() : dataSet;
        var bulkData = isWhole ? BulkDataSource.none() : BulkDataSource.file(file);
        try (var out = new BufferedOutputStream(Files.newOutputStream(target))) {
            Part10.write(out, source, syntax, bulkData);
        }
    }

    private static UID required(DataSet dataSet, Tag tag) {
        return dataSet.uid(tag)
                .orElseThrow(() -> new IllegalArgumentException("The instance has no " + tag));
    }

    /** How many instances are on the medium. */
    public int count() {
        return added.size();
    }

    /** Writes the DICOMDIR. */
    @Override
    public void close() throws IOException {
        var target = folder.resolve("DICOMDIR");
        if (Files.exists(target)) {
            return;
        }
        // Not a temporary file of the system's: nobody but us could read what it has become.
        var part = folder.resolve("DICOMDIR" + PART);
        try {
            Files.write(part, new DirectoryEncoder(fileSetID).bytes(tree.records()));
            Files.move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
