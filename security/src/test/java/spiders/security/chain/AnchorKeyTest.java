// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.security.chain.AnchorKeys.Judgement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;

class AnchorKeyTest {

    private static final Anchor ANCHOR =
            new Anchor(
                    12,
                    AuditDigest.parse("ab".repeat(32)),
                    Instant.parse("2026-11-22T08:00:00.000001Z"),
                    5,
                    "hub é");

    @TempDir private Path folder;

    @Test
    void a_new_key_is_its_owners_alone_and_is_never_overwritten() throws Exception {
        var file = folder.resolve("audit.key");
        var key = AnchorKey.create(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(AnchorKey.read(file).name()).isEqualTo(key.name()).matches("[0-9a-f]{16}");
        assertThatExceptionOfType(AnchorKeyException.class)
                .isThrownBy(() -> AnchorKey.create(file))
                .withMessageContaining("is there already");
    }

    @Test
    void a_key_that_others_can_read_is_refused() throws Exception {
        var file = folder.resolve("audit.key");
        AnchorKey.create(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatExceptionOfType(AnchorKeyException.class)
                .isThrownBy(() -> AnchorKey.read(file))
                .withMessageContaining("chmod 600");
    }

    @Test
    void what_is_no_key_is_refused_in_a_sentence() throws Exception {
        var mixed = folder.resolve("mixed");
        var first = AnchorKey.create(folder.resolve("first"));
        AnchorKey.create(folder.resolve("second"));
        var secret = Files.readString(folder.resolve("second")).split("-----BEGIN PUBLIC", -1)[0];
        Files.copy(
                folder.resolve("second"), mixed, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(mixed, secret + first.publicPEM());
        var text = Files.writeString(folder.resolve("text"), "no key");

        assertRefused(mixed, "do not belong together");
        assertRefused(text, "is no key of anchors");
        assertRefused(folder.resolve("absent"), "there is no key");
        assertThatExceptionOfType(AnchorKeyException.class)
                .isThrownBy(() -> AnchorKeys.read(text))
                .withMessageContaining("has no public key");
    }

    @Test
    void a_signature_is_good_for_what_was_signed_and_nothing_else() throws Exception {
        var key = AnchorKey.create(folder.resolve("audit.key"));
        var other = AnchorKey.create(folder.resolve("other.key"));
        var signed = key.sign(ANCHOR);
        var moved = new Anchor(13, ANCHOR.digest(), ANCHOR.at(), 5, ANCHOR.node());
        var keys = AnchorKeys.read(Files.writeString(folder.resolve("pub"), key.publicPEM()));

        assertThat(keys.judge(signed)).isEqualTo(Judgement.GOOD);
        assertThat(keys.judge(new SignedAnchor(moved, signed.key(), signed.signature())))
                .isEqualTo(Judgement.FORGED);
        assertThat(keys.judge(new SignedAnchor(ANCHOR, signed.key(), "?")))
                .isEqualTo(Judgement.FORGED);
        assertThat(keys.judge(other.sign(ANCHOR))).isEqualTo(Judgement.UNKNOWN);
        assertThat(keys.and(other.publicKeys()).judge(other.sign(ANCHOR)))
                .isEqualTo(Judgement.GOOD);
        assertThat(AnchorKeys.none().judge(signed)).isEqualTo(Judgement.UNKNOWN);
    }

    @Test
    void after_a_change_of_keys_both_are_in_one_file() throws Exception {
        var old = AnchorKey.create(folder.resolve("old.key"));
        var now = AnchorKey.create(folder.resolve("now.key"));
        var file = Files.writeString(folder.resolve("pub"), old.publicPEM() + now.publicPEM());

        assertThat(AnchorKeys.read(file).judge(old.sign(ANCHOR))).isEqualTo(Judgement.GOOD);
        assertThat(AnchorKeys.read(file).judge(now.sign(ANCHOR))).isEqualTo(Judgement.GOOD);
    }

    @Test
    void openssl_agrees() throws Exception {
        var key = AnchorKey.create(folder.resolve("audit.key"));
        Files.writeString(folder.resolve("pub"), key.publicPEM());
        Files.write(folder.resolve("bytes"), ANCHOR.signedBytes());
        Files.write(
                folder.resolve("signature"),
                Base64.getDecoder().decode(key.sign(ANCHOR).signature()));

        assertThat(Files.readString(folder.resolve("bytes")))
                .isEqualTo(
                        """
                        SPIDERS audit anchor 1
                        position 12
                        digest %s
                        at 2026-11-22T08:00:00.000001Z
                        count 5
                        node hub é
                        """
                                .formatted("ab".repeat(32)));
        assertThat(verifiedByOpenssl()).isTrue();
        Files.writeString(folder.resolve("bytes"), "else");
        assertThat(verifiedByOpenssl()).isFalse();
    }

    private boolean verifiedByOpenssl() throws Exception {
        var words = "openssl pkeyutl -verify -pubin -inkey pub -rawin -in bytes -sigfile signature";
        return new ProcessBuilder(words.split(" ", -1))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static void assertRefused(Path file, String why) {
        assertThatExceptionOfType(AnchorKeyException.class)
                .isThrownBy(() -> AnchorKey.read(file))
                .withMessageContaining(why)
                .satisfies(refusal -> assertThat(refusal.file()).isEqualTo(file));
    }
}
