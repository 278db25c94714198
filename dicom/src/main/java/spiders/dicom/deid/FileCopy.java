// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a planned object into a file; pixels that stay as they are go from file to file within the
 * operating system.
 */
record FileCopy(DeidentificationPlan plan, OpenFile source) {

    private static final int BUFFER = 8 * 1024;
    private static final long SHORT = 16 * 1024;
    private static final long LONGEST = 0xFFFF_FFFEL;

    /**
     * Writes a file, which takes its name only when it is whole.
     *
     * @return what was done; a file that is refused while its frames are decoded is not there
     */
    DeidentificationReport write(Path out) throws IOException {
        var part = part(out);
        boolean isWhole = false;
        try {
            DeidentificationReport report;
            try (var stream = new FileOutputStream(part.toFile())) {
                report = write(stream);
            }
            if (!report.isRefused()) {
                Files.move(
                        part,
                        out,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                isWhole = true;
            }
            return report;
        } finally {
            if (!isWhole) {
                Files.deleteIfExists(part);
            }
        }
    }

    /** A name of its own beside the file: two copies of an object may be written at once. */
    private static Path part(Path out) {
        var number = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return out.resolveSibling(out.getFileName() + "." + number + ".part");
    }

    private DeidentificationReport write(FileOutputStream stream) throws IOException {
        var out = new BufferedOutputStream(stream, BUFFER);
        var dataSet = plan.dataSet();
        var syntax = plan.transferSyntax();
        if (!canCopy(dataSet, syntax)) {
            var report = Deidentifier.write(plan, source, out);
            out.flush();
            return report;
        }
        var pixels = (BulkDataElement) dataSet.elements().getLast();
        Part10.writeHeader(out, FileMeta.of(dataSet, syntax));
        DataSetWriter.write(dataSet.without(Tags.PixelData), syntax, out);
        out.write(header(pixels, syntax));
        out.flush();
        copy(pixels, stream.getChannel());
        return plan.report();
    }

    /** Whether the last that is to be written is pixel data, byte by byte as it is in the file. */
    private boolean canCopy(DataSet dataSet, TransferSyntax syntax) {
        return plan.pixels() instanceof PixelDecision.Untouched
                && !syntax.isDeflated()
                && !syntax.isEncapsulated()
                && !syntax.isBigEndian()
                && dataSet.elements().getLast() instanceof BulkDataElement last
                && last.tag().equals(Tags.PixelData)
                && last.order() == ByteOrder.LITTLE_ENDIAN
                && last.length() > SHORT
                && last.length() < LONGEST
                && last.length() % 2 == 0;
    }

    /** The header of (7FE0,0010) (PS3.5 section 7.1). */
    private static byte[] header(BulkDataElement pixels, TransferSyntax syntax) {
        var header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort((short) 0x7FE0).putShort((short) 0x0010);
        if (syntax.isExplicitVR()) {
            var vr = pixels.vr().name();
            header.put((byte) vr.charAt(0)).put((byte) vr.charAt(1)).putShort((short) 0);
        }
        header.putInt((int) pixels.length());
        var bytes = new byte[header.position()];
        header.flip().get(bytes);
        return bytes;
    }

    private void copy(BulkDataElement pixels, FileChannel out) throws IOException {
        long at = pixels.offset();
        for (long left = pixels.length(); left > 0; ) {
            long copied = source.channel().transferTo(at, left, out);
            if (copied <= 0) {
                throw new EOFException("The file ends within its pixels");
            }
            at += copied;
            left -= copied;
        }
    }
}
