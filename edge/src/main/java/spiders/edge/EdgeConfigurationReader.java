// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import spiders.dicom.net.AETitle;
import spiders.edge.link.HubAddress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the YAML file of an edge; what it does not know, or is not safe, it refuses. */
final class EdgeConfigurationReader {

    private static final Set<String> KEYS =
            new TreeSet<>(
                    Set.of(
                            "hub",
                            "proxy",
                            "certificate",
                            "key",
                            "trust",
                            "spool",
                            "spool-gigabytes",
                            "ae-title",
                            "bind",
                            "port",
                            "dicom-trust",
                            "hosts"));
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_GIGABYTES = 10_000;
    private static final int DEFAULT_GIGABYTES = 20;
    private static final int PROXY_PORT = 3128;

    private final Path folder;
    private final Map<?, ?> values;

    private EdgeConfigurationReader(Path folder, Map<?, ?> values) {
        this.folder = folder;
        this.values = values;
    }

    /**
     * Reads and checks; relative paths are relative to the file's folder.
     *
     * @throws EdgeConfigurationException if an edge would not start with it
     */
    static EdgeConfiguration read(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        var reader = new EdgeConfigurationReader(absolute.resolveSibling(""), document(file));
        for (var key : reader.values.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw new EdgeConfigurationException(
                        "\"%s\" is no key; known are %s".formatted(key, String.join(", ", KEYS)));
            }
        }
        return reader.configuration();
    }

    private static Map<?, ?> document(Path file) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setAllowDuplicateKeys(false);
        try {
            Object read = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
            if (read instanceof Map<?, ?> map) {
                return map;
            }
            throw new EdgeConfigurationException(file + " is no list of keys with values");
        } catch (YAMLException e) {
            throw new EdgeConfigurationException("not YAML: " + e.getMessage());
        } catch (IOException e) {
            throw new EdgeConfigurationException("the configuration cannot be read: " + e);
        }
    }

    private EdgeConfiguration configuration() {
        var bind = optional("bind", Function.identity()).orElse("127.0.0.1");
        var port = optional("port", text -> number(text, 0, 65_535));
        var configuration =
                new EdgeConfiguration(
                        hub(),
                        file("certificate"),
                        secret("key"),
                        trusted("trust"),
                        required("spool", this::path),
                        spoolBytes(),
                        required("ae-title", AETitle::new),
                        bind,
                        port.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                        optional("dicom-trust", this::path).stream().toList(),
                        hosts());
        if (port.isEmpty() && values.containsKey("bind")) {
            throw new EdgeConfigurationException("\"bind\" is for an edge with a \"port\"");
        }
        return configuration;
    }

    private HubAddress hub() {
        var proxy = optional("proxy", EdgeConfigurationReader::proxy).stream().toList();
        return required("hub", text -> new HubAddress(URI.create(text), proxy));
    }

    private static InetSocketAddress proxy(String text) {
        var parts = text.split(":", -1);
        if (parts.length > 2 || parts[0].isBlank() || text.contains("/")) {
            throw new IllegalArgumentException("host or host:port is expected");
        }
        int port = parts.length == 2 ? number(parts[1], 1, 65_535) : PROXY_PORT;
        return InetSocketAddress.createUnresolved(parts[0], port);
    }

    private long spoolBytes() {
        int gigabytes =
                optional("spool-gigabytes", text -> number(text, 1, MOST_GIGABYTES))
                        .orElse(DEFAULT_GIGABYTES);
        return (long) gigabytes << 30;
    }

    private Set<String> hosts() {
        var written = values.get("hosts");
        if (written == null) {
            return Set.of();
        }
        if (!(written instanceof List<?> list) || list.isEmpty()) {
            throw new EdgeConfigurationException("\"hosts\" is a list of hosts");
        }
        var hosts = new HashSet<String>();
        list.forEach(host -> hosts.add(String.valueOf(host)));
        return hosts;
    }

    private Path file(String key) {
        var path = required(key, this::path);
        if (!Files.isReadable(path)) {
            throw new EdgeConfigurationException("\"%s\": %s cannot be read".formatted(key, path));
        }
        return path;
    }

    /** Who writes there says whom we believe. */
    private Path trusted(String key) {
        var path = file(key);
        if (hasPermission(path, PosixFilePermission.OTHERS_WRITE)) {
            throw new EdgeConfigurationException(
                    "\"%s\": %s can be changed by everybody".formatted(key, path));
        }
        return path;
    }

    private static boolean hasPermission(Path path, PosixFilePermission permission) {
        try {
            return Files.getPosixFilePermissions(path).contains(permission);
        } catch (IOException e) {
            throw new EdgeConfigurationException("%s: %s".formatted(path, e));
        }
    }

    /** One that others of the machine can read is no secret. */
    private Path secret(String key) {
        var path = file(key);
        if (hasPermission(path, PosixFilePermission.OTHERS_READ)) {
            throw new EdgeConfigurationException(
                    "\"%s\": %s can be read by everybody".formatted(key, path));
        }
        return path;
    }

    private <T> T required(String key, Function<String, T> parser) {
        return optional(key, parser)
                .orElseThrow(
                        () -> new EdgeConfigurationException("\"%s\" is missing".formatted(key)));
    }

    private <T> Optional<T> optional(String key, Function<String, T> parser) {
        var value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(String.valueOf(value).strip()));
        } catch (IllegalArgumentException e) {
            throw new EdgeConfigurationException(
                    "\"%s\" cannot be \"%s\": %s".formatted(key, value, e.getMessage()));
        }
    }

    private static int number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, in the same words.
        }
        throw new IllegalArgumentException(
                "a number from %d to %d is expected".formatted(least, most));
    }

    private Path path(String text) {
        return folder.resolve(text).normalize();
    }
}
