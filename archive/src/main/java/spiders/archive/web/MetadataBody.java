// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.archive.receiving.Assembly;
import spiders.dicom.json.MalformedJsonException;
import spiders.dicom.web.MediaType;
import spiders.dicom.web.MultipartLimits;
import spiders.dicom.web.MultipartRelatedReader;
import spiders.dicom.web.MultipartRelatedReader.Part;
import spiders.dicom.xml.MalformedXmlException;
import spiders.web.InvalidParamException;
import spiders.web.TooLargeException;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a body of metadata and bulk data: a part of JSON for all objects, or one of XML for each,
 * and a part for each value, whose Content-Location is its BulkDataURI (PS3.18 section 10.5.1.4).
 *
 * <p>Frames of an image that are parts of their own have {@code /frames/} and their number behind
 * it, as WADO-RS gives them. In which order parts come does not matter.
 */
final class MetadataBody {

    static final String JSON = JsonAnswer.MEDIA_TYPE;
    static final String XML = StoreAnswer.XML;

    private static final int MOST_PARTS = 200_000;
    private static final long MOST_LOCATION_CHARACTERS = 32L << 20;

    private final String metadataType;
    private final StoreLimits limits;
    private int parts;
    private int metadataParts;
    private int objects;
    private long locationCharacters;

    /** A body whose metadata are of this media type. */
    MetadataBody(String metadataType, StoreLimits limits) {
        this.metadataType = metadataType;
        this.limits = limits;
    }

    /** Hands all parts over, or throws what the body as a whole is answered with. */
    void read(InputStream body, String boundary, Assembly assembly)
            throws IOException, InterruptedException {
        var reader = new MultipartRelatedReader(body, boundary, MultipartLimits.DEFAULT);
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            if (++parts > MOST_PARTS) {
                throw new TooLargeException("more than %d parts".formatted(MOST_PARTS));
            }
            read(part.get(), assembly);
        }
        if (objects == 0) {
            throw new InvalidParamException("body");
        }
    }

    private void read(Part part, Assembly assembly) throws IOException, InterruptedException {
        var location = part.header().field("content-location").orElse("");
        locationCharacters += location.length();
        if (locationCharacters > MOST_LOCATION_CHARACTERS) {
            throw new TooLargeException("parts of too long names");
        }
        // Some leave the type of a part out: what has a name is a value then.
        var type =
                MediaType.parse(
                        part.header()
                                .field("content-type")
                                .orElse(location.isEmpty() ? metadataType : FrameMediaType.BYTES));
        if (type.type().equals(metadataType)) {
            addMetadata(part.body(), assembly);
        } else {
            assembly.addBulk(location, type, part.body());
        }
    }

    private void addMetadata(InputStream part, Assembly assembly)
            throws IOException, InterruptedException {
        var metadata = new BoundedBody(part, Assembly.METADATA_BYTES);
        metadataParts++;
        try {
            if (metadataType.equals(XML)) {
                assembly.addXml(metadata);
                objects++;
            } else if (metadataParts == 1) {
                objects += assembly.addJson(metadata);
            } else {
                throw new InvalidParamException("body"); // All are in one part.
            }
        } catch (MalformedJsonException e) {
            throw refused(e.isBeyondLimit(), e);
        } catch (MalformedXmlException e) {
            throw refused(e.isBeyondLimit(), e);
        }
        if (objects > limits.objects()) {
            throw new TooLargeException("more than %d objects".formatted(limits.objects()));
        }
    }

    private static RuntimeException refused(boolean isBeyondLimit, RuntimeException why) {
        return isBeyondLimit
                ? new TooLargeException(String.valueOf(why.getMessage()))
                : new InvalidParamException("body");
    }
}
