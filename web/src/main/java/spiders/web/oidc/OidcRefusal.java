// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.client.ResourceAccessException;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Why nobody was signed in by a provider. */
public enum OidcRefusal {
    /** The person gave up there, or was not let in. */
    CANCELLED,
    /** The answer belongs to no sign-in that this browser began, or comes too late. */
    STALE,
    /** Recognised less surely than was asked for. */
    LEVEL,
    /** The account was closed. */
    CLOSED,
    /** Too many accounts wait for an administrator. */
    FULL,
    /** The provider cannot be asked. */
    UNREACHABLE,
    /** Its answer is not what it has to be. */
    INVALID;

    static final String LEVEL_CODE = "insufficient_acr";

    private static final int DEEPEST_CAUSE = 20;

    /** What an exception of the sign-in means. */
    public static OidcRefusal of(AuthenticationException failure) {
        if (failure instanceof RefusedAdmissionException refused) {
            return refused.refusal();
        }
        if (isSilence(failure)) {
            return UNREACHABLE;
        }
        return switch (code(failure).orElse("")) {
            case "access_denied", "login_required", "consent_required" -> CANCELLED;
            case "authorization_request_not_found", "invalid_state_parameter" -> STALE;
            case "server_error", "temporarily_unavailable" -> UNREACHABLE;
            case LEVEL_CODE -> LEVEL;
            default -> INVALID;
        };
    }

    /** The word of the protocol, for the audit: never what the provider wrote beside it. */
    public static String word(AuthenticationException failure) {
        return code(failure)
                .filter(code -> code.matches("[a-z_]{1,60}"))
                .orElse(isSilence(failure) ? "unreachable" : "invalid");
    }

    private static Optional<String> code(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException e
                ? Optional.ofNullable(e.getError().getErrorCode())
                : Optional.empty();
    }

    private static boolean isSilence(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(cause ->
                        cause instanceof ProviderUnreachableException
                                || cause instanceof ResourceAccessException
                                || cause instanceof IOException);
    }
}
