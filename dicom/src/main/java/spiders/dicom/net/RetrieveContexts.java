// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Chooses the presentation contexts of a C-GET so that objects arrive as they are stored.
 *
 * <p>An acceptor takes one transfer syntax of each context, by its own preference and before it
 * knows which objects it will send. One context with every syntax thus makes Orthanc transcode
 * whatever is stored in another syntax than the one it picked. So each storage class gets several
 * contexts: one with the uncompressed syntaxes, then one for each compressed syntax alone, the
 * commonest first; all that the peer can send is then agreed at once, and it picks the context of
 * the object's own syntax. Orthanc and our own server do. DCMTK's dcmqrscp 3.6.7 does not: it sends
 * every object of a class in the first context agreed for it, so uncompressed ones with this order,
 * and counts the others as failed; ask again for those by {@link AssociationRequest#forGet(AETitle,
 * UID, Collection, List)} with the syntaxes they are stored in.
 *
 * <p>128 contexts are the limit, so the classes take turns: every class has its uncompressed
 * context before any has a compressed one, and so on. Ask with the classes that are expected, not
 * with all there are: up to seven image classes get every syntax alone; beyond, the rarest ones of
 * a class share its last context. Classes without pixels are only proposed uncompressed.
 */
public final class RetrieveContexts {

    private static final List<TransferSyntax> UNCOMPRESSED =
            List.of(
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    private static final List<TransferSyntax> COMPRESSED =
            List.of(
                    TransferSyntax.JPEG_LOSSLESS_SV1,
                    TransferSyntax.JPEG_2000_LOSSLESS,
                    TransferSyntax.JPEG_BASELINE,
                    TransferSyntax.JPEG_LS_LOSSLESS,
                    TransferSyntax.RLE_LOSSLESS,
                    TransferSyntax.JPEG_2000,
                    TransferSyntax.JPEG_EXTENDED,
                    TransferSyntax.JPEG_LOSSLESS,
                    TransferSyntax.JPEG_LS_NEAR_LOSSLESS,
                    TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.HTJ2K_LOSSLESS,
                    TransferSyntax.HTJ2K_LOSSLESS_RPCL,
                    TransferSyntax.HTJ2K,
                    TransferSyntax.MPEG4_HIGH_PROFILE,
                    TransferSyntax.MPEG4_BD_COMPATIBLE,
                    TransferSyntax.MPEG2_MAIN_PROFILE,
                    TransferSyntax.MPEG2_HIGH_LEVEL,
                    TransferSyntax.HEVC_MAIN_PROFILE);

    private static final List<String> WITHOUT_PIXELS =
            List.of(
                    "SR Storage",
                    "Presentation State",
                    "Key Object",
                    "RT ",
                    "Encapsulated",
                    "Structured Report",
                    "Waveform",
                    "Registration",
                    "Fiducials",
                    "Real World Value",
                    "Tractography",
                    "Raw Data");

    private RetrieveContexts() {}

    /**
     * Proposes the information model as user and the storage classes as provider.
     *
     * @throws IllegalArgumentException when there are more than 127 storage classes, or none
     */
    public static List<ProposedContext> propose(UID model, Collection<UID> storageClasses) {
        var classes = List.copyOf(new LinkedHashSet<>(storageClasses));
        int budget = AssociationRequest.MAX_CONTEXTS - 1;
        if (classes.isEmpty() || classes.size() > budget) {
            throw new IllegalArgumentException(
                    "C-GET of %d storage classes, not 1 to %d".formatted(classes.size(), budget));
        }
        var contexts = new ArrayList<ProposedContext>();
        contexts.add(ProposedContext.uncompressed(model));
        for (var storageClass : classes) {
            contexts.add(received(storageClass, UNCOMPRESSED));
        }
        var images = classes.stream().filter(RetrieveContexts::hasPixels).toList();
        if (!images.isEmpty()) {
            int each = (budget - classes.size()) / images.size();
            images.forEach(image -> contexts.addAll(compressed(image, each)));
        }
        return contexts;
    }

    /** Proposes each storage class in each of these syntaxes alone. */
    static List<ProposedContext> propose(
            UID model, Collection<UID> storageClasses, List<TransferSyntax> syntaxes) {
        var contexts = new ArrayList<ProposedContext>();
        contexts.add(ProposedContext.uncompressed(model));
        for (var storageClass : new LinkedHashSet<>(storageClasses)) {
            syntaxes.forEach(syntax -> contexts.add(received(storageClass, List.of(syntax))));
        }
        return contexts;
    }

    private static List<ProposedContext> compressed(UID storageClass, int count) {
        var contexts = new ArrayList<ProposedContext>();
        if (count == 0) {
            return contexts;
        }
        int alone = count >= COMPRESSED.size() ? count : count - 1;
        for (int i = 0; i < Math.min(alone, COMPRESSED.size()); i++) {
            contexts.add(received(storageClass, List.of(COMPRESSED.get(i))));
        }
        if (alone < count) {
            contexts.add(received(storageClass, COMPRESSED.subList(alone, COMPRESSED.size())));
        }
        return contexts;
    }

    private static ProposedContext received(UID storageClass, List<TransferSyntax> syntaxes) {
        return new ProposedContext(storageClass, syntaxes, Role.SCP);
    }

    /** Of RT classes only the image has pixels that are compressed; the dose never is. */
    private static boolean hasPixels(UID storageClass) {
        var name = Dictionary.name(storageClass).orElse("");
        return name.startsWith("RT Image") || WITHOUT_PIXELS.stream().noneMatch(name::contains);
    }
}
