// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.demo.phantom.BeatingHeart;
import spiders.demo.phantom.Marking;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

/** A moving heart, as one multi-frame object. */
record UltrasoundCine(Series series, long seed) {

    private static final int COLUMNS = 640;
    private static final int ROWS = 480;
    private static final int FRAMES = 60;
    private static final int FRAMES_A_BEAT = 30;
    private static final double FRAME_MILLIS = 33.3;

    DataSet image() {
        var to = series.image(UIDs.UltrasoundMultiFrameImageStorage, 1);
        to.set(Tags.ImageType, "ORIGINAL", "PRIMARY", "TTE", "0001");
        to.set(Tags.NumberOfFrames, FRAMES);
        to.set(Tags.FrameTime, FRAME_MILLIS);
        to.set(Tags.FrameIncrementPointer, Tags.FrameTime);
        to.set(Tags.CineRate, 30);
        to.set(Tags.RecommendedDisplayFrameRate, 30);
        to.set(Tags.StartTrim, 1);
        to.set(Tags.StopTrim, FRAMES);
        to.set(Tags.HeartRate, 60);
        to.set(Tags.LossyImageCompression, "00");
        to.empty(Tags.PatientOrientation);
        to.set(Tags.SamplesPerPixel, 1);
        to.set(Tags.PhotometricInterpretation, "MONOCHROME2");
        to.set(Tags.Rows, ROWS);
        to.set(Tags.Columns, COLUMNS);
        to.set(Tags.BitsAllocated, 8);
        to.set(Tags.BitsStored, 8);
        to.set(Tags.HighBit, 7);
        to.set(Tags.PixelRepresentation, 0);
        to.set(Tags.PixelData, VR.OB, frames());
        return to.build();
    }

    private byte[] frames() {
        var heart = new BeatingHeart(seed, COLUMNS, ROWS);
        var pixels = new byte[FRAMES * COLUMNS * ROWS];
        for (int i = 0; i < FRAMES; i++) {
            var frame = heart.frame((i % FRAMES_A_BEAT) / (double) FRAMES_A_BEAT);
            new Marking(COLUMNS, ROWS, (index, bright) -> frame[index] = (byte) (bright ? 255 : 0))
                    .burn("US " + (i + 1) + "/" + FRAMES, i + 1);
            System.arraycopy(frame, 0, pixels, i * frame.length, frame.length);
        }
        return pixels;
    }
}
