// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.TransferSyntax;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The decoder and the encoder of each transfer syntax. Immutable. */
public final class FrameCodecs {

    private static final FrameCodecs NONE = new FrameCodecs(Map.of(), Map.of());

    private final Map<TransferSyntax, FrameDecoder> decoders;
    private final Map<TransferSyntax, FrameEncoder> encoders;

    private FrameCodecs(
            Map<TransferSyntax, FrameDecoder> decoders,
            Map<TransferSyntax, FrameEncoder> encoders) {
        this.decoders = Map.copyOf(decoders);
        this.encoders = Map.copyOf(encoders);
    }

    /** No codecs, to begin a choice of one's own with. */
    public static FrameCodecs none() {
        return NONE;
    }

    /** Every codec of the toolkit: in Java, without native code. */
    public static FrameCodecs standard() {
        return StandardCodecs.ALL;
    }

    /** The same with one more decoder, or with another of its syntax. */
    public FrameCodecs with(TransferSyntax syntax, FrameDecoder decoder) {
        var more = new HashMap<>(decoders);
        more.put(syntax, decoder);
        return new FrameCodecs(more, encoders);
    }

    /** The same with one more encoder, or with another of its syntax. */
    public FrameCodecs with(TransferSyntax syntax, FrameEncoder encoder) {
        var more = new HashMap<>(encoders);
        more.put(syntax, encoder);
        return new FrameCodecs(decoders, more);
    }

    public Optional<FrameDecoder> decoder(TransferSyntax syntax) {
        return Optional.ofNullable(decoders.get(syntax));
    }

    public Optional<FrameEncoder> encoder(TransferSyntax syntax) {
        return Optional.ofNullable(encoders.get(syntax));
    }

    /** The transfer syntaxes whose frames can be decoded. */
    public Set<TransferSyntax> decodable() {
        return decoders.keySet();
    }

    /** The transfer syntaxes that frames can be encoded in. */
    public Set<TransferSyntax> encodable() {
        return encoders.keySet();
    }
}
