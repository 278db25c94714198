// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One upload in parts, which are sent one after the other from the file: nothing is in memory but a
 * buffer. It is one object in the end, or nothing.
 */
final class S3Parts {

    private static final System.Logger LOG = System.getLogger(S3Parts.class.getName());

    private static final long PART = 16L << 20;

    /** No store takes more. */
    private static final int MOST_PARTS = 10_000;

    private static final String OCTETS = "application/octet-stream";

    private final S3Client client;
    private final Persistence persistence;
    private final String bucket;
    private final String key;

    S3Parts(S3Client client, Persistence persistence, String bucket, String key) {
        this.client = client;
        this.persistence = persistence;
        this.bucket = bucket;
        this.key = key;
    }

    /** Sends the file; where that fails, the store is told to forget the parts that it has. */
    void upload(Path file) throws IOException {
        var begun =
                persistence.call(() ->
                        client.createMultipartUpload(upload -> upload.bucket(bucket).key(key)));
        boolean isDone = false;
        try {
            complete(begun.uploadId(), sent(begun.uploadId(), file));
            isDone = true;
        } finally {
            if (!isDone) {
                abort(begun.uploadId());
            }
        }
    }

    private List<CompletedPart> sent(String upload, Path file) throws IOException {
        long length = Files.size(file);
        long size = Math.max(PART, Math.ceilDiv(length, MOST_PARTS));
        var source = BulkDataSource.file(file);
        var parts = new ArrayList<CompletedPart>();
        for (long from = 0; from < length; from += size) {
            parts.add(part(upload, parts.size() + 1, source, from, Math.min(size, length - from)));
        }
        return parts;
    }

    private CompletedPart part(
            String upload, int number, BulkDataSource file, long from, long length)
            throws IOException {
        String md5;
        try (var in = file.open(from, length)) {
            md5 = MD5.of(in).base64();
        }
        var body =
                RequestBody.fromContentProvider(() -> opened(file, from, length), length, OCTETS);
        var answer =
                persistence.call(() ->
                        client.uploadPart(
                                part ->
                                        part.bucket(bucket)
                                                .key(key)
                                                .uploadId(upload)
                                                .partNumber(number)
                                                .contentMD5(md5),
                                body));
        return CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build();
    }

    private static InputStream opened(BulkDataSource file, long from, long length) {
        try {
            return file.open(from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void complete(String upload, List<CompletedPart> parts) {
        try {
            persistence.call(() ->
                    client.completeMultipartUpload(it ->
                            it.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .multipartUpload(whole -> whole.parts(parts))));
        } catch (Persistence.AnswerException e) {
            if (!e.code().equals("NoSuchUpload")) {
                throw e;
            }
            // An earlier try ended it, and its answer was lost: the length tells, asked next.
        }
    }

    private void abort(String upload) {
        try {
            persistence.once(() ->
                    client.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload)));
        } catch (StoreUnavailableException | Persistence.AnswerException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Parts of {0} stay in the store until the next start",
                    key);
        }
    }
}
