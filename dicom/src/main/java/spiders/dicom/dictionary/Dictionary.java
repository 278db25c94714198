// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.dictionary;

import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;

import java.util.List;
import java.util.Optional;

/** What the standard says of tags and unique identifiers (PS3.6, PS3.7 annex E). */
public final class Dictionary {

    private Dictionary() {}

    /**
     * Returns the VR of an attribute; UN where nothing is known, as of private ones.
     *
     * <p>Where the standard leaves a choice that the data set decides, the first of it: US of "US
     * or SS", OB of "OB or OW".
     */
    public static VR vr(Tag tag) {
        return Attributes.vr(tag.code());
    }

    /**
     * Returns the VR of an attribute where the data set does not say it (PS3.5 annex A.1).
     *
     * <p>OW of "OB or OW" and of lookup tables; of "US or SS" what Pixel Representation says.
     */
    public static VR implicitVR(int code, boolean isSigned) {
        return Attributes.implicitVR(code, isSigned);
    }

    /** Whether the standard lets the data set choose between VRs, and SS is one of them. */
    public static boolean mayBeSigned(Tag tag) {
        return Attributes.mayBeSigned(tag.code());
    }

    /** Whether the standard lets the data set choose between VRs, and OW is one of them. */
    public static boolean mayBeWords(Tag tag) {
        return Attributes.mayBeWords(tag.code());
    }

    /** Whether PS3.6 or PS3.7 has this attribute. */
    public static boolean isKnown(Tag tag) {
        return Attributes.row(tag.code()) >= 0;
    }

    /** Whether the standard has withdrawn this attribute. */
    public static boolean isRetired(Tag tag) {
        return Attributes.isRetired(tag.code());
    }

    /** Returns the keyword, {@code PatientID}. */
    public static Optional<String> keyword(Tag tag) {
        return Attributes.keyword(tag.code());
    }

    /** Returns the name, {@code Patient ID}. */
    public static Optional<String> name(Tag tag) {
        return Attributes.name(tag.code());
    }

    /** Returns the tag of a keyword; of a repeating group, the first: (6000,3000). */
    public static Optional<Tag> tag(String keyword) {
        return Attributes.tag(keyword);
    }

    /** Returns the value multiplicity as PS3.6 prints it, {@code 1-n}. */
    public static Optional<String> valueMultiplicity(Tag tag) {
        return Attributes.valueMultiplicity(tag.code());
    }

    /** Returns how many values an attribute may have; any number where nothing is known. */
    public static ValueMultiplicity multiplicity(Tag tag) {
        return Attributes.multiplicity(tag.code());
    }

    /** Returns the name of an identifier, {@code CT Image Storage}. */
    public static Optional<String> name(UID uid) {
        return Registry.name(uid);
    }

    /** Returns the keyword of an identifier, {@code CTImageStorage}. */
    public static Optional<String> keyword(UID uid) {
        return Registry.keyword(uid);
    }

    /** Returns the identifier of a keyword. */
    public static Optional<UID> uid(String keyword) {
        return Registry.uid(keyword);
    }

    /** Whether the identifier is a SOP Class of the standard. */
    public static boolean isSOPClass(UID uid) {
        return Registry.isSOPClass(uid);
    }

    /** Every SOP Class of the standard, in the order of the identifiers as text. */
    public static List<UID> sopClasses() {
        return Registry.sopClasses();
    }
}
