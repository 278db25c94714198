// SPDX-License-Identifier: Apache-2.0
package spiders.web.passkey;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

import spiders.security.Passkeys;
import spiders.security.UserName;

import java.util.Optional;

/** Accounts as authenticators know them: by random bytes that say nothing of the person. */
final class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {

    private final Passkeys passkeys;

    PasskeyOwners(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return passkeys.owner(handle.toBase64UrlString())
                .map(name -> entity(name, handle))
                .orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
        var account = new UserName(name);
        return passkeys.handle(account)
                .map(handle -> entity(account, Bytes.fromBase64(handle)))
                .orElse(null);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        passkeys.handle(
                new UserName(entity.getName()),
                Optional.ofNullable(entity.getId()).orElseGet(Bytes::random).toBase64UrlString());
    }

    /** A handle is never given to another account. */
    @Override
    public void delete(Bytes handle) {
        throw new IllegalStateException("handles stay");
    }

    private static PublicKeyCredentialUserEntity entity(UserName name, Bytes handle) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .name(name.value())
                .displayName(name.value())
                .id(handle)
                .build();
    }
}
