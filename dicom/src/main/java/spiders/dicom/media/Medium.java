// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A CD, a USB stick, or any folder of DICOM files, as it was handed in; nothing on it is trusted.
 *
 * <p>No path that it answers leads out of the folder, be it by {@code ..}, by an absolute path or
 * by a symbolic link. For one thread.
 */
public final class Medium {

    private static final String DICOMDIR = "DICOMDIR";

    private final Path root;
    private final MediumLimits limits;
    private final Map<Path, Map<String, Path>> folders = new HashMap<>();

    /**
     * Opens a folder.
     *
     * @throws IOException if there is no such folder
     */
    public static Medium open(Path folder) throws IOException {
        return open(folder, MediumLimits.defaults());
    }

    public static Medium open(Path folder, MediumLimits limits) throws IOException {
        return new Medium(folder.toRealPath(), limits);
    }

    private Medium(Path root, MediumLimits limits) {
        this.root = root;
        this.limits = limits;
    }

    /** The folder, without symbolic links. */
    public Path root() {
        return root;
    }

    /** Returns the DICOMDIR of the root, whatever the case and version of its name. */
    public Optional<Path> directoryFile() {
        return child(root, DICOMDIR).filter(Files::isRegularFile);
    }

    /** Reads the DICOMDIR, if there is one. */
    public Optional<MediaDirectory> directory() throws IOException {
        var file = directoryFile();
        return file.isPresent() ? Optional.of(MediaDirectory.read(file.get())) : Optional.empty();
    }

    /**
     * Returns the file that a record refers to, if it is on the medium.
     *
     * <p>Lenient: case, a version number {@code ;1} of ISO 9660, a trailing full stop and
     * separators within a component are passed over.
     *
     * @param fileID the values of Referenced File ID as received
     */
    public Optional<Path> file(List<String> fileID) {
        var components = components(fileID);
        if (components.isEmpty() || components.size() > limits.depth()) {
            return Optional.empty();
        }
        var place = root;
        for (var component : components) {
            var next = child(place, component);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            place = next.get();
        }
        return Files.isRegularFile(place) ? Optional.of(place) : Optional.empty();
    }

    /** What is wrong with the files that a directory refers to; nothing if all are well. */
    public List<MediaProblem> check(MediaDirectory directory) {
        var problems = new ArrayList<MediaProblem>();
        directory
                .records()
                .map(DirectoryRecord::fileID)
                .filter(id -> !id.isEmpty())
                .forEach(id -> check(id, problems));
        return List.copyOf(problems);
    }

    private void check(List<String> fileID, List<MediaProblem> problems) {
        var place = String.join("/", fileID);
        var file = file(fileID);
        if (components(fileID).contains("..")) {
            problems.add(new MediaProblem(MediaProblem.Kind.FILE_OUTSIDE, place));
        } else if (file.isEmpty()) {
            problems.add(new MediaProblem(MediaProblem.Kind.FILE_MISSING, place));
        } else if (!root.relativize(file.get()).toString().replace('\\', '/').equals(place)) {
            problems.add(new MediaProblem(MediaProblem.Kind.FILE_MISNAMED, place));
        }
    }

    private static List<String> components(List<String> fileID) {
        var components = new ArrayList<String>();
        for (var value : fileID) {
            for (var component : value.split("[/\\\\]", -1)) {
                if (!component.isBlank() && !component.equals(".")) {
                    components.add(component.strip());
                }
            }
        }
        return components;
    }

    /** The file or folder of a name that is really in the folder: a name such as ".." never is. */
    private Optional<Path> child(Path folder, String name) {
        var children = folders.computeIfAbsent(folder, this::children);
        var exact = children.get(name);
        return Optional.ofNullable(exact == null ? children.get(plain(name)) : exact);
    }

    private Map<String, Path> children(Path folder) {
        var children = new HashMap<String, Path>();
        if (!Files.isDirectory(folder)) {
            return children;
        }
        try (var found = Files.list(folder)) {
            for (var child : found.limit(limits.files()).sorted().toList()) {
                inside(child)
                        .ifPresent(path -> {
                            var name = folder.relativize(child).toString();
                            children.put(name, path);
                            children.putIfAbsent(plain(name), path);
                        });
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A folder of the medium cannot be read", e);
        }
        return children;
    }

    private static String plain(String name) {
        int version = name.indexOf(';');
        var plain = version < 0 ? name : name.substring(0, version);
        return (plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain)
                .toUpperCase(Locale.ROOT);
    }

    /** Where a path really leads; empty if that is not below the root, or nowhere. */
    private Optional<Path> inside(Path path) {
        try {
            var real = path.toRealPath();
            return real.startsWith(root) ? Optional.of(real) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // A link to nothing.
        }
    }

    /**
     * Finds every DICOM file of an instance on the medium, listed in a DICOMDIR or not, in the
     * order of their paths. Symbolic links are not followed.
     *
     * @throws IOException if a folder cannot be read, or there are more files than the limit
     */
    public List<Path> instances() throws IOException {
        var found = new ArrayList<Path>();
        long count = 0;
        try (var paths = Files.walk(root, limits.depth())) {
            for (var path : (Iterable<Path>) paths::iterator) {
                if (++count > limits.files()) {
                    throw new IOException(
                            "More than %d files on the medium".formatted(limits.files()));
                }
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && isInstance(path)) {
                    found.add(path);
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException("A folder of the medium cannot be read", e);
        }
        found.sort(null);
        return List.copyOf(found);
    }

    private static boolean isInstance(Path file) {
        var start = ReadOptions.withoutBulkData().stoppingBefore(Tags.PatientName);
        try {
            var object = Part10.read(file, start);
            return object.dataSet().uid(Tags.SOPInstanceUID).isPresent();
        } catch (MalformedDataSetException | IOException e) {
            return false; // A viewer, its manual, a picture: media hold more than DICOM.
        }
    }
}
