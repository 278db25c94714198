// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A fiche as a medium in a file, {@code IHE_XDM.ZIP} (IHE ITI TF-2 section 3.32): the national
 * document, what it is, and a page that leads to it. Secure mail carries documents so.
 */
public final class FicheXdm {

    private static final String FOLDER = "IHE_XDM/SUBSET01/";
    private static final String DOCUMENT = "DOC0001.XML";

    private FicheXdm() {}

    /**
     * The file.
     *
     * @param delivery by which this submission is known
     */
    public static byte[] bytes(FicheDocument document, UUID delivery, Instant at) {
        var cda = FicheCda.bytes(document);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "README.TXT", README.getBytes(UTF_8));
            put(zip, "INDEX.HTM", INDEX.getBytes(UTF_8));
            put(zip, FOLDER + DOCUMENT, cda);
            put(
                    zip,
                    FOLDER + "METADATA.XML",
                    XdmMetadata.bytes(document, cda, DOCUMENT, delivery, at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static final String README =
            """
            SPIDERS\r
            Fiche de réunion de concertation pluridisciplinaire (CI-SIS CANCER-FRCP 2022.01).\r
            IHE_XDM/SUBSET01: METADATA.XML, DOC0001.XML\r
            """;

    private static final String INDEX =
            """
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML Basic 1.0//EN"
                "http://www.w3.org/TR/xhtml-basic/xhtml-basic10.dtd">
            <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">
            <head><title>Fiche RCP</title></head>
            <body>
            <h1>Fiche de réunion de concertation pluridisciplinaire</h1>
            <p><a href="IHE_XDM/SUBSET01/DOC0001.XML">Le document (CDA)</a></p>
            <p><a href="README.TXT">README.TXT</a></p>
            </body>
            </html>
            """;
}
