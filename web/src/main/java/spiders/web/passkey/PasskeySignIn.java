// SPDX-License-Identifier: Apache-2.0
package spiders.web.passkey;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import com.webauthn4j.util.exception.WebAuthnException;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.authentication.PublicKeyCredentialRequestOptionsFilter;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

import spiders.security.Passkeys;
import spiders.security.User;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.util.Set;
import java.util.function.Function;

/**
 * Passkeys: discoverable, and verified by their authenticator each time, so that holding one is two
 * factors. The ceremonies are checked by webauthn4j, through Spring Security.
 */
public final class PasskeySignIn {

    private static final String NAME = "SPIDERS";
    private static final String OPTIONS = PasskeySignIn.class.getName() + ".options";
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    private final Passkeys passkeys;
    private final Webauthn4JRelyingPartyOperations ceremonies;

    /**
     * For one address.
     *
     * @param address what browsers call this hub, of which {@link #isPossible}
     */
    public PasskeySignIn(Passkeys passkeys, String address) {
        this.passkeys = passkeys;
        ceremonies =
                new Webauthn4JRelyingPartyOperations(
                        new PasskeyOwners(passkeys),
                        new PasskeyCredentials(passkeys),
                        PublicKeyCredentialRpEntity.builder()
                                .id(URI.create(address).getHost())
                                .name(NAME)
                                .build(),
                        Set.of(address));
        ceremonies.setCustomizeCreationOptions(options ->
                options.authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                                .residentKey(ResidentKeyRequirement.REQUIRED)
                                .userVerification(UserVerificationRequirement.REQUIRED)
                                .build()));
        ceremonies.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
    }

    /**
     * Whether browsers offer passkeys at an address: it has a name, for numbers have none (WebAuthn
     * level 2, section 5.1.2), and is {@code https} or this very machine.
     */
    public static boolean isPossible(String address) {
        if (address.isEmpty()) {
            return false;
        }
        var uri = URI.create(address);
        var host = uri.getHost();
        return host.matches("(?=.*[A-Za-z])[A-Za-z0-9.-]+")
                && ("https".equals(uri.getScheme()) || host.equals("localhost"));
    }

    /** What a browser makes a new passkey by, as JSON; good for one {@link #register}. */
    public String begin(HttpServletRequest request, Authentication person) {
        var options =
                ceremonies.createPublicKeyCredentialCreationOptions(
                        new ImmutablePublicKeyCredentialCreationOptionsRequest(person));
        request.getSession().setAttribute(OPTIONS, options);
        return JSON.writeValueAsString(options);
    }

    /**
     * Takes the new passkey of who has signed in.
     *
     * @param made what the browser made, with a label, as JSON
     * @throws RefusedPasskeyException if it does not prove what it has to
     */
    public void register(HttpServletRequest request, User user, String made) {
        var session = request.getSession();
        var options = session.getAttribute(OPTIONS);
        session.removeAttribute(OPTIONS);
        if (!(options instanceof PublicKeyCredentialCreationOptions asked)
                || !asked.getUser().getName().equals(user.name().value())) {
            throw new RefusedPasskeyException("no registration was begun");
        }
        try {
            ceremonies.registerCredential(
                    new ImmutableRelyingPartyRegistrationRequest(
                            asked, JSON.readValue(made, RelyingPartyPublicKey.class)));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException e) {
            throw new RefusedPasskeyException(e.getClass().getSimpleName());
        }
    }

    /** Tells browsers, at {@code POST /login/passkey/options}, by which challenge to sign in. */
    public Filter options() {
        var filter = new PublicKeyCredentialRequestOptionsFilter(ceremonies);
        filter.setRequestMatcher(withDefaults().matcher(HttpMethod.POST, "/login/passkey/options"));
        return filter;
    }

    /** Signs in by {@code POST /login/passkey}; sessions are still to be given to it. */
    public AbstractAuthenticationProcessingFilter signIn(Function<User, Authentication> visitor) {
        return new PasskeyFilter(ceremonies, passkeys, visitor);
    }
}
