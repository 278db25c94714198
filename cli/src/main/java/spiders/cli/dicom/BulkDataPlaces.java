// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.json.BulkDataURI;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Says where in a file the bulk data is: {@code file:…?offset=…&length=…}, as DCMTK and Orthanc
 * write it too; for encapsulated pixel data only the file.
 */
record BulkDataPlaces(Path file) implements BulkDataURI {

    @Override
    public Optional<String> of(AttributePath path, Element element) {
        return switch (element) {
            case BulkDataElement bulk ->
                    Optional.of(
                            "%s?offset=%d&length=%d"
                                    .formatted(uri(), bulk.offset(), bulk.length()));
            case EncapsulatedElement _ -> Optional.of(uri());
            default -> Optional.empty();
        };
    }

    private String uri() {
        return file.toUri().toString();
    }
}
