// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

/**
 * Why an object is not de-identified, so that nothing of it is written.
 *
 * @param detail what is in the way, without a value of the object
 */
public record Refusal(Reason reason, String detail) {

    /** What kind of obstacle it is. */
    public enum Reason {
        /** The object says that annotation is burned in, and no rule blanks it. */
        BURNED_IN,
        /** Pixels of this kind often have text in them, and no rule says where. */
        RISKY_PIXELS,
        /** Pixels are to be changed, and cannot be in the form they have. */
        PIXELS_NOT_CLEANABLE,
        /** The pixels may show a face, and no rule says where. */
        VISUAL_FEATURES,
        /** Sound is recorded, in which names are said, and which a person is known by. */
        SOUND,
        /** A document is encapsulated, whose text is not read. */
        DOCUMENT,
        /** A directory of files: it is made anew from the files once they are de-identified. */
        DIRECTORY,
        /** No SOP Class or Instance: it is no object that could be stored. */
        NO_OBJECT
    }
}
