// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

/**
 * A value that is elsewhere, named by a URI as the DICOM JSON model does (PS3.18 section F.2.6).
 *
 * @param uri absolute, or relative to where the data set came from; not resolved, not trusted
 */
public record ReferencedElement(Tag tag, VR vr, String uri) implements Element {

    @Override
    public boolean isEmpty() {
        return false;
    }
}
