// SPDX-License-Identifier: Apache-2.0
package spiders.web.passkey;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

import spiders.security.Passkey;
import spiders.security.Passkeys;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Our passkeys as Spring Security's library reads and writes them. */
final class PasskeyCredentials implements UserCredentialRepository {

    private final Passkeys passkeys;

    PasskeyCredentials(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return passkeys.find(id.toBase64UrlString()).map(this::credential).orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return passkeys.owner(handle.toBase64UrlString()).stream()
                .flatMap(owner -> passkeys.of(owner).stream())
                .map(this::credential)
                .toList();
    }

    @Override
    public void save(CredentialRecord record) {
        var owner =
                passkeys.owner(record.getUserEntityUserId().toBase64UrlString())
                        .orElseThrow(() -> new IllegalArgumentException("a passkey of nobody"));
        passkeys.save(
                new Passkey(
                        record.getCredentialId().toBase64UrlString(),
                        owner,
                        new Passkey.Keys(
                                new Bytes(record.getPublicKey().getBytes()).toBase64UrlString(),
                                attestation(record)),
                        record.getSignatureCount(),
                        String.valueOf(record.getLabel()),
                        new Passkey.Flags(
                                record.isUvInitialized(),
                                record.getTransports().stream()
                                        .map(AuthenticatorTransport::getValue)
                                        .sorted()
                                        .collect(Collectors.joining(" ")),
                                record.isBackupEligible(),
                                record.isBackupState()),
                        record.getCreated(),
                        record.getLastUsed()));
    }

    private static String attestation(CredentialRecord record) {
        return Optional.ofNullable(record.getAttestationObject())
                .map(Bytes::toBase64UrlString)
                .orElseThrow(() -> new IllegalArgumentException("a passkey without attestation"));
    }

    /** The owner's page removes passkeys, with their account in hand. */
    @Override
    public void delete(Bytes id) {
        throw new IllegalStateException("passkeys are removed with their owner");
    }

    private CredentialRecord credential(Passkey passkey) {
        var handle =
                passkeys.handle(passkey.owner())
                        .orElseThrow(() -> new IllegalStateException("an owner without handle"));
        var transports =
                Arrays.stream(passkey.flags().transports().split(" ", -1))
                        .filter(transport -> !transport.isEmpty())
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(passkey.id()))
                .userEntityUserId(Bytes.fromBase64(handle))
                .publicKey(
                        new ImmutablePublicKeyCose(
                                Bytes.fromBase64(passkey.keys().publicKey()).getBytes()))
                .attestationObject(Bytes.fromBase64(passkey.keys().attestation()))
                .signatureCount(passkey.signatures())
                .uvInitialized(passkey.flags().verified())
                .transports(transports)
                .backupEligible(passkey.flags().backupEligible())
                .backupState(passkey.flags().backedUp())
                .created(passkey.created())
                .lastUsed(passkey.used())
                .label(passkey.label())
                .build();
    }
}
