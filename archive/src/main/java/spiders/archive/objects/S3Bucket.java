// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

import spiders.archive.ObjectPlace.Bucket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A bucket below a prefix, by the few requests that the archive makes. Safe for many threads.
 *
 * <p>Each request is tried again by {@link Persistence}, and fails with {@link
 * StoreUnavailableException} in the end.
 */
final class S3Bucket implements AutoCloseable {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final Persistence persistence;
    private final ReentrantLock probing = new ReentrantLock();

    /** An object that is there. */
    record Found(String key, long length) {}

    private S3Bucket(S3Client client, Bucket place) {
        this.client = client;
        this.bucket = place.address().bucket();
        var words = place.address().prefix();
        this.prefix = words.isEmpty() ? "" : words + "/";
        this.persistence = new Persistence(place.patience());
    }

    /** Looks whether the bucket is there and ours to use; an {@link IOException} says why not. */
    static S3Bucket open(Bucket place) throws IOException {
        var bucket = new S3Bucket(S3Clients.of(place), place);
        try {
            bucket.persistence.call(bucket::probe);
            return bucket;
        } catch (StoreUnavailableException | Persistence.AnswerException e) {
            bucket.close();
            throw new IOException(
                    "the bucket %s at %s cannot be used: %s"
                            .formatted(
                                    place.address().bucket(),
                                    place.address().endpoint(),
                                    e.getMessage()),
                    e);
        }
    }

    private boolean probe() {
        return client.listObjectsV2(list -> list.bucket(bucket).prefix(prefix).maxKeys(1))
                .hasContents();
    }

    /**
     * What is wrong with the store; empty when nothing is. Asks it when it was not heard lately.
     */
    String trouble() {
        if (persistence.age().compareTo(FRESH) > 0 && probing.tryLock()) {
            try {
                persistence.once(this::probeBriefly);
            } catch (StoreUnavailableException | Persistence.AnswerException e) {
                // Remembered as how the last request went.
            } finally {
                probing.unlock();
            }
        }
        return persistence.trouble();
    }

    private boolean probeBriefly() {
        return client.listObjectsV2(list ->
                        list.bucket(bucket)
                                .prefix(prefix)
                                .maxKeys(1)
                                .overrideConfiguration(one -> one.apiCallTimeout(PROBE)))
                .hasContents();
    }

    /** Puts a whole file under a key; returns when the store has said that it took all of it. */
    void put(String key, Path file, String md5, String eTag) throws IOException {
        var answer =
                persistence.call(() ->
                        client.putObject(
                                put -> put.bucket(bucket).key(prefix + key).contentMD5(md5),
                                RequestBody.fromFile(file)));
        if (!eTag.equals(unquoted(answer.eTag()))) {
            // A store that encrypts has tags of its own; the length is asked for then.
            requireLength(key, Files.size(file));
        }
    }

    private static String unquoted(String eTag) {
        return eTag.replace("\"", "");
    }

    void requireLength(String key, long length) throws IOException {
        long there = length(key);
        if (there != length) {
            throw new IOException(
                    "The store has %d bytes of %d that were sent".formatted(there, length));
        }
    }

    /** How long an object is. */
    long length(String key) throws NoSuchFileException {
        try {
            return persistence
                    .call(() -> client.headObject(head -> head.bucket(bucket).key(prefix + key)))
                    .contentLength();
        } catch (Persistence.AnswerException e) {
            throw missing(key, e);
        }
    }

    /** Opens a part of an object; it may be shorter where the object ends. */
    ResponseInputStream<GetObjectResponse> get(String key, long from, long length)
            throws NoSuchFileException {
        var range = "bytes=%d-%d".formatted(from, from + length - 1);
        try {
            return persistence.call(() ->
                    client.getObject(get -> get.bucket(bucket).key(prefix + key).range(range)));
        } catch (Persistence.AnswerException e) {
            if (e.isMissing()) {
                throw missing(key, e);
            }
            throw e; // The object ends before: the reader says so.
        }
    }

    private static NoSuchFileException missing(String key, Persistence.AnswerException e) {
        var missing = new NoSuchFileException(key);
        missing.initCause(e);
        return missing;
    }

    /** Removes an object; one that is not there is removed already. */
    void delete(String key) {
        persistence.call(() -> client.deleteObject(it -> it.bucket(bucket).key(prefix + key)));
    }

    /** The same, tried once: for what a later look finds again. */
    void tryToDelete(String key) {
        persistence.once(() -> client.deleteObject(it -> it.bucket(bucket).key(prefix + key)));
    }

    /** The names one level below a folder, each with its slash. */
    List<String> folders(String folder) {
        var names = new ArrayList<String>();
        var request = list(folder).delimiter("/").build();
        persistence.call(() -> {
            names.clear();
            client.listObjectsV2Paginator(request).commonPrefixes().stream()
                    .map(CommonPrefix::prefix)
                    .map(name -> name.substring(prefix.length()))
                    .forEach(names::add);
            return names;
        });
        return names;
    }

    /** The objects of a folder that are not empty. */
    List<Found> objects(String folder) {
        var found = new ArrayList<Found>();
        var request = list(folder).build();
        persistence.call(() -> {
            found.clear();
            client.listObjectsV2Paginator(request).contents().stream()
                    .filter(object -> object.size() > 0)
                    .map(this::found)
                    .forEach(found::add);
            return found;
        });
        return found;
    }

    private Found found(S3Object object) {
        return new Found(object.key().substring(prefix.length()), object.size());
    }

    private ListObjectsV2Request.Builder list(String folder) {
        return ListObjectsV2Request.builder().bucket(bucket).prefix(prefix + folder);
    }

    /** Aborts the uploads in parts that were never ended, of the keys concerned. */
    void abortUploads(Predicate<String> concerned) {
        var left = persistence.call(this::uploads);
        left.stream()
                .filter(upload -> upload.key().startsWith(prefix))
                .filter(upload -> concerned.test(upload.key().substring(prefix.length())))
                .forEach(this::abort);
    }

    private List<MultipartUpload> uploads() {
        return client.listMultipartUploadsPaginator(list -> list.bucket(bucket)).uploads().stream()
                .toList();
    }

    private void abort(MultipartUpload upload) {
        try {
            persistence.call(() ->
                    client.abortMultipartUpload(
                            it -> it.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        } catch (Persistence.AnswerException e) {
            // It has ended meanwhile.
        }
    }

    /** An upload in parts to a key. */
    S3Parts parts(String key) {
        return new S3Parts(client, persistence, bucket, prefix + key);
    }

    @Override
    public void close() {
        client.close();
    }
}
