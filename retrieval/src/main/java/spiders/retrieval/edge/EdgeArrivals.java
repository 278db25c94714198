// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import spiders.archive.Archive;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.Refusal;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.retrieval.edge.store.EdgeTaskTable.Fetching;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Takes objects that edges send into the archive; what is not their task's is refused. */
public final class EdgeArrivals {

    /** No object is longer: the explicit lengths of DICOM end at 4 GiB an element. */
    private static final long MOST_BYTES = 16L << 30;

    private final Archive archive;
    private final ObjectPieces pieces;

    /**
     * Begins where an earlier process ended.
     *
     * @param folder for long objects until they are whole; of this node alone
     */
    public EdgeArrivals(Archive archive, Path folder) {
        this.archive = archive;
        this.pieces = new ObjectPieces(folder);
    }

    /** What is here of the object; {@code any} piece of it will do for the question. */
    public EdgeReceipt look(String edge, Fetching task, EdgePiece any) throws IOException {
        if (isHere(any)) {
            return EdgeReceipt.here();
        }
        var refusal = refusal(edge, task, any);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        // One that is whole and waits for room is asked for its end once more.
        long length = Math.min(pieces.length(edge, any), any.length() - 1);
        return EdgeReceipt.wanted(Math.max(0, length));
    }

    private boolean isHere(EdgePiece any) {
        return archive.instance(any.sopInstanceUID())
                .filter(stored -> stored.sha256().equals(any.sha256()))
                .isPresent();
    }

    /** Why a long object is not to come at all, or not now. */
    private Optional<EdgeReceipt> refusal(String edge, Fetching task, EdgePiece piece)
            throws IOException {
        if (piece.length() > MOST_BYTES) {
            return Optional.of(
                    EdgeReceipt.refused(
                            Refusal.MALFORMED, "longer than %d bytes".formatted(MOST_BYTES)));
        }
        var refusal = archive.refusal(origin(task));
        if (refusal.isPresent()) {
            return refusal.map(reason -> EdgeReceipt.refused(reason, "nothing is taken for now"));
        }
        return pieces.hasRoom(edge, piece)
                ? Optional.empty()
                : Optional.of(EdgeReceipt.refused(Refusal.OUT_OF_SPACE, "no room for its pieces"));
    }

    private static Origin origin(Fetching task) {
        return new Origin(task.source(), task.authority());
    }

    /**
     * Takes a piece; with the last of them the object goes into the archive.
     *
     * @return {@code HERE} only when the object is durable
     */
    public EdgeReceipt take(String edge, Fetching task, EdgePiece piece, byte[] bytes)
            throws IOException, InterruptedException {
        if (piece.isWhole()) {
            return isDigest(piece, new ByteArrayInputStream(bytes))
                    ? ingest(task, piece, new ByteArrayInputStream(bytes))
                    : EdgeReceipt.wanted(0);
        }
        var lock = pieces.lock(edge, piece);
        lock.lockInterruptibly();
        try {
            return append(edge, task, piece, bytes);
        } finally {
            lock.unlock();
        }
    }

    private EdgeReceipt append(String edge, Fetching task, EdgePiece piece, byte[] bytes)
            throws IOException, InterruptedException {
        long here = pieces.length(edge, piece);
        if (here == 0 && isHere(piece)) {
            return EdgeReceipt.here(); // Sent again, because the answer was lost.
        }
        var refusal = refusal(edge, task, piece);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (piece.offset() > here) {
            return EdgeReceipt.wanted(here);
        }
        if (!piece.isLast()) {
            return EdgeReceipt.wanted(pieces.append(edge, piece, bytes));
        }
        pieces.append(edge, piece, bytes);
        var file = pieces.file(edge, piece);
        try (var whole = Files.newInputStream(file)) {
            if (!isDigest(piece, whole)) {
                pieces.remove(edge, piece);
                return EdgeReceipt.wanted(0);
            }
        }
        try (var whole = Files.newInputStream(file)) {
            var receipt = ingest(task, piece, whole);
            if (receipt.state() != EdgeReceipt.State.LATER) {
                pieces.remove(edge, piece);
            }
            return receipt;
        }
    }

    private EdgeReceipt ingest(Fetching task, EdgePiece piece, InputStream dataSet)
            throws IOException, InterruptedException {
        var outcome =
                archive.ingest(
                        origin(task),
                        piece.sopClassUID(),
                        piece.sopInstanceUID(),
                        TransferSyntax.of(piece.transferSyntax()),
                        dataSet,
                        (UID study) -> study.equals(task.study()));
        return switch (outcome) {
            case Ingested.Stored _, Ingested.AlreadyThere _ -> EdgeReceipt.here();
            case Ingested.KeptApart _ ->
                    EdgeReceipt.refused(Refusal.DIFFERS, "kept apart until somebody has chosen");
            case Ingested.Refused(var reason, var message) -> EdgeReceipt.refused(reason, message);
        };
    }

    private static boolean isDigest(EdgePiece piece, InputStream dataSet) throws IOException {
        var digest = sha256();
        try (var in = new DigestInputStream(dataSet, digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest()).equals(piece.sha256());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
