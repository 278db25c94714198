// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Public halves of keys, by which signatures of anchors are judged. */
public final class AnchorKeys {

    static final String ALGORITHM = "Ed25519";
    static final String PUBLIC = "PUBLIC KEY";
    private static final int NAME_LENGTH = 16;

    private final Map<String, PublicKey> keys;

    /** What a signature is worth. */
    public enum Judgement {
        GOOD,
        /** Not made by the key that it names. */
        FORGED,
        /** By a key that is not among these. */
        UNKNOWN
    }

    private AnchorKeys(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** Of no key: every signature is {@link Judgement#UNKNOWN}. */
    public static AnchorKeys none() {
        return new AnchorKeys(Map.of());
    }

    /**
     * The PEM blocks {@code PUBLIC KEY} of a file; there may be several, after a change of keys.
     */
    public static AnchorKeys read(Path file) {
        var found = new HashMap<String, PublicKey>();
        for (var encoded : Pem.blocks(file, PUBLIC)) {
            var key = publicKey(encoded);
            if (key.isEmpty()) {
                throw new AnchorKeyException(
                        file, "%s has a public key that is not Ed25519".formatted(file));
            }
            found.put(name(key.get()), key.get());
        }
        if (found.isEmpty()) {
            throw new AnchorKeyException(file, "%s has no public key".formatted(file));
        }
        return new AnchorKeys(found);
    }

    static AnchorKeys of(PublicKey key) {
        return new AnchorKeys(Map.of(name(key), key));
    }

    static Optional<PublicKey> publicKey(byte[] encoded) {
        try {
            var factory = KeyFactory.getInstance(ALGORITHM);
            return Optional.of(factory.generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    static String name(PublicKey key) {
        var digest = HexFormat.of().formatHex(RecordForm.sha256(key.getEncoded()));
        return digest.substring(0, NAME_LENGTH);
    }

    /** These and those. */
    public AnchorKeys and(AnchorKeys others) {
        var all = new HashMap<>(keys);
        all.putAll(others.keys);
        return new AnchorKeys(all);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** What the signature of an anchor is worth. */
    public Judgement judge(SignedAnchor signed) {
        var key = Optional.ofNullable(keys.get(signed.key()));
        if (key.isEmpty()) {
            return Judgement.UNKNOWN;
        }
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key.get());
            signature.update(signed.anchor().signedBytes());
            var bytes = Base64.getDecoder().decode(signed.signature());
            // The last letter has bits that the decoder does not mind.
            boolean isOurs = Base64.getEncoder().encodeToString(bytes).equals(signed.signature());
            return isOurs && signature.verify(bytes) ? Judgement.GOOD : Judgement.FORGED;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Judgement.FORGED; // Not even of the length or letters of a signature.
        }
    }
}
