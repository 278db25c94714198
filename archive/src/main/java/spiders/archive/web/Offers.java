// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.archive.store.ServedInstance;
import spiders.archive.viewing.Transcodes;
import spiders.archive.web.Representation.Offer;
import spiders.dicom.data.TransferSyntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In what an object and its frames can be had, and which of it a request gets (PS3.18 sections
 * 8.7.3.5 and 8.7.5): as stored where that is acceptable, else transcoded.
 */
record Offers(List<Offer> stored, List<Offer> all, boolean isMadeWhereAsked) {

    private static final String OBJECT = "application/dicom";
    private static final TransferSyntax PLAIN = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    Offers {
        stored = List.copyOf(stored);
        all = List.copyOf(all);
    }

    /**
     * A whole object. Who names no transfer syntax gets Explicit VR Little Endian (PS3.18 section
     * 8.7.3.5.2), and what cannot be decoded, a video for one, as it is stored.
     */
    static Offers ofObject(ServedInstance instance, Transcodes transcodes) {
        var syntax = instance.stored().transferSyntax();
        boolean isPlain = syntax.equals(PLAIN) || !transcodes.canMake(instance, PLAIN);
        var stored = List.of(new Offer(OBJECT, uid(syntax), isPlain));
        var all = new ArrayList<>(stored);
        for (var target : Transcodes.TARGETS) {
            if (!target.equals(syntax) && transcodes.canMake(instance, target)) {
                all.add(new Offer(OBJECT, uid(target), target.equals(PLAIN)));
            }
        }
        return new Offers(stored, all, transcodes.isMadeWhereAsked(instance));
    }

    /** Frames: compressed ones have a media type of their own. */
    static Offers ofFrames(ServedInstance instance, Transcodes transcodes) {
        var syntax = instance.stored().transferSyntax();
        var stored = new ArrayList<Offer>();
        if (syntax.isEncapsulated()) {
            stored.add(new Offer(FrameMediaType.of(syntax), uid(syntax), true));
            stored.add(new Offer(FrameMediaType.BYTES, uid(syntax), false));
        } else {
            stored.add(new Offer(FrameMediaType.BYTES, uid(PLAIN), true));
        }
        var all = new ArrayList<>(stored);
        for (var target : Transcodes.TARGETS) {
            boolean isThere =
                    target.equals(syntax) || (target.equals(PLAIN) && !syntax.isEncapsulated());
            if (!isThere && transcodes.canMake(instance, target)) {
                all.add(new Offer(FrameMediaType.of(target), uid(target), true));
            }
        }
        return new Offers(stored, all, transcodes.isMadeWhereAsked(instance));
    }

    /**
     * What a request gets of the object. Where it accepts what is stored, an already compressed
     * object is not compressed once more, whatever the request prefers, unless it is to be
     * streamed.
     */
    Representation choose(List<MediaRange> accepted, boolean canBeOne) {
        var asStored = Representation.choose(accepted, stored, canBeOne);
        if (asStored.isPresent() && !isMadeWhereAsked) {
            return asStored.get();
        }
        return Representation.choose(accepted, all, canBeOne)
                .orElseThrow(() -> new NotAcceptableException(names()));
    }

    /** The transfer syntax to make, where it is not the one that is stored. */
    Optional<TransferSyntax> made(Representation chosen) {
        boolean isStored =
                stored.stream().anyMatch(o -> o.transferSyntax().equals(chosen.transferSyntax()));
        return isStored
                ? Optional.empty()
                : Transcodes.TARGETS.stream()
                        .filter(target -> uid(target).equals(chosen.transferSyntax()))
                        .findAny();
    }

    private List<String> names() {
        return all.stream()
                .map(o -> o.mediaType() + "; transfer-syntax=" + o.transferSyntax())
                .toList();
    }

    private static String uid(TransferSyntax syntax) {
        return syntax.uid().value();
    }
}
