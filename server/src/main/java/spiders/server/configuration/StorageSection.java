// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.archive.ObjectPlace;
import spiders.archive.ObjectPlace.Address;
import spiders.archive.ObjectPlace.Bucket;
import spiders.archive.ObjectPlace.Keys;
import spiders.archive.ObjectPlace.Trust;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** Reads {@code storage}: where the objects are kept. */
final class StorageSection {

    private static final String ANY_REGION = "us-east-1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Function<String, Path> paths;
    private final Path data;

    /**
     * A reader.
     *
     * @param paths finds what a path of the file is
     * @param data the folder of what has no place of its own
     */
    StorageSection(Function<String, Path> paths, Path data) {
        this.paths = paths;
        this.data = data;
    }

    ObjectPlace read(Section storage) {
        var s3 = storage.section("s3");
        storage.refuseUnknown();
        if (!s3.isWritten()) {
            return new ObjectPlace.Folder(data.resolve("objects"));
        }
        var keys =
                new Keys(
                        s3.required("access-key-file", paths),
                        s3.required("secret-key-file", paths));
        var place =
                new Bucket(
                        address(s3),
                        keys,
                        s3.value("trust", new Trust.OfPublic(), this::trust),
                        data.resolve("spool"),
                        s3.value("patience", PATIENCE, Values::duration));
        s3.refuseUnknown();
        return place;
    }

    private static Address address(Section s3) {
        var endpoint = s3.required("endpoint", URI::create);
        var region = s3.value("region", ANY_REGION, Values::text);
        var bucket = s3.required("bucket", Values::text);
        var prefix = s3.value("prefix", "", Values::text);
        boolean isPathStyle = s3.value("path-style", true, Values::flag);
        try {
            return new Address(endpoint, region, bucket, prefix, isPathStyle);
        } catch (IllegalArgumentException e) {
            throw s3.refusal("storage.s3 is refused: " + e.getMessage());
        }
    }

    /** The word that is no file's name here: {@code ./public} is. */
    private Trust trust(String text) {
        return text.strip().equals("public")
                ? new Trust.OfPublic()
                : new Trust.OfFile(paths.apply(text));
    }
}
