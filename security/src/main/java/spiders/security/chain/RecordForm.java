// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The bytes that a record's digest is over, so that any program can compute it again.
 *
 * <pre>
 * form 1  = "SPIDERS audit record 1" LF         ; ASCII
 *           previous                            ; digest of the record before: 32 bytes
 *           position settled id at              ; 8 bytes each; at: microseconds since 1970 (UTC)
 *           node who action                     ; texts
 *           count *patient                      ; 4 bytes, and 16 bytes each
 *           count *object                       ; 4 bytes, and texts
 *           purpose session board-case          ; texts; UUIDs in 36 characters, or nothing
 *           outcome detail                      ; texts
 * text    = length in bytes, UTF-8              ; 4 bytes, and so many
 * </pre>
 *
 * <p>Numbers are signed and big-endian. A form is never changed: a record with more fields gets the
 * next one.
 */
public final class RecordForm {

    /** The form of records written now. */
    public static final int NEWEST = 1;

    private static final byte[] BEGINNING = "SPIDERS audit record 1\n".getBytes(UTF_8);
    private static final int USUAL_LENGTH = 512;

    private RecordForm() {}

    /** Whether digests of this form can be computed here: an older program knows fewer. */
    public static boolean knows(int form) {
        return form == NEWEST;
    }

    /**
     * The digest of a record in its place.
     *
     * @param previous of the record before, {@link AuditDigest#NONE} before the first
     */
    public static AuditDigest digest(
            AuditDigest previous, long position, long settled, AuditRecord row) {
        return AuditDigest.of(sha256(bytes(previous, position, settled, row)));
    }

    static byte[] bytes(AuditDigest previous, long position, long settled, AuditRecord row) {
        var bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        try {
            write(new DataOutputStream(bytes), previous, position, settled, row);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all", e);
        }
        return bytes.toByteArray();
    }

    private static void write(
            DataOutputStream out,
            AuditDigest previous,
            long position,
            long settled,
            AuditRecord row)
            throws IOException {
        out.write(BEGINNING);
        out.write(previous.bytes());
        out.writeLong(position);
        out.writeLong(settled);
        out.writeLong(row.id());
        out.writeLong(micros(row.at()));
        text(out, row.node());
        var deed = row.deed();
        text(out, deed.who());
        text(out, deed.action());
        out.writeInt(deed.patients().size());
        for (var patient : deed.patients()) {
            out.writeLong(patient.getMostSignificantBits());
            out.writeLong(patient.getLeastSignificantBits());
        }
        out.writeInt(deed.objects().size());
        for (var object : deed.objects()) {
            text(out, object);
        }
        text(out, deed.ground().purpose());
        text(out, deed.ground().session());
        text(out, deed.ground().boardCase());
        text(out, deed.outcome());
        text(out, deed.detail());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Microseconds since 1970; an instant too far for them is an {@link ArithmeticException}. */
    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
