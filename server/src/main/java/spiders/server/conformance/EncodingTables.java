// SPDX-License-Identifier: Apache-2.0
package spiders.server.conformance;

import spiders.archive.viewing.Streaming;
import spiders.archive.viewing.Transcodes;
import spiders.archive.web.Resource;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.pixel.FrameCodecs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** In which encodings objects, frames and text are taken and given. */
final class EncodingTables {

    /** Their objects have an address in the place of pixels. */
    private static final String REFERENCED = "JPIP";

    private EncodingTables() {}

    static Map<String, String> all() {
        return Map.of(
                "transfer-syntaxes", transferSyntaxes(),
                "transcoding", transcoding(),
                "streamed", streamed(),
                "character-sets", characterSets());
    }

    private static String transferSyntaxes() {
        var table = new MarkdownTable("transfer syntax", "UID", "storage", "other services");
        var objects = AssociationServer.transferSyntaxes(UIDs.CTImageStorage);
        var services = AssociationServer.transferSyntaxes(UIDs.Verification);
        for (var syntax : TransferSyntax.known()) {
            table.add(
                    syntax.name(),
                    syntax.uid().value(),
                    yes(objects.contains(syntax)),
                    yes(services.contains(syntax)));
        }
        return table.toString();
    }

    private static String transcoding() {
        var table =
                new MarkdownTable(
                        "transfer syntax",
                        "decoded",
                        "encoded",
                        "made by DICOMweb",
                        "media type of a frame");
        var codecs = FrameCodecs.standard();
        for (var syntax : TransferSyntax.known()) {
            boolean isPlain = !syntax.isEncapsulated() && !syntax.name().startsWith(REFERENCED);
            table.add(
                    syntax.name(),
                    yes(isPlain || codecs.decodable().contains(syntax)),
                    yes(isPlain || codecs.encodable().contains(syntax)),
                    yes(Transcodes.TARGETS.contains(syntax)),
                    MarkdownTable.code(Resource.frameMediaType(syntax)));
        }
        return table.toString();
    }

    private static String streamed() {
        List<String> kinds =
                Arrays.stream(Streaming.Kind.values()).map(Streaming.Kind::name).toList();
        return String.join(", ", kinds);
    }

    private static String characterSets() {
        var table = new MarkdownTable("defined term", "character set of the JDK");
        for (var term : SpecificCharacterSet.definedTerms()) {
            table.add(term, SpecificCharacterSet.charsetName(term));
        }
        return table.toString();
    }

    private static String yes(boolean is) {
        return is ? "yes" : "";
    }
}
