// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.archive.Origin;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a file of the store says of itself, beside the object: whence and when it came, how long its
 * data set is, and its digest. It stands in the Private Information of the File Meta Information
 * (PS3.10 section 7.1), so that the index can be made again from the files alone, and a damaged
 * file is known without the index. It is not given out with the object.
 *
 * <pre>
 * private  = head tail                     ; (0002,0102), the last element of the meta
 * head     = "SPIDERS 1" LF name LF authority LF received [SP] LF  ; of an even length
 * received = instant of ISO 8601 in UTC
 * tail     = length LF digest LF           ; zeros until the data set is whole
 * length   = 20DIGIT                       ; bytes of the data set
 * digest   = 64HEX                         ; SHA-256 of the data set as received
 * </pre>
 *
 * @param length bytes of the data set
 * @param sha256 of those bytes, 64 lower-case hexadecimal digits
 */
public record Seal(Origin origin, Instant received, long length, String sha256) {

    /** Who says what the Private Information means: a UID of our own under the UUID root. */
    static final UID CREATOR = new UID("2.25.52414237028267991395292970307296092354");

    /** Bytes of the tail, which ends where the data set begins. */
    static final int TAIL_LENGTH = 20 + 1 + 64 + 1;

    private static final ReadOptions META_ONLY =
            ReadOptions.withoutBulkData().stoppingBefore(Tags.SpecificCharacterSet);

    private static final String FORM = "SPIDERS 1";
    private static final Pattern TEXT =
            Pattern.compile(
                    FORM + "\n([^\n]+)\n([^\n]*)\n([^\n ]+) ?\n([0-9]{20})\n([0-9a-f]{64})\n");
    private static final String NO_DIGEST = "0".repeat(64);

    /** The meta of a file whose data set is still to come. */
    public static FileMeta open(
            UID sopClass, UID sopInstance, TransferSyntax syntax, Origin origin, Instant received) {
        var head =
                String.join("\n", FORM, origin.name(), origin.assigningAuthority(), "" + received);
        boolean isPadded = head.getBytes(StandardCharsets.UTF_8).length % 2 == 0; // LF follows.
        var text = head + (isPadded ? " " : "") + "\n" + tail(0, NO_DIGEST);
        var meta = DataSet.builder();
        meta.setAll(FileMeta.of(sopClass, sopInstance, syntax).elements());
        meta.set(Tags.PrivateInformationCreatorUID, CREATOR);
        meta.set(Tags.PrivateInformation, VR.OB, text.getBytes(StandardCharsets.UTF_8));
        return new FileMeta(meta.build());
    }

    /** What closes it: the bytes before the data set, once that is whole. */
    static byte[] closing(long length, String sha256) {
        return tail(length, sha256).getBytes(StandardCharsets.US_ASCII);
    }

    private static String tail(long length, String sha256) {
        return "%020d\n%s\n".formatted(length, sha256);
    }

    /** The seal of a file; empty where there is none, or it was never closed. */
    public static Optional<Seal> of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    /** The same of a file that is read from its beginning. */
    public static Optional<Seal> of(InputStream in) throws IOException {
        try {
            return of(Part10.read(in, META_ONLY).meta());
        } catch (MalformedDataSetException e) {
            return Optional.empty(); // No file of the store, or cut within its meta.
        }
    }

    /** The same of its meta. */
    public static Optional<Seal> of(FileMeta meta) {
        var elements = meta.elements();
        if (!elements.uid(Tags.PrivateInformationCreatorUID).equals(Optional.of(CREATOR))) {
            return Optional.empty();
        }
        return elements.bytes(Tags.PrivateInformation)
                .map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8))
                .flatMap(Seal::parse);
    }

    private static Optional<Seal> parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches() || matcher.group(5).equals(NO_DIGEST)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Seal(
                            new Origin(matcher.group(1), matcher.group(2)),
                            Instant.parse(matcher.group(3)),
                            Long.parseLong(matcher.group(4)),
                            matcher.group(5)));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty(); // Not ours after all.
        }
    }
}
