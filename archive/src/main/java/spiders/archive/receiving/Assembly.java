// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

import spiders.archive.Ingested;
import spiders.archive.Refusal;
import spiders.archive.objects.Scratch;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.json.JsonArrayReader;
import spiders.dicom.json.JsonLimits;
import spiders.dicom.json.MalformedJsonException;
import spiders.dicom.web.MediaType;
import spiders.dicom.xml.MalformedXmlException;
import spiders.dicom.xml.XmlLimits;
import spiders.dicom.xml.XmlModel;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Objects that come as metadata and the parts that these name (PS3.18 section 10.5.1.4), and are
 * composed and stored when all of them are here.
 *
 * <p>Metadata and parts are in a scratch file meanwhile; in memory are the names of the parts, and
 * the metadata of one object at a time. Metadata are read when they come, and once more when they
 * are stored, so that what is malformed stores nothing. One thread; the caller closes it.
 */
public final class Assembly implements Closeable {

    /** The most bytes of metadata as JSON, of all objects together. */
    public static final long METADATA_BYTES = 256L << 20;

    private static final System.Logger LOG = System.getLogger(Assembly.class.getName());
    private static final JsonLimits JSON = new JsonLimits(16L << 20, 100, 1_000_000);
    private static final XmlLimits XML = new XmlLimits(32L << 20, 100, 1_000_000);

    /** Stores a composed object. */
    interface Storing {

        Deposit store(InputStream part10) throws IOException, InterruptedException;
    }

    private final Scratch scratch;
    private final Storing storing;
    private final BulkParts parts;
    private final Composer composer;
    private final List<Metadata> metadata = new ArrayList<>();

    /** Metadata in the scratch file. */
    private record Metadata(boolean isJson, long offset, long length) {}

    /** What is done with the metadata of one object. */
    private interface Taker {

        void take(DataSet dataSet) throws IOException, InterruptedException;
    }

    Assembly(Scratch scratch, Storing storing) {
        this.scratch = scratch;
        this.storing = storing;
        this.parts = new BulkParts(scratch);
        this.composer = new Composer(parts, scratch.source());
    }

    /** The media types of compressed pixel data, and the transfer syntaxes of each. */
    public static Map<String, List<TransferSyntax>> pixelMediaTypes() {
        return PixelMediaTypes.all();
    }

    /**
     * Takes metadata as JSON: an array of objects.
     *
     * @return how many there are
     * @throws MalformedJsonException if they are none, or go beyond a limit
     */
    public int addJson(InputStream json) throws IOException, InterruptedException {
        return add(true, json);
    }

    /**
     * Takes the metadata of one object as XML.
     *
     * @throws MalformedXmlException if they are none, or go beyond a limit
     */
    public void addXml(InputStream xml) throws IOException, InterruptedException {
        add(false, xml);
    }

    private int add(boolean isJson, InputStream in) throws IOException, InterruptedException {
        long offset = scratch.length();
        scratch.append(in);
        var one = new Metadata(isJson, offset, scratch.length() - offset);
        var count = new int[1];
        read(one, _ -> count[0]++);
        metadata.add(one);
        return count[0];
    }

    private void read(Metadata one, Taker taker) throws IOException, InterruptedException {
        try (var in = scratch.source().open(one.offset(), one.length())) {
            if (!one.isJson()) {
                taker.take(XmlModel.read(in, XML));
                return;
            }
            var reader = new JsonArrayReader(in, METADATA_BYTES, JSON);
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                taker.take(next.get());
            }
        }
    }

    /**
     * Takes a value, or the frames of one.
     *
     * @param location the URI by which metadata name it; empty if none was said
     */
    public void addBulk(String location, MediaType type, InputStream bytes) throws IOException {
        parts.add(location, type, bytes);
    }

    /** How many parts no object asked for; known when all are stored. */
    public int unused() {
        return parts.unused();
    }

    /** Composes and stores every object, in order. */
    public void store(Consumer<Deposit> taker) throws IOException, InterruptedException {
        for (var one : metadata) {
            read(one, dataSet -> taker.accept(stored(dataSet)));
        }
    }

    private Deposit stored(DataSet dataSet) throws InterruptedException {
        var sopClass = uid(dataSet, Tags.SOPClassUID);
        var sopInstance = uid(dataSet, Tags.SOPInstanceUID);
        if (sopClass.isEmpty() || sopInstance.isEmpty()) {
            var missing = sopClass.isEmpty() ? Tags.SOPClassUID : Tags.SOPInstanceUID;
            return new Deposit.Nameless(
                    new Ingested.Refused(Refusal.MISMATCHED, "No " + Dictionary.keyword(missing)));
        }
        try {
            return composedAndStored(dataSet);
        } catch (UnfitException e) {
            LOG.log(
                    Level.INFO,
                    "{0} is not composed: {1}",
                    sopInstance.get().value(),
                    e.getMessage());
            return new Deposit.Unfit(sopClass.get(), sopInstance.get(), e.flaw());
        } catch (IOException e) {
            LOG.log(Level.ERROR, "An object could not be composed", e);
            return new Deposit.Failed(sopClass.get(), sopInstance.get());
        }
    }

    private Deposit composedAndStored(DataSet dataSet) throws IOException, InterruptedException {
        var composed = composer.compose(dataSet);
        BulkDataSource source = scratch.source();
        try (var part10 = Part10.open(composed.dataSet(), composed.syntax(), source)) {
            return storing.store(part10);
        }
    }

    private static Optional<UID> uid(DataSet dataSet, Tag tag) {
        try {
            return dataSet.uid(tag);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
