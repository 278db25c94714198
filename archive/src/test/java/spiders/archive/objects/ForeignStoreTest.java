// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

import spiders.archive.ObjectPlace.Address;
import spiders.archive.ObjectPlace.Bucket;
import spiders.archive.ObjectPlace.Keys;
import spiders.archive.ObjectPlace.Trust;
import spiders.web.Bystander;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A store whose answers point to another host, or grow: nobody goes there, and nothing grows. */
class ForeignStoreTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(20);
    private static final String FACTORY = "javax.xml.stream.XMLInputFactory";

    /** The parser of a hub, which has no other beside it as the server of other tests has. */
    private static final String OF_THE_JDK = "com.sun.xml.internal.stream.XMLInputFactoryImpl";

    private static final List<Consumer<S3Client>> USES =
            List.of(
                    client -> client.listObjectsV2(list -> list.bucket("images")),
                    client -> client.listMultipartUploads(list -> list.bucket("images")),
                    client ->
                            client.getObjectAsBytes(get -> get.bucket("images").key("1.dcm"))
                                    .asByteArray());

    @TempDir private Path folder;
    private Bystander bystander;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        bystander = new Bystander();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        System.setProperty(FACTORY, OF_THE_JDK);
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty(FACTORY);
        server.stop(0);
        bystander.close();
    }

    private S3Client client() throws IOException {
        var address =
                new Address(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        "eu-west-3",
                        "images",
                        "",
                        true);
        var access = Files.writeString(folder.resolve("access"), "user");
        var secret = Files.writeString(folder.resolve("secret"), "secret-of-a-test");
        return S3Clients.of(
                new Bucket(
                        address,
                        new Keys(access, secret),
                        new Trust.OfPublic(),
                        folder,
                        Duration.ZERO));
    }

    private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            var bytes = xml.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Each on a thread of its own, since the client keeps a parser for each thread. */
    private void assertEachUseFails() throws IOException {
        try (var client = client()) {
            for (var use : USES) {
                assertTimeoutPreemptively(
                        AT_ONCE,
                        () ->
                                assertThatExceptionOfType(SdkException.class)
                                        .isThrownBy(() -> use.accept(client)));
            }
        }
        assertThat(bystander.wasDisturbed()).isFalse();
    }

    @Test
    void an_answer_without_a_document_type_is_read() throws IOException {
        server.createContext("/", exchange -> answerEither(exchange, "", "images"));
        try (var client = client()) {
            assertThat(client.listObjectsV2(list -> list.bucket("images")).name())
                    .isEqualTo("images");
        }
        assertThat(bystander.wasDisturbed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_store_that_sends_elsewhere_is_not_followed(int status) throws IOException {
        var elsewhere = bystander.address("/images");
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", elsewhere.toString());
                    exchange.getResponseHeaders().set("x-amz-bucket-region", "eu-west-1");
                    answer(
                            exchange,
                            status,
                            "<Error><Code>PermanentRedirect</Code><Endpoint>%s</Endpoint></Error>"
                                    .formatted(elsewhere.getAuthority()));
                });

        assertEachUseFails();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a SYSTEM 'HERE'>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'HERE'>]>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM 'HERE'> %p;]>"
            })
    void what_a_document_type_of_an_answer_names_is_not_fetched(String documentType)
            throws IOException {
        var there = documentType.replace("HERE", bystander.address("/a.dtd").toString());
        server.createContext("/", exchange -> answerEither(exchange, there, "&e;"));

        assertEachUseFails();
    }

    /** A list where one is asked for, and a failure where an object is. */
    private static void answerEither(HttpExchange exchange, String documentType, String name)
            throws IOException {
        if (exchange.getRequestURI().getPath().endsWith(".dcm")) {
            answer(exchange, 404, documentType + "<Error><Code>" + name + "</Code></Error>");
            return;
        }
        answer(
                exchange,
                200,
                documentType + "<ListBucketResult><Name>" + name + "</Name></ListBucketResult>");
    }

    @Test
    void entities_of_an_answer_do_not_grow() throws IOException {
        var laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'lol'>");
        for (int i = 1; i <= 30; i++) {
            laughs.append("<!ENTITY e%d '%s'>".formatted(i, "&e%d;".formatted(i - 1).repeat(10)));
        }
        server.createContext("/", exchange -> answerEither(exchange, laughs + "]>", "&e30;"));

        assertEachUseFails();
    }
}
