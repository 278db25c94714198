// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

import spiders.archive.viewing.Streaming;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.region.FetchWindow;
import spiders.region.Query;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.region.SourceProfile;
import spiders.region.WebTrust;
import spiders.server.configuration.Configuration.Database;
import spiders.server.configuration.Configuration.Encryption;
import spiders.server.configuration.Configuration.Exchanges;
import spiders.server.configuration.Configuration.Http;
import spiders.server.configuration.Configuration.Metrics;
import spiders.server.configuration.Configuration.ViewerStreaming;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the one YAML file; what it does not know, it refuses with the line. */
public final class ConfigurationReader {

    private static final int MAX_CHARACTERS = 4 << 20;
    private static final int RENDITION_GIGABYTES = 20;
    private static final int METRICS_PORT = 9464;

    private final Path folder;

    private ConfigurationReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads and checks; relative paths in the file are relative to its folder.
     *
     * @param environment whose {@code SPIDERS_…} variables override single values
     */
    public static Configuration read(Path file, Map<String, String> environment) {
        var absolute = file.toAbsolutePath().normalize();
        var reader = new ConfigurationReader(absolute.resolveSibling(""));
        var root = Section.root(file, document(file), environment);
        var configuration = reader.configuration(root);
        root.refuseUnknown();
        Safety.check(configuration);
        return configuration;
    }

    /** The keys that are asked for in reading a file, whose values are not held to be safe. */
    static Set<String> keys(Path file) {
        var root = Section.root(file, document(file), Map.of());
        new ConfigurationReader(file.resolveSibling("")).configuration(root);
        root.refuseUnknown();
        return root.asked();
    }

    private static Optional<Node> document(Path file) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        try (Reader in = Files.newBufferedReader(file)) {
            return Optional.ofNullable(new Yaml(new SafeConstructor(options)).compose(in));
        } catch (MarkedYAMLException e) {
            var mark = Optional.ofNullable(e.getProblemMark());
            int line = mark.map(m -> m.getLine() + 1).orElse(1);
            throw new ConfigurationException(file, line, "not YAML: " + e.getProblem());
        } catch (IOException e) {
            throw new ConfigurationException("The configuration cannot be read: " + e);
        }
    }

    private Configuration configuration(Section root) {
        var data = root.required("data", this::path);
        var sources = root.list("sources").stream().map(this::source).toList();
        var notices = new NoticeSection(this::path).read(root.section("notices"));
        var audit = new AuditSection(this::path, data).read(root.section("audit"));
        return new Configuration(
                http(root.section("http")),
                metrics(root.section("metrics")),
                root.value("node", "hub", Values::text),
                data,
                database(root.section("database")),
                new StorageSection(this::path, data).read(root.section("storage")),
                new NetworkSection(this::path).read(root.section("dicom")),
                NetworkSection.web(root.section("dicomweb")),
                Hl7Section.read(root.section("hl7")),
                new Exchanges(
                        ExchangeSection.kept(root.section("inbound")),
                        notices.alerts(),
                        new NoticeSection(this::path).secure(root.section("mssante"))),
                LifeCycleReader.read(root.section("archive"), root.section("retention"), sources),
                audit.anchors(),
                audit.collectors(),
                notices.mail(),
                sources,
                new EdgeSection(this::path).read(root.section("edges"), sources),
                root.optional("boards", this::path).stream().toList(),
                streaming(root.section("streaming")),
                new IdentitySection(this::path).read(root.section("identity")),
                root.value("demo-accounts", false, Values::flag));
    }

    private Http http(Section section) {
        var http =
                new Http(
                        section.value("bind", "127.0.0.1", Values::text),
                        section.value("port", 8080, Values::port),
                        encryption(section));
        section.refuseUnknown();
        return http;
    }

    private Encryption encryption(Section http) {
        var tls = http.section("tls");
        boolean proxy = http.value("behind-proxy", false, Values::flag);
        if (!tls.isWritten()) {
            return proxy ? new Encryption.Proxy() : new Encryption.None();
        }
        var own =
                new Encryption.Own(
                        tls.required("certificate", this::path), tls.required("key", this::path));
        tls.refuseUnknown();
        if (proxy) {
            throw http.refusal("behind-proxy", "and tls exclude each other");
        }
        return own;
    }

    private Metrics metrics(Section section) {
        var metrics =
                new Metrics(
                        section.value("bind", "127.0.0.1", Values::text),
                        section.value("port", METRICS_PORT, Values::port));
        section.refuseUnknown();
        return metrics;
    }

    private static ViewerStreaming streaming(Section section) {
        var kinds = section.values("kinds", Values::kind);
        int room =
                section.value(
                        "gigabytes", RENDITION_GIGABYTES, text -> Values.number(text, 0, 100_000));
        section.refuseUnknown();
        if (room == 0) {
            return new ViewerStreaming(new Streaming(Set.of()), 0);
        }
        var streaming = kinds.isEmpty() ? Streaming.standard() : new Streaming(Set.copyOf(kinds));
        return new ViewerStreaming(streaming, room);
    }

    private Database database(Section section) {
        var url = section.optional("url", Values::text);
        if (url.isEmpty()) {
            section.refuseUnknown();
            return new Database.Embedded();
        }
        var external =
                new Database.External(
                        url.get(),
                        section.required("user", Values::text),
                        section.required("password-file", this::path));
        section.refuseUnknown();
        return external;
    }

    private Source source(Section section) {
        var source =
                Source.named(
                                section.required("id", Values::text),
                                section.required("name", Values::text))
                        .centre(section.value("centre", "", Values::text))
                        .issuer(section.value("issuer", "", Values::text))
                        .telephone(section.value("telephone", "", Values::text))
                        .enabled(section.value("enabled", true, Values::flag))
                        .retrieve(section.values("retrieve", Values.oneOf(Retrieve.class)));
        section.optional("patience", Values::duration).ifPresent(source::patience);
        section.optional("associations", text -> Values.number(text, 1, 32))
                .ifPresent(source::associations);
        section.values("quirks", Values.oneOf(SourceProfile.Quirk.class)).forEach(source::quirk);
        source.windows(
                Stream.concat(
                                section.values("quiet-hours", FetchWindow::quiet).stream(),
                                section.values("bandwidth", FetchWindow::limited).stream())
                        .toList());
        address(section, source);
        web(section).ifPresent(web -> source.dicomWeb(web.root(), web.trust()));
        section.optional("query", Values.oneOf(Query.class)).ifPresent(source::query);
        section.refuseUnknown();
        try {
            return source.build();
        } catch (IllegalArgumentException e) {
            throw section.refusal("%s".formatted(e.getMessage()));
        }
    }

    /** What only an edge reaches is no address of ours. */
    private static void address(Section section, Source.Builder source) {
        var via = section.optional("via", Values::text);
        var node = node(section);
        if (via.isPresent() && node.isEmpty()) {
            throw section.refusal("via", "needs the ae-title, host and port of the PACS there");
        }
        try {
            node.ifPresent(found ->
                    via.ifPresentOrElse(
                            edge -> source.via(edge, found), () -> source.dimse(found)));
        } catch (IllegalArgumentException e) {
            throw section.refusal("via", "is refused: " + e.getMessage());
        }
    }

    private static Optional<RemoteNode> node(Section source) {
        var aeTitle = source.optional("ae-title", AETitle::new);
        var host = source.optional("host", Values::text);
        var port = source.optional("port", text -> Values.number(text, 1, 65_535));
        boolean tls = source.value("tls", false, Values::flag);
        if (aeTitle.isEmpty() && host.isEmpty() && port.isEmpty()) {
            return Optional.empty();
        }
        if (aeTitle.isEmpty() || host.isEmpty() || port.isEmpty()) {
            throw source.refusal("ae-title, host and port of a source go together");
        }
        return Optional.of(new RemoteNode(aeTitle.get(), host.get(), port.get(), tls));
    }

    private Optional<Source.Connection.Web> web(Section source) {
        var root = source.optional("dicomweb", URI::create);
        var trust = source.optional("dicomweb-trust", this::webTrust);
        if (root.isEmpty() && trust.isPresent()) {
            throw source.refusal("dicomweb-trust", "is for a source with a dicomweb address");
        }
        try {
            return root.map(
                    uri -> new Source.Connection.Web(uri, trust.orElse(new WebTrust.OfHub())));
        } catch (IllegalArgumentException e) {
            throw source.refusal("dicomweb", "is refused: " + e.getMessage());
        }
    }

    /** The word that is no file's name here: {@code ./public} is. */
    private WebTrust webTrust(String text) {
        return text.strip().equals("public")
                ? new WebTrust.OfPublic()
                : new WebTrust.OfFile(path(text));
    }

    private Path path(String text) {
        return folder.resolve(Values.text(text)).normalize();
    }
}
