// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The key that anchors are signed with (Ed25519), in a PEM file of its own: the block {@code
 * PRIVATE KEY}, then the block {@code PUBLIC KEY}.
 */
public final class AnchorKey {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final Set<PosixFilePermission> FOR_OTHERS =
            EnumSet.of(GROUP_READ, GROUP_WRITE, OTHERS_READ, OTHERS_WRITE);

    private final PrivateKey secret;
    private final PublicKey open;

    private AnchorKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    /** Writes a new key, readable by its owner alone; a file that is there is not touched. */
    public static AnchorKey create(Path file) {
        try {
            var pair = KeyPairGenerator.getInstance(AnchorKeys.ALGORITHM).generateKeyPair();
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    file,
                    Pem.block(PRIVATE, pair.getPrivate().getEncoded())
                            + Pem.block(AnchorKeys.PUBLIC, pair.getPublic().getEncoded()),
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            return new AnchorKey(pair.getPrivate(), pair.getPublic());
        } catch (FileAlreadyExistsException e) {
            throw new AnchorKeyException(
                    file, "%s is there already: it may be the key of anchors".formatted(file), e);
        } catch (IOException e) {
            throw new AnchorKeyException(file, "the key cannot be written: " + e, e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("this Java has Ed25519", e);
        }
    }

    /** Reads a key; one that others can read, or of two halves that do not fit, is refused. */
    public static AnchorKey read(Path file) {
        var secrets = Pem.blocks(file, PRIVATE);
        var opens = Pem.blocks(file, AnchorKeys.PUBLIC);
        if (secrets.size() != 1 || opens.size() != 1) {
            throw new AnchorKeyException(file, "%s is no key of anchors".formatted(file));
        }
        requireOwn(file);
        var open = AnchorKeys.publicKey(opens.getFirst());
        try {
            var encoded = new PKCS8EncodedKeySpec(secrets.getFirst());
            var secret = KeyFactory.getInstance(AnchorKeys.ALGORITHM).generatePrivate(encoded);
            if (open.isPresent() && isPair(secret, open.get())) {
                return new AnchorKey(secret, open.get());
            }
            throw new AnchorKeyException(
                    file, "%s holds two halves that do not belong together".formatted(file));
        } catch (GeneralSecurityException e) {
            throw new AnchorKeyException(file, "%s is no key of anchors".formatted(file), e);
        }
    }

    private static void requireOwn(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(FOR_OTHERS::contains)) {
                throw new AnchorKeyException(
                        file, "the key %s can be read by others: chmod 600".formatted(file));
            }
        } catch (IOException e) {
            throw new AnchorKeyException(file, "the key cannot be read: " + e, e);
        }
    }

    private static boolean isPair(PrivateKey secret, PublicKey open)
            throws GeneralSecurityException {
        var probe = new byte[] {1};
        var signature = Signature.getInstance(AnchorKeys.ALGORITHM);
        signature.initVerify(open);
        signature.update(probe);
        return signature.verify(signed(secret, probe));
    }

    private static byte[] signed(PrivateKey secret, byte[] bytes) throws GeneralSecurityException {
        var signature = Signature.getInstance(AnchorKeys.ALGORITHM);
        signature.initSign(secret);
        signature.update(bytes);
        return signature.sign();
    }

    /** Signs an anchor. */
    public SignedAnchor sign(Anchor anchor) {
        try {
            var signature = signed(secret, anchor.signedBytes());
            return new SignedAnchor(anchor, name(), Base64.getEncoder().encodeToString(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of anchors does not sign", e);
        }
    }

    /** How anchors name the key. */
    public String name() {
        return AnchorKeys.name(open);
    }

    /** The public half, as others need it to judge signatures: a PEM block. */
    public String publicPEM() {
        return Pem.block(AnchorKeys.PUBLIC, open.getEncoded());
    }

    /** The public half. */
    public AnchorKeys publicKeys() {
        return AnchorKeys.of(open);
    }

    @Override
    public String toString() {
        return "AnchorKey[" + name() + "]";
    }
}
